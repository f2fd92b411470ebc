//! What does a structure of Rust say, as it is written? Attributes, comments and fields.

use super::head::{Attribute, above, attributes};
use crate::edit::layout::{Layout, is_comment, span_of};
use crate::text::Span;
use tree_sitter::Node;

/// A structure with named fields.
#[derive(Clone, Debug)]
pub struct Record {
    /// From the first comment or attribute above it to its last brace.
    pub whole: Span,
    /// The structure itself.
    pub span: Span,
    /// The attributes above it.
    pub attributes: Vec<Attribute>,
    /// Its visibility, with a space behind it; empty if it is private.
    pub visibility: String,
    /// Its name.
    pub name: String,
    /// Whether it has parameters.
    pub is_generic: bool,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Comments of documentation above it, line by line.
    pub docs: Vec<String>,
    /// The attributes above it.
    pub attributes: Vec<Attribute>,
    /// Its visibility, with a space behind it.
    pub visibility: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub of: String,
}

impl Record {
    /// The structure that covers exactly these bytes. `None` if it has no named fields, or could not be read.
    pub fn of(layout: &Layout, def: Span) -> Option<Self> {
        let node = layout.nodes_at(def).into_iter().find(|node| node.kind() == "struct_item")?;
        let body = node.child_by_field_name("body").filter(|it| it.kind() == "field_declaration_list")?;
        if node.has_error() {
            return None;
        }
        let children: Vec<Node> = body.named_children(&mut body.walk()).collect();
        let fields = children.into_iter().filter(|it| it.kind() == "field_declaration");
        let start = above(node).last().map_or(def.start, |first| first.start_byte() as u32);
        Some(Record {
            whole: Span { start, end: def.end },
            span: def,
            attributes: attributes(layout, node),
            visibility: visibility(layout, node),
            name: layout.slice(span_of(node.child_by_field_name("name")?)).to_owned(),
            is_generic: node.child_by_field_name("type_parameters").is_some(),
            fields: fields.filter_map(|field| self::field(layout, field)).collect(),
        })
    }
}

impl Layout {
    /// The structures with named fields of a Rust file.
    pub fn records(&self) -> Vec<Record> {
        let mut found = Vec::new();
        let mut open = vec![self.tree.root_node()];
        while let Some(node) = open.pop() {
            for child in node.named_children(&mut node.walk()) {
                match child.kind() {
                    "struct_item" => found.extend(Record::of(self, span_of(child))),
                    "mod_item" => open.extend(child.child_by_field_name("body")),
                    _ => {}
                }
            }
        }
        found
    }
}

fn field(layout: &Layout, node: Node) -> Option<Field> {
    let text = |field: &str| node.child_by_field_name(field).map(|of| layout.slice(span_of(of)).to_owned());
    let mut comments: Vec<Node> = above(node).into_iter().filter(|node| is_comment(*node)).collect();
    comments.reverse();
    let line = |node: Node| layout.slice(span_of(node)).trim_end().to_owned();
    Some(Field {
        docs: comments.into_iter().map(line).filter(|line| line.starts_with("///")).collect(),
        attributes: attributes(layout, node),
        visibility: visibility(layout, node),
        name: text("name")?,
        of: text("type")?,
    })
}

fn visibility(layout: &Layout, node: Node) -> String {
    let first = node.named_child(0).filter(|first| first.kind() == "visibility_modifier");
    first.map(|first| format!("{} ", layout.slice(span_of(first)))).unwrap_or_default()
}
