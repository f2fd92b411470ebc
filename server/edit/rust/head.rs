//! What stands above an item of Rust, and what does an `impl` say first? Attributes, comments, trait and type.

use crate::edit::layout::{Layout, is_comment, span_of};
use crate::text::Span;
use tree_sitter::Node;

/// One attribute: `#[derive(Clone)]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// From `#` to the bracket.
    pub span: Span,
    /// Its path: `derive`, `utoipa::path`.
    pub name: String,
    /// Its arguments, brackets included.
    pub arguments: Option<Span>,
}

/// The head of an `impl`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImplHead {
    /// The whole block.
    pub span: Span,
    /// The trait as it is spelled, arguments included; empty if there is none.
    pub of: String,
    /// The type.
    pub target: String,
    /// The names of its parameters.
    pub generics: Vec<String>,
    /// The text of its block.
    pub body: String,
}

/// The attributes in front of a node, in order.
pub(super) fn attributes(layout: &Layout, node: Node) -> Vec<Attribute> {
    let mut found: Vec<Attribute> = above(node).into_iter().filter_map(|node| attribute(layout, node)).collect();
    found.reverse();
    found
}

/// The attributes and comments right above a node, nearest first.
pub(super) fn above(node: Node) -> Vec<Node> {
    let mut found = Vec::new();
    let mut row = node.start_position().row;
    let mut next = node.prev_named_sibling();
    while let Some(node) = next.filter(|node| node.kind() == "attribute_item" || is_comment(*node)) {
        // A line comment of documentation ends at the start of the next line.
        let end = node.end_position();
        let last_row = if end.column == 0 { end.row.saturating_sub(1) } else { end.row };
        let starts_line = node.prev_named_sibling().is_none_or(|it| {
            it.end_position().row < node.start_position().row || it.kind() == "attribute_item" || is_comment(it)
        });
        if last_row + 1 < row || !starts_line {
            break;
        }
        row = node.start_position().row;
        found.push(node);
        next = node.prev_named_sibling();
    }
    found
}

fn attribute(layout: &Layout, node: Node) -> Option<Attribute> {
    let inner = node.named_child(0).filter(|_| node.kind() == "attribute_item")?;
    let name = inner.named_child(0).map(|path| layout.slice(span_of(path)).to_owned())?;
    Some(Attribute { span: span_of(node), name, arguments: inner.child_by_field_name("arguments").map(span_of) })
}

impl Layout {
    /// The `impl` blocks of a Rust file, in order.
    pub fn impls(&self) -> Vec<ImplHead> {
        let mut found = Vec::new();
        let mut open = vec![self.tree.root_node()];
        while let Some(node) = open.pop() {
            for child in node.named_children(&mut node.walk()) {
                match child.kind() {
                    "impl_item" => found.extend(self.impl_head(child)),
                    "mod_item" => open.extend(child.child_by_field_name("body")),
                    _ => {}
                }
            }
        }
        found
    }

    fn impl_head(&self, node: Node) -> Option<ImplHead> {
        let text = |field: &str| node.child_by_field_name(field).map(|of| self.slice(span_of(of)).to_owned());
        let generics = node.child_by_field_name("type_parameters").map(|list| {
            let names = self.list_of(list).elements;
            let first = |span: Span| self.slice(span).split([':', ' ']).next().unwrap_or_default().to_owned();
            names.iter().map(|it| first(it.span)).collect()
        });
        Some(ImplHead {
            span: span_of(node),
            of: text("trait").unwrap_or_default(),
            target: text("type")?,
            generics: generics.unwrap_or_default(),
            body: text("body").unwrap_or_default(),
        })
    }
}
