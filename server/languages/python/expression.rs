//! What does an expression say? The forms that are neither chains nor displays.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{BinaryOp, CompareOp, ComprehensionKind, Expr, ExprId, Gap, UnaryOp};

impl Lowering<'_> {
    /// Lowers the expression, target or type at the cursor.
    pub(super) fn expr(&mut self) -> ExprId {
        self.expr_of(self.kind())
    }

    /// The same where the kind is known already.
    pub(super) fn expr_of(&mut self, kind: Kind) -> ExprId {
        let lowered = self.deeper(|this| if kind.is_chain() { this.chain(kind) } else { this.operand(kind) });
        lowered.unwrap_or_else(|| self.gap(Gap::TooDeep))
    }

    /// Lowers an expression that is not a chain.
    pub(super) fn operand(&mut self, kind: Kind) -> ExprId {
        match kind {
            kind if !kind.is_display() && self.is_torn() => self.torn(kind),
            Kind::Identifier => self.name_expr(),
            Kind::String | Kind::ConcatenatedString if self.is_data() => self.gap(Gap::TooLong),
            Kind::String | Kind::ConcatenatedString => self.string(kind),
            Kind::Integer => self.integer(),
            Kind::Float => self.float(),
            Kind::True => self.push(Expr::Bool(true)),
            Kind::False => self.push(Expr::Bool(false)),
            Kind::None => self.push(Expr::None),
            Kind::Ellipsis if self.left_out().is_some() => self.gap(Gap::TooLong),
            Kind::Ellipsis => self.push(Expr::Ellipsis),
            Kind::Parenthesized | Kind::AsPattern => self.first_expr(),
            Kind::List => self.display(Expr::List),
            Kind::Tuple => self.tuple(),
            Kind::Set => self.display(Expr::Set),
            Kind::Dictionary => self.dictionary(),
            Kind::ListSplat | Kind::SplatType => self.wrapped(Expr::Spread),
            Kind::Await => self.wrapped(Expr::Await),
            Kind::NotOperator => self.wrapped(|value| Expr::Unary(UnaryOp::Not, value)),
            Kind::UnaryOperator => self.unary(),
            Kind::Comparison => self.comparison(),
            Kind::Conditional => self.conditional(),
            Kind::Named => self.named(),
            Kind::Lambda => self.lambda(),
            Kind::Yield => self.yielded(),
            Kind::Slice => self.slice_expr(),
            Kind::ConstrainedType => self.constrained_type(),
            Kind::DottedName => self.dotted_name(),
            Kind::ListComprehension => self.comprehension(ComprehensionKind::List),
            Kind::SetComprehension => self.comprehension(ComprehensionKind::Set),
            Kind::DictionaryComprehension => self.comprehension(ComprehensionKind::Dict),
            Kind::Generator => self.comprehension(ComprehensionKind::Generator),
            _ => self.gap(Gap::Broken),
        }
    }

    /// An expression with an unreadable part: nothing is known of it but that it yields.
    fn torn(&mut self, kind: Kind) -> ExprId {
        self.item.code.is_generator |= kind == Kind::Yield;
        self.gap(Gap::Broken)
    }

    /// A name; an identifier the parser only assumed is a gap.
    fn name_expr(&mut self) -> ExprId {
        let span = self.span();
        let name = self.slice_of(span);
        self.push_at(span, if name.is_empty() { Expr::Gap(Gap::Broken) } else { Expr::Name(name.into()) })
    }

    /// The first child that is an expression.
    pub(super) fn first_expr(&mut self) -> ExprId {
        let mut found = None;
        self.children(|this, kind| {
            if found.is_none() && kind.is_expr() {
                found = Some(this.expr_of(kind));
            }
        });
        self.or_broken(found)
    }

    fn wrapped(&mut self, form: impl FnOnce(ExprId) -> Expr) -> ExprId {
        let value = self.first_expr();
        self.push(form(value))
    }

    /// The first few children that are expressions; gaps where there are fewer.
    pub(super) fn operands_of<const N: usize>(&mut self) -> [ExprId; N] {
        let height = self.operands.len();
        self.push_children();
        let found: [Option<ExprId>; N] = std::array::from_fn(|n| self.operands.get(height + n).copied());
        self.operands.truncate(height);
        found.map(|operand| self.or_broken(operand))
    }

    fn unary(&mut self) -> ExprId {
        let mut op = UnaryOp::Plus;
        let mut value = None;
        self.children(|this, kind| match kind {
            Kind::Binary(BinaryOp::Sub) => op = UnaryOp::Negate,
            Kind::Tilde => op = UnaryOp::Invert,
            kind if kind.is_expr() => value = Some(this.expr_of(kind)),
            _ => {}
        });
        let value = self.or_broken(value);
        self.push(Expr::Unary(op, value))
    }

    fn comparison(&mut self) -> ExprId {
        let (mut first, mut op) = (None, CompareOp::Eq);
        let mut rest = Vec::with_capacity(1);
        self.children(|this, kind| match kind {
            Kind::Compare(found) => op = found,
            kind if kind.is_expr() && first.is_none() => first = Some(this.expr_of(kind)),
            kind if kind.is_expr() => rest.push((op, this.expr_of(kind))),
            _ => {}
        });
        let first = self.or_broken(first);
        self.push(Expr::Compare(first, rest.into_boxed_slice()))
    }

    /// `then if test else otherwise`. The grammar reads `*a if b else c` as a choice of `*a`, Python as a spread.
    fn conditional(&mut self) -> ExprId {
        let [then, test, otherwise] = self.operands_of();
        let spread = match *self.item.code.expr(then) {
            Expr::Spread(inner) => Some(inner),
            _ => None,
        };
        let id = self.push(Expr::Conditional { test, then: spread.unwrap_or(then), otherwise });
        if spread.is_some() { self.push(Expr::Spread(id)) } else { id }
    }

    fn named(&mut self) -> ExprId {
        let (mut name, mut value) = (None, None);
        self.children(|this, kind| match kind {
            Kind::Identifier if name.is_none() => name = Some(this.name()),
            kind if kind.is_expr() => value = Some(this.expr_of(kind)),
            _ => {}
        });
        let value = self.or_broken(value);
        self.push(Expr::Bind(name.unwrap_or_default(), value))
    }

    fn yielded(&mut self) -> ExprId {
        self.item.code.is_generator = true;
        let (mut from, mut value) = (false, None);
        self.children(|this, kind| match kind {
            Kind::From => from = true,
            kind if kind.is_expr() => value = Some(this.expr_of(kind)),
            _ => {}
        });
        let expr = if from { Expr::YieldFrom(self.or_broken(value)) } else { Expr::Yield(value) };
        self.push(expr)
    }

    fn slice_expr(&mut self) -> ExprId {
        let mut parts = [None; 3];
        let mut colons = 0;
        self.children(|this, kind| match kind {
            Kind::Colon => colons += 1,
            kind if kind.is_expr() && colons < 3 => parts[colons] = Some(this.expr_of(kind)),
            _ => {}
        });
        self.push(Expr::Slice(parts))
    }

    /// `a: b` where the grammar reads a type is what a slice is elsewhere.
    fn constrained_type(&mut self) -> ExprId {
        let [from, to] = self.operands_of();
        self.push(Expr::Slice([Some(from), Some(to), None]))
    }

    /// `a.b` in a pattern.
    fn dotted_name(&mut self) -> ExprId {
        let start = self.span().start;
        let mut left = None;
        self.children(|this, kind| {
            if kind == Kind::Identifier {
                left = Some(match left {
                    None => this.name_expr(),
                    Some(left) => {
                        let span = crate::text::Span { start, end: this.span().end };
                        let name = this.name();
                        this.push_at(span, Expr::Attribute(left, name))
                    }
                });
            }
        });
        self.or_broken(left)
    }
}
