//! What does a chain such as `a.b(c)[d] + e` say? Left-nested forms, lowered without recursion on their left side.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{Arg, ArgKind, Expr, ExprId, Gap};
use crate::text::Span;

impl Lowering<'_> {
    /// Lowers a node whose first child is its first operand: down the left side, then up, link by link.
    pub(super) fn chain(&mut self, mut kind: Kind) -> ExprId {
        let mut links = 0;
        while let Some(first) = kind.is_chain().then(|| self.goto_first_operand()).flatten() {
            kind = first;
            links += 1;
        }
        // The grammar reads `*a + b` as a sum of `*a` and `b`, Python as a spread of `a + b`.
        let is_spread = links > 0 && kind == Kind::ListSplat;
        let mut left = if is_spread { self.first_expr() } else { self.operand(kind) };
        for _ in 0..links {
            left = self.link(left);
        }
        if is_spread { self.push(Expr::Spread(left)) } else { left }
    }

    /// Moves to the first child that says something and gives its kind; stays if there is none.
    fn goto_first_operand(&mut self) -> Option<Kind> {
        if !self.cursor.goto_first_child() {
            return None;
        }
        loop {
            let kind = self.kind();
            if !kind.is_extra() && kind != Kind::Error {
                return Some(kind);
            }
            if !self.cursor.goto_next_sibling() {
                self.cursor.goto_parent();
                return None;
            }
        }
    }

    /// From the first operand of a chain node: lowers the rest of that node and moves up to it.
    fn link(&mut self, left: ExprId) -> ExprId {
        let expr = self.rest_of_link(left);
        self.cursor.goto_parent();
        match expr {
            _ if self.is_torn() => self.gap(Gap::Broken),
            Some(expr) => self.push(expr),
            // A `type` node only wraps.
            None if self.kind() == Kind::Type => left,
            None => self.gap(Gap::Broken),
        }
    }

    /// The form is told by the token after the first operand.
    fn rest_of_link(&mut self, left: ExprId) -> Option<Expr> {
        while self.cursor.goto_next_sibling() {
            return Some(match self.kind() {
                Kind::Dot => return self.attribute(left),
                Kind::Arguments => Expr::Call(left, self.arguments()),
                Kind::Generator => Expr::Call(left, self.sole_argument()),
                Kind::Bracket => Expr::Subscript(left, self.indices()),
                Kind::TypeParameter => Expr::Subscript(left, self.type_arguments()),
                Kind::Binary(op) => Expr::Binary(op, left, self.next_operand()),
                Kind::And => Expr::And(left, self.next_operand()),
                Kind::Or => Expr::Or(left, self.next_operand()),
                _ => continue,
            });
        }
        None
    }

    fn attribute(&mut self, left: ExprId) -> Option<Expr> {
        while self.cursor.goto_next_sibling() {
            if self.kind() == Kind::Identifier {
                let name = self.slice();
                return (!name.is_empty()).then(|| Expr::Attribute(left, name.into()));
            }
        }
        None
    }

    /// Moves on to the next sibling that is an expression and lowers it.
    fn next_operand(&mut self) -> ExprId {
        while self.cursor.goto_next_sibling() {
            let kind = self.kind();
            if kind.is_expr() {
                return self.expr_of(kind);
            }
        }
        self.gap(Gap::Broken)
    }

    /// From `[`: the index, or a tuple of several.
    fn indices(&mut self) -> ExprId {
        let height = self.operands.len();
        let mut comma = false;
        while self.cursor.goto_next_sibling() {
            match self.kind() {
                Kind::Comma => comma = true,
                kind if kind.is_expr() => self.operand_of_list(kind),
                _ => {}
            }
        }
        let found = self.one_or_tuple(height, comma);
        self.or_broken(found)
    }

    /// The types between the brackets of `list[int]`, as an index.
    fn type_arguments(&mut self) -> ExprId {
        let found = self.children_as_one();
        self.or_broken(found)
    }

    /// The arguments of a call or the bases of a class. An unreadable one stands for any number of them.
    pub(super) fn arguments(&mut self) -> Box<[Arg]> {
        let height = self.args.len();
        let (mut last, mut is_torn) = (height, false);
        self.children(|this, kind| match kind {
            Kind::Comma => (last, is_torn) = (this.args.len(), false),
            Kind::Error => {
                this.args.truncate(last);
                this.argument(kind);
                is_torn = true;
            }
            kind if !is_torn => this.argument(kind),
            _ => {}
        });
        self.args.drain(height..).collect()
    }

    fn argument(&mut self, kind: Kind) {
        let (kind, value) = match kind {
            Kind::ListSplat => (ArgKind::Spread, self.first_expr()),
            Kind::DictionarySplat => (ArgKind::SpreadKeywords, self.first_expr()),
            Kind::KeywordArgument => self.keyword_argument(),
            Kind::Error => (ArgKind::Spread, self.gap(Gap::Broken)),
            kind if kind.is_expr() => (ArgKind::Positional, self.expr()),
            _ => return,
        };
        self.args.push(Arg { kind, value });
    }

    fn keyword_argument(&mut self) -> (ArgKind, ExprId) {
        let (mut name, mut value) = (None, None);
        self.children(|this, kind| match kind {
            Kind::Identifier if name.is_none() => name = Some(this.name()),
            kind if kind.is_expr() => value = Some(this.expr_of(kind)),
            _ => {}
        });
        (ArgKind::Keyword(name.unwrap_or_default()), self.or_broken(value))
    }

    /// `f(x for x in y)`.
    fn sole_argument(&mut self) -> Box<[Arg]> {
        Box::new([Arg { kind: ArgKind::Positional, value: self.expr() }])
    }

    /// The operands above a height as one expression: the only one, or a tuple if there is a comma or a spread.
    pub(super) fn one_or_tuple(&mut self, height: usize, comma: bool) -> Option<ExprId> {
        let (first, last) = (*self.operands.get(height)?, *self.operands.last()?);
        let is_spread = matches!(self.item.code.expr(first), Expr::Spread(_));
        if first == last && !comma && !is_spread {
            self.operands.truncate(height);
            return Some(first);
        }
        let span = Span { start: self.item.exprs[first.index()].start, end: self.item.exprs[last.index()].end };
        let elements = self.take_operands(height);
        Some(self.push_at(span, Expr::Tuple(elements)))
    }

    /// The children that are expressions as one expression.
    pub(super) fn children_as_one(&mut self) -> Option<ExprId> {
        let height = self.operands.len();
        let comma = self.push_children();
        self.one_or_tuple(height, comma)
    }
}
