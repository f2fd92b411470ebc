//! What does an item say? Functions, modules, names for paths, constants, and blocks of methods.

use super::attribute::{Attributes, Cfg};
use super::builder::{Lowering, children};
use crate::facts::{Block, Expr, Impl, MacroRules, Name, Stmt, StmtKind, Submodule};
use std::sync::Arc;
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Whether a node is an item: it holds in all of its block.
    pub(super) fn is_item(&self, node: Node<'t>) -> bool {
        let kind = node.kind();
        kind.ends_with("_item") && kind != "attribute_item" && kind != "inner_attribute_item"
            || matches!(kind, "use_declaration" | "extern_crate_declaration" | "macro_definition")
    }

    /// The items of a file or of the body of a module, trait or `impl`.
    pub(super) fn items_of(&mut self, node: Node<'t>) -> Block {
        let mut stmts = Vec::new();
        let mut attributes = Attributes::default();
        for child in children(node) {
            match child.kind() {
                "attribute_item" => {
                    attributes.add(child);
                    continue;
                }
                "inner_attribute_item" => continue,
                _ => {}
            }
            let of = std::mem::take(&mut attributes);
            let cfg = self.cfg(&of);
            if cfg == Cfg::Never && !self.is_of_tests(child, &of) {
                continue;
            }
            let first = stmts.len();
            match child.kind() {
                "expression_statement" | "macro_invocation" => self.macro_item(child, &mut stmts),
                "ERROR" => stmts.push(self.stmt(child, StmtKind::Broken)),
                _ => self.item_stmt(child, &of, &mut stmts),
            }
            if let Cfg::If(text) = cfg {
                let text = Name::from(&text);
                self.item.code.compiled_if.extend((first..stmts.len()).map(|at| (at as u32, text)));
            }
        }
        stmts.into()
    }

    fn macro_item(&mut self, node: Node<'t>, to: &mut Vec<Stmt>) {
        let call = if node.kind() == "macro_invocation" { Some(node) } else { children(node).into_iter().next() };
        if let Some(call) = call.filter(|call| call.kind() == "macro_invocation") {
            let value = self.expr(call);
            to.push(self.stmt(node, StmtKind::Expr(value)));
        }
    }

    pub(super) fn item_stmt(&mut self, node: Node<'t>, attributes: &Attributes<'t>, to: &mut Vec<Stmt>) {
        let kind = match node.kind() {
            "function_item" | "function_signature_item" => StmtKind::Function(self.function(node, attributes)),
            "struct_item" | "union_item" => self.structure(node, attributes),
            "enum_item" => self.enumeration(node, attributes),
            "trait_item" => self.trait_item(node, attributes),
            "impl_item" => self.impl_item(node, attributes),
            "mod_item" => self.module_item(node, attributes),
            "use_declaration" => self.use_item(node),
            "extern_crate_declaration" => self.extern_crate(node),
            "const_item" | "static_item" => self.constant(node, "value"),
            "type_item" => self.constant(node, "type"),
            "macro_definition" => self.macro_rules(node),
            _ => return,
        };
        to.push(self.stmt(node, kind));
    }

    fn constant(&mut self, node: Node<'t>, field: &str) -> StmtKind {
        let (Some(name), Some(value)) = (node.child_by_field_name("name"), node.child_by_field_name(field)) else {
            return StmtKind::Pass;
        };
        let target = Expr::Name(self.name(name));
        let target = self.push(name, target);
        let value = self.expr(value);
        StmtKind::Assign(Box::new([target]), value)
    }

    fn macro_rules(&mut self, node: Node<'t>) -> StmtKind {
        let name = Name::from(&format!("{}!", self.name_of(node, "name")));
        StmtKind::Macro(Arc::new(MacroRules { name, text: Arc::from(self.slice(node)) }))
    }

    fn impl_item(&mut self, node: Node<'t>, attributes: &Attributes<'t>) -> StmtKind {
        let Some(target) = node.child_by_field_name("type") else { return StmtKind::Pass };
        let target = self.expr(target);
        let of = node.child_by_field_name("trait").map(|of| self.expr(of));
        let body = node.child_by_field_name("body");
        let generics = self.generics(node);
        let item = self.nested(|this| body.map(|body| this.items_of(body)).unwrap_or_default());
        let mark = self.mark(node);
        let attributes = self.attributes(attributes);
        StmtKind::Impl(Box::new(Impl { target, of, generics, item, attributes, mark }))
    }

    fn module_item(&mut self, node: Node<'t>, attributes: &Attributes<'t>) -> StmtKind {
        let name = self.name_of(node, "name");
        let path = self.attribute_text(attributes, "path").map(Arc::from);
        let is_test = self.cfg(attributes) == Cfg::Never;
        let body = node.child_by_field_name("body");
        let item = body.map(|body| self.nested(|this| this.items_of(body)));
        StmtKind::Module(Box::new(Submodule { name, item, path, is_test }))
    }
}
