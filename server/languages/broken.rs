//! Which places could the parser not read? The outermost `ERROR` and `MISSING` nodes of a tree.

use crate::text::Span;
use tree_sitter::{Node, Tree};

/// The spans of the outermost broken places, in order; empty for a well-formed file, at no cost.
pub(super) fn broken_spans(tree: &Tree) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let is_broken = node.is_error() || node.is_missing();
        if is_broken {
            spans.push(span_of(node));
        }
        if !is_broken && node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return spans;
            }
        }
    }
}

fn span_of(node: Node) -> Span {
    Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
}
