//! What does a type say? Structures, enumerations and traits as classes.

use super::attribute::{Attributes, Cfg};
use super::builder::{Lowering, children};
use crate::facts::{Block, Class, ClassId, FieldItem, ItemId, Name, Stmt, StmtKind};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    pub(super) fn structure(&mut self, node: Node<'t>, attributes: &Attributes<'t>) -> StmtKind {
        let body = node.child_by_field_name("body");
        let item = self.nested(|this| body.map(|body| this.fields(body)).unwrap_or_default());
        self.class(node, attributes, item)
    }

    pub(super) fn enumeration(&mut self, node: Node<'t>, attributes: &Attributes<'t>) -> StmtKind {
        let body = node.child_by_field_name("body");
        let item = self.nested(|this| body.map(|body| this.variants(body)).unwrap_or_default());
        self.class(node, attributes, item)
    }

    pub(super) fn trait_item(&mut self, node: Node<'t>, attributes: &Attributes<'t>) -> StmtKind {
        let body = node.child_by_field_name("body");
        let item = self.nested(|this| body.map(|body| this.items_of(body)).unwrap_or_default());
        self.class(node, attributes, item)
    }

    fn class(&mut self, node: Node<'t>, attributes: &Attributes<'t>, item: ItemId) -> StmtKind {
        let decorators = self.attributes(attributes);
        let mark = self.mark(node);
        let name_node = node.child_by_field_name("name");
        let name_mark = name_node.map_or(mark, |name| self.mark(name));
        let name = name_node.map(|name| self.name(name)).unwrap_or_default();
        self.item.code.classes.push(Class { name, item, bases: Box::default(), decorators, mark, name_mark });
        StmtKind::Class(ClassId(self.item.code.classes.len() as u32 - 1))
    }

    /// The variants of an enumeration: classes inside it.
    fn variants(&mut self, node: Node<'t>) -> Block {
        let mut stmts = Vec::new();
        for (variant, attributes) in self.with_attributes(node) {
            if variant.kind() == "enum_variant" {
                let kind = self.structure(variant, &attributes);
                stmts.push(self.stmt(variant, kind));
            }
        }
        stmts.into()
    }

    fn fields(&mut self, node: Node<'t>) -> Block {
        let mut stmts = Vec::new();
        let is_tuple = node.kind() == "ordered_field_declaration_list";
        for (at, (field, attributes)) in self.with_attributes(node).into_iter().enumerate() {
            let annotation = if is_tuple { Some(field) } else { field.child_by_field_name("type") };
            let name = if is_tuple { Name::from(&at.to_string()) } else { self.name_of(field, "name") };
            let annotation = self.expr_or_gap(annotation, field);
            let (attributes, mark) = (self.attributes(&attributes), self.mark(field));
            let field_item = FieldItem { name, annotation, attributes, mark };
            stmts.push(Stmt { mark, kind: StmtKind::Field(Box::new(field_item)) });
        }
        stmts.into()
    }

    /// The children of a list, each with the attributes in front of it; visibility left out.
    fn with_attributes(&self, node: Node<'t>) -> Vec<(Node<'t>, Attributes<'t>)> {
        let mut found = Vec::new();
        let mut attributes = Attributes::default();
        for child in children(node) {
            match child.kind() {
                "attribute_item" => attributes.add(child),
                "visibility_modifier" => {}
                _ => {
                    let of = std::mem::take(&mut attributes);
                    if self.cfg(&of) != Cfg::Never {
                        found.push((child, of));
                    }
                }
            }
        }
        found
    }
}
