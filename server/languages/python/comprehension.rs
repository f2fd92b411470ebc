//! What does a comprehension say? Its element and its clauses.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{Clause, Comprehension, ComprehensionKind, Expr, ExprId};

impl Lowering<'_> {
    /// `[element for … if …]` and its kin.
    pub(super) fn comprehension(&mut self, kind: ComprehensionKind) -> ExprId {
        let (mut element, mut value) = (None, None);
        let mut clauses: Vec<Clause> = Vec::with_capacity(1);
        self.children(|this, child| match child {
            Kind::Pair => {
                let pair = this.pair();
                (element, value) = (Some(pair.0), Some(pair.1));
            }
            Kind::ForInClause => clauses.push(this.clause()),
            Kind::IfClause => {
                let condition = this.first_expr();
                if let Some(clause) = clauses.last_mut() {
                    clause.conditions.push(condition);
                }
            }
            child if child.is_expr() && element.is_none() => element = Some(this.expr_of(child)),
            _ => {}
        });
        let element = self.or_broken(element);
        self.push(Expr::Comprehension(Box::new(Comprehension { kind, element, value, clauses })))
    }

    /// `for target in iterable`; several iterables are a tuple.
    fn clause(&mut self) -> Clause {
        let mut target = None;
        let height = self.operands.len();
        let mut comma = false;
        self.children(|this, kind| match kind {
            Kind::Comma => comma = true,
            kind if kind.is_expr() && target.is_none() => target = Some(this.expr_of(kind)),
            kind if kind.is_expr() => this.operand_of_list(kind),
            _ => {}
        });
        let iterable = self.one_or_tuple(height, comma);
        Clause { target: self.or_broken(target), iterable: self.or_broken(iterable), conditions: Vec::new() }
    }
}
