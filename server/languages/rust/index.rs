//! What does `base[index]` say? An element, or the part between two bounds.

use super::builder::{Lowering, children};
use crate::facts::{Expr, ExprId, Gap};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    pub(super) fn index(&mut self, node: Node<'t>) -> ExprId {
        let [base, index] = *children(node) else { return self.gap(node, Gap::Broken) };
        let base = self.expr(base);
        let index = if index.kind() == "range_expression" { self.bounds(index) } else { self.expr(index) };
        self.push(node, Expr::Subscript(base, index))
    }

    /// `from..to`, either of which may be missing.
    fn bounds(&mut self, node: Node<'t>) -> ExprId {
        let mut cursor = node.walk();
        let Some(dots) = node.children(&mut cursor).find(|child| child.kind() == "..") else {
            return self.gap(node, Gap::Unsupported);
        };
        let mut bounds = [None, None, None];
        for part in children(node) {
            bounds[usize::from(part.start_byte() > dots.start_byte())] = Some(self.expr(part));
        }
        self.push(node, Expr::Slice(bounds))
    }
}
