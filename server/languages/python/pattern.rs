//! What does a `match` statement say? Its cases, and of their patterns the values, choices and names.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{BinaryOp, Block, Case, Expr, ExprId, Pattern, StmtKind, UnaryOp};

impl Lowering<'_> {
    /// `match subject: case …`.
    pub(super) fn match_statement(&mut self) -> StmtKind {
        let height = self.operands.len();
        let (mut comma, mut subject, mut cases) = (false, None, Vec::new());
        self.children(|this, kind| match kind {
            Kind::Comma => comma = true,
            Kind::Block => {
                subject = this.one_or_tuple(height, comma);
                cases = this.cases();
            }
            Kind::Error => this.salvage(),
            kind if kind.is_expr() => this.operand_of_list(kind),
            _ => {}
        });
        self.operands.truncate(height);
        StmtKind::Match(self.or_broken(subject), cases.into_boxed_slice())
    }

    fn cases(&mut self) -> Vec<Case> {
        let mut cases = Vec::new();
        self.children(|this, kind| match kind {
            Kind::CaseClause => cases.push(this.case()),
            Kind::Error => this.salvage(),
            _ => {}
        });
        cases
    }

    fn case(&mut self) -> Case {
        let (mut pattern, mut guard, mut body) = (None, None, Block::default());
        let mut comma = false;
        self.children(|this, kind| match kind {
            Kind::CasePattern if pattern.is_none() => pattern = Some(this.pattern()),
            Kind::Comma => comma = true,
            Kind::IfClause => guard = Some(this.first_expr()),
            Kind::Block => body = this.block(),
            Kind::Error => this.salvage(),
            _ => {}
        });
        let pattern = pattern.filter(|_| !comma).unwrap_or(Pattern::Other);
        Case { pattern, guard, body }
    }

    /// The pattern in the node at the cursor; several choices are one pattern.
    fn pattern(&mut self) -> Pattern {
        self.deeper(Self::pattern_here).unwrap_or(Pattern::Other)
    }

    fn pattern_here(&mut self) -> Pattern {
        let mut choices = Vec::new();
        let (mut is_negative, mut is_known) = (false, true);
        self.children(|this, kind| match kind {
            Kind::Binary(BinaryOp::BitOr) | Kind::Other => {}
            Kind::Binary(BinaryOp::Sub) => is_negative = true,
            Kind::Comma => is_known = false,
            kind => {
                choices.push(this.simple_pattern(kind, is_negative));
                is_negative = false;
            }
        });
        match choices.len() {
            _ if !is_known => Pattern::Other,
            0 => Pattern::Other,
            1 => choices.remove(0),
            _ => Pattern::AnyOf(choices.into_boxed_slice()),
        }
    }

    fn simple_pattern(&mut self, kind: Kind, is_negative: bool) -> Pattern {
        match kind {
            Kind::Underscore => Pattern::Wildcard,
            Kind::DottedName if !self.slice().contains('.') => self.capture(),
            Kind::Integer | Kind::Float if is_negative => {
                let value = self.expr();
                Pattern::Value(self.negated(value))
            }
            Kind::UnionPattern | Kind::Tuple | Kind::CasePattern => self.pattern(),
            Kind::AsPattern | Kind::List => Pattern::Other,
            kind if kind.is_expr() => Pattern::Value(self.expr()),
            _ => Pattern::Other,
        }
    }

    fn capture(&mut self) -> Pattern {
        match self.slice() {
            "_" => Pattern::Wildcard,
            name => Pattern::Capture(name.into()),
        }
    }

    fn negated(&mut self, value: ExprId) -> ExprId {
        self.push(Expr::Unary(UnaryOp::Negate, value))
    }
}
