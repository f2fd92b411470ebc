//! What does a display hold? The elements of lists, tuples and sets, the entries of dicts.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{Expr, ExprId, Gap};

impl Lowering<'_> {
    /// Lowers an element and leaves it on the stack of operands.
    pub(super) fn operand_of_list(&mut self, kind: Kind) {
        let id = self.expr_of(kind);
        self.operands.push(id);
    }

    /// Lowers the children that are expressions onto the stack of operands; gives whether there are commas. What could
    /// not be read stands for any number of elements.
    pub(super) fn push_children(&mut self) -> bool {
        let (mut comma, mut last, mut is_torn) = (false, self.operands.len(), false);
        self.children(|this, kind| match kind {
            Kind::Comma => (comma, last, is_torn) = (true, this.operands.len(), false),
            Kind::Error => {
                is_torn = true;
                this.operands.truncate(last);
                let gap = this.gap(Gap::Broken);
                let spread = this.push(Expr::Spread(gap));
                this.operands.push(spread);
            }
            kind if kind.is_expr() && !is_torn => this.operand_of_list(kind),
            _ => {}
        });
        comma
    }

    /// The children that are expressions.
    pub(super) fn elements(&mut self) -> Box<[ExprId]> {
        let height = self.operands.len();
        self.push_children();
        self.take_operands(height)
    }

    pub(super) fn display(&mut self, form: impl FnOnce(Box<[ExprId]>) -> Expr) -> ExprId {
        let elements = self.elements();
        self.push(form(elements))
    }

    /// `a, b` with or without brackets. The grammar reads the target `(a)` as a tuple too.
    pub(super) fn tuple(&mut self) -> ExprId {
        let height = self.operands.len();
        let comma = self.push_children();
        match self.operands[height..] {
            [only] if !comma => {
                self.operands.truncate(height);
                only
            }
            _ => {
                let elements = self.take_operands(height);
                self.push(Expr::Tuple(elements))
            }
        }
    }

    pub(super) fn dictionary(&mut self) -> ExprId {
        let mut entries = Vec::new();
        self.children(|this, kind| match kind {
            Kind::Pair => {
                let (key, value) = this.pair();
                entries.push((Some(key), value));
            }
            Kind::DictionarySplat => entries.push((None, this.first_expr())),
            Kind::Error => entries.push((None, this.gap(Gap::Broken))),
            _ => {}
        });
        self.push(Expr::Dict(entries.into_boxed_slice()))
    }

    /// `key: value`.
    pub(super) fn pair(&mut self) -> (ExprId, ExprId) {
        let [key, value] = self.operands_of();
        (key, value)
    }
}
