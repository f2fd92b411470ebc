//! Which expressions does a function of Rust give? Those at its end, of all branches, and those it returns.

use crate::edit::layout::{Layout, span_of};
use crate::text::Span;
use tree_sitter::Node;

/// An expression as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its bytes.
    pub span: Span,
    /// What is called, if it is a call of a function: `Json`, `web::Json`.
    pub callee: Option<String>,
    /// The arguments of the call, or the elements of a tuple.
    pub parts: Vec<Span>,
}

impl Layout {
    /// What an expression says that covers exactly these bytes.
    pub fn value(&self, of: Span) -> Option<Value> {
        let node = *self.nodes_at(of).last()?;
        let callee = node.child_by_field_name("function").filter(|_| node.kind() == "call_expression");
        let holder = match node.kind() {
            "call_expression" => node.child_by_field_name("arguments"),
            "tuple_expression" => Some(node),
            _ => None,
        };
        let children = holder.map(|holder| holder.named_children(&mut holder.walk()).collect::<Vec<_>>());
        let parts = children.unwrap_or_default().into_iter().filter(|it| !it.is_extra()).map(span_of).collect();
        Some(Value { span: of, callee: callee.map(|of| self.slice(span_of(of)).to_owned()), parts })
    }

    /// The expressions that a body gives. A block that gives nothing has none.
    pub fn results(&self, body: Span) -> Vec<Span> {
        let Some(block) = self.nodes_at(body).into_iter().find(|node| node.kind() == "block") else {
            return Vec::new();
        };
        let mut found = Vec::new();
        tails(block, &mut found);
        returns(block, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The `let` statements within some bytes: the text of the pattern, and the value.
    pub fn lets(&self, within: Span) -> Vec<(String, Span)> {
        let root = self.tree.root_node().descendant_for_byte_range(within.start as usize, within.end as usize);
        let mut open: Vec<Node> = root.into_iter().collect();
        let mut found = Vec::new();
        while let Some(node) = open.pop() {
            open.extend(node.named_children(&mut node.walk()));
            let pattern = node.child_by_field_name("pattern").filter(|_| node.kind() == "let_declaration");
            if let Some((pattern, value)) = pattern.zip(node.child_by_field_name("value")) {
                found.push((self.slice(span_of(pattern)).to_owned(), span_of(value)));
            }
        }
        found.sort_by_key(|(_, value)| value.start);
        found
    }

    /// The string literals within some bytes, in order.
    pub fn strings(&self, within: Span) -> Vec<Span> {
        let root = self.tree.root_node().descendant_for_byte_range(within.start as usize, within.end as usize);
        let mut open: Vec<Node> = root.into_iter().collect();
        let mut found = Vec::new();
        while let Some(node) = open.pop() {
            match node.kind() {
                "string_literal" | "raw_string_literal" => found.push(span_of(node)),
                _ => open.extend(node.named_children(&mut node.walk())),
            }
        }
        found.retain(|it| within.start <= it.start && it.end <= within.end);
        found.sort_unstable();
        found
    }

    /// The kinds of what stands around some bytes, innermost first, as the grammar of the language calls them.
    pub fn around(&self, at: Span) -> Vec<(&str, Span)> {
        let mut next = self.tree.root_node().descendant_for_byte_range(at.start as usize, at.end as usize);
        let mut found = Vec::new();
        while let Some(node) = next {
            found.push((node.kind(), span_of(node)));
            next = node.parent();
        }
        found
    }
}

fn tails(block: Node, to: &mut Vec<Span>) {
    let mut open = vec![block];
    while let Some(node) = open.pop() {
        let last = || {
            let children: Vec<_> = node.named_children(&mut node.walk()).filter(|it| !it.is_extra()).collect();
            children.last().copied()
        };
        match node.kind() {
            "block" => open.extend(last().filter(|it| !is_statement(*it))),
            "expression_statement" | "else_clause" | "unsafe_block" => open.extend(last()),
            "if_expression" => {
                open.extend(["consequence", "alternative"].into_iter().filter_map(|it| node.child_by_field_name(it)));
            }
            "match_expression" => open.extend(node.child_by_field_name("body")),
            "match_block" => open.extend(node.named_children(&mut node.walk())),
            "match_arm" => open.extend(node.child_by_field_name("value")),
            "return_expression" | "line_comment" | "block_comment" => {}
            _ => to.push(span_of(node)),
        }
    }
}

fn is_statement(node: Node) -> bool {
    let ends = node.child(node.child_count().saturating_sub(1) as _).is_some_and(|last| last.kind() == ";");
    node.kind().ends_with("_declaration")
        || node.kind().ends_with("_item")
        || node.kind() == "expression_statement" && ends
}

/// What is returned before the end, closures and inner functions left out.
fn returns(block: Node, to: &mut Vec<Span>) {
    let mut open = vec![block];
    while let Some(node) = open.pop() {
        for child in node.named_children(&mut node.walk()) {
            match child.kind() {
                "closure_expression" | "function_item" | "async_block" => {}
                "return_expression" => to.extend(child.named_child(0).map(span_of)),
                _ => open.push(child),
            }
        }
    }
}
