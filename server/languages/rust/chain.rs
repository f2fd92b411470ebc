//! What does a chain of calls say? Link by link from its beginning: chains are long, and nested as deep.

use super::builder::{Lowering, children};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Gap};
use tree_sitter::Node;

/// How long a chain may be.
const LONGEST: usize = 4_000;

/// What a link of a chain goes on from; `None` if the node is no link.
pub(super) fn inner(node: Node<'_>) -> Option<Node<'_>> {
    match node.kind() {
        "call_expression" => node.child_by_field_name("function"),
        "field_expression" => node.child_by_field_name("value"),
        "generic_function" => {
            node.child_by_field_name("function").filter(|function| function.kind() == "field_expression")
        }
        "try_expression" | "await_expression" => children(node).into_iter().next(),
        _ => None,
    }
}

impl<'t> Lowering<'t> {
    pub(super) fn chain(&mut self, node: Node<'t>) -> ExprId {
        let (mut links, mut at) = (Vec::new(), node);
        while let Some(next) = inner(at).filter(|_| links.len() < LONGEST) {
            links.push(at);
            at = next;
        }
        let is_whole = inner(at).is_none();
        let mut value = if is_whole { self.expr(at) } else { self.gap(at, Gap::TooDeep) };
        for link in links.into_iter().rev() {
            value = self.link(link, value);
        }
        value
    }

    /// One link; it stands where its own name stands, not where the chain begins.
    fn link(&mut self, node: Node<'t>, base: ExprId) -> ExprId {
        let mut span = self.span(node);
        let name = if node.kind() == "call_expression" { inner(node).and_then(method) } else { method(node) };
        if let Some(name) = name {
            span.start = self.span(name).start;
        }
        match node.kind() {
            "call_expression" => {
                let arguments = node.child_by_field_name("arguments");
                let values = arguments.map(|arguments| self.exprs(arguments)).unwrap_or_default();
                let args = values.iter().map(|value| Arg { kind: ArgKind::Positional, value: *value }).collect();
                self.push_at(span, Expr::Call(base, args))
            }
            "field_expression" => {
                let name = self.name_of(node, "field");
                self.push_at(span, Expr::Attribute(base, name))
            }
            "generic_function" => {
                let arguments = node.child_by_field_name("type_arguments");
                self.subscript(node, base, arguments)
            }
            "await_expression" => self.push(node, Expr::Await(base)),
            _ => base,
        }
    }
}

/// The name of a method.
fn method(node: Node<'_>) -> Option<Node<'_>> {
    match node.kind() {
        "field_expression" => node.child_by_field_name("field"),
        "generic_function" => inner(node).and_then(method),
        _ => None,
    }
}
