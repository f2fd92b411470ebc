//! What does a path say? A chain of attributes, whose inner names keep their `::`.

use super::builder::{Lowering, children};
use crate::facts::{Expr, ExprId, Gap, Name};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// A path, with the type arguments of its last part.
    pub(super) fn path(&mut self, node: Node<'t>) -> ExprId {
        match node.kind() {
            "scoped_identifier" | "scoped_type_identifier" => {
                let name = self.name_of(node, "name");
                self.scoped(node, name)
            }
            "generic_type" | "generic_type_with_turbofish" | "generic_function" => {
                let inner = ["type", "function"].iter().find_map(|field| node.child_by_field_name(field));
                let base = self.expr_or_gap(inner, node);
                let arguments = node.child_by_field_name("type_arguments");
                self.subscript(node, base, arguments)
            }
            _ => {
                let inner = node.child_by_field_name("type").or_else(|| children(node).into_iter().next());
                self.expr_or_gap(inner, node)
            }
        }
    }

    pub(super) fn subscript(&mut self, node: Node<'t>, base: ExprId, arguments: Option<Node<'t>>) -> ExprId {
        let types = arguments.map(children).unwrap_or_default();
        let types: Vec<Node> = types.into_iter().filter(|child| child.kind() != "lifetime").collect();
        let types: Vec<ExprId> = types.into_iter().map(|child| self.expr(child)).collect();
        let index = match *types {
            [] => return base,
            [only] => only,
            _ => self.push(node, Expr::Tuple(types.into())),
        };
        self.push(node, Expr::Subscript(base, index))
    }

    /// `path::name`.
    fn scoped(&mut self, node: Node<'t>, name: Name) -> ExprId {
        let Some(path) = node.child_by_field_name("path") else {
            // `::name` begins at the crates.
            return self.push(node, Expr::Name(Name::from(&format!("::{name}"))));
        };
        let base = self.qualifier(path);
        self.push(node, Expr::Attribute(base, name))
    }

    /// What stands in front of `::`.
    pub(super) fn qualifier(&mut self, node: Node<'t>) -> ExprId {
        match node.kind() {
            "identifier" | "type_identifier" | "primitive_type" | "crate" | "self" | "super" | "metavariable" => {
                let name = Name::from(&format!("{}::", self.name(node)));
                self.push(node, Expr::Name(name))
            }
            "scoped_identifier" | "scoped_type_identifier" => {
                let name = Name::from(&format!("{}::", self.name_of(node, "name")));
                self.deeper(super::builder::MAX_DEPTH, |this| this.scoped(node, name))
                    .unwrap_or_else(|| self.gap(node, Gap::TooDeep))
            }
            "generic_type" | "generic_type_with_turbofish" => {
                let inner = node.child_by_field_name("type");
                self.qualifier_or_gap(inner, node)
            }
            "bracketed_type" => {
                let inner = children(node).into_iter().next();
                let inner = inner.and_then(|it| it.child_by_field_name("type")).or(inner);
                self.qualifier_or_gap(inner, node)
            }
            _ => self.expr(node),
        }
    }

    fn qualifier_or_gap(&mut self, found: Option<Node<'t>>, around: Node<'t>) -> ExprId {
        match found {
            Some(node) => self.qualifier(node),
            None => self.gap(around, Gap::Broken),
        }
    }
}
