//! How is one file laid out? What evaluation has no use for and edits cannot do without: brackets, commas, comments.

use super::list::{Element, List};
use crate::facts::Facts;
use crate::syntax::{Language, parse};
use crate::text::Span;
use std::sync::Arc;
use tree_sitter::{Node, Tree};

/// A file's text with its tree. Facts say what the code means, this says where its pieces stand; made for one change
/// and thrown away.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The language.
    pub language: Language,
    /// The text, that of the facts.
    pub text: Arc<str>,
    pub(super) tree: Tree,
}

impl Layout {
    /// Parses the text of some facts. `None` only if the grammar does not fit the linked parser.
    pub fn of(facts: &Facts) -> Option<Self> {
        let tree = parse(facts.language, &facts.text)?;
        Some(Layout { language: facts.language, text: Arc::clone(&facts.text), tree })
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Whether the parser could read all of a span.
    pub fn is_sound(&self, span: Span) -> bool {
        let node = self.tree.root_node().descendant_for_byte_range(span.start as usize, span.end as usize);
        node.is_some_and(|node| !node.has_error())
    }

    /// All comments, in order. Of a line comment, the line break is left out.
    pub fn comments(&self) -> Vec<Span> {
        self.comments_in(Span { start: 0, end: self.text.len() as u32 })
    }

    /// The comments that lie within some bytes, in order.
    pub fn comments_in(&self, within: Span) -> Vec<Span> {
        let mut found = Vec::new();
        let mut open = vec![self.tree.root_node()];
        while let Some(node) = open.pop() {
            let span = span_of(node);
            if span.end <= within.start || within.end <= span.start {
                continue;
            }
            if is_comment(node) {
                let length = self.slice(span).trim_end().len() as u32;
                found.push(Span { start: span.start, end: span.start + length });
            } else {
                open.extend(node.children(&mut node.walk()));
            }
        }
        found.sort_unstable();
        found
    }

    /// The list that belongs to what covers exactly these bytes: parameters of a definition, arguments of a call, bases
    /// of a class, elements of a display. `None` if there is none: `class A:` has no list of bases.
    pub fn list(&self, of: Span) -> Option<List> {
        Some(self.list_of(self.nodes_at(of).into_iter().find_map(list_node)?))
    }

    /// The elements of a node that is a list.
    pub(super) fn list_of(&self, node: Node) -> List {
        let mut elements = Vec::new();
        let mut comma = None;
        for child in node.children(&mut node.walk()) {
            match child.kind() {
                "," => comma = Some(span_of(child)),
                kind if !child.is_named() && BRACKETS.contains(&kind) => {}
                _ if is_comment(child) => {}
                _ => {
                    comma = None;
                    elements.push(Element { span: span_of(child), name: self.name_of(child) });
                }
            }
        }
        List { span: span_of(node), elements, trailing_comma: comma }
    }

    /// The body of the definition that covers exactly these bytes, from its first statement to its last; a docstring is a
    /// statement, comments at either end are left out.
    pub fn body(&self, of: Span) -> Option<Span> {
        let node = self.nodes_at(of).into_iter().find_map(|node| definition(node).child_by_field_name("body"))?;
        let statements: Vec<_> = node.named_children(&mut node.walk()).filter(|node| !is_comment(*node)).collect();
        let (first, last) = (statements.first()?, statements.last()?);
        Some(Span { start: first.start_byte() as u32, end: last.end_byte() as u32 })
    }

    /// The whole statement or item around a byte, the innermost.
    pub fn statement(&self, offset: u32) -> Option<Span> {
        let at = offset as usize;
        let mut node = self.tree.root_node().descendant_for_byte_range(at, at)?;
        loop {
            let parent = node.parent()?;
            if matches!(parent.kind(), "module" | "block" | "source_file" | "declaration_list") {
                return Some(span_of(node));
            }
            node = parent;
        }
    }

    /// The nodes that cover exactly these bytes, the outermost first.
    pub(super) fn nodes_at(&self, of: Span) -> Vec<Node<'_>> {
        let (start, end) = (of.start as usize, of.end as usize);
        let smallest = self.tree.root_node().descendant_for_byte_range(start, end);
        let covering = std::iter::successors(smallest, Node::parent);
        let mut found: Vec<_> = covering.take_while(|node| node.byte_range() == (start..end)).collect();
        found.reverse();
        found
    }

    /// The name by which an element of a list is passed or taken.
    fn name_of(&self, element: Node) -> Option<String> {
        let name = element.child_by_field_name("name").or_else(|| element.child_by_field_name("pattern"));
        let first = || element.named_child(0).filter(|child| element.kind().contains("typed") && is_word(*child));
        let own = || is_word(element).then_some(element);
        let name = name.or_else(first).or_else(own)?;
        self.text.get(name.byte_range()).map(str::to_owned)
    }
}

/// The tokens that open and close lists.
const BRACKETS: [&str; 9] = ["(", ")", "[", "]", "{", "}", "<", ">", "|"];

fn is_word(node: Node) -> bool {
    matches!(node.kind(), "identifier" | "list_splat_pattern" | "dictionary_splat_pattern")
}

pub(super) fn is_comment(node: Node) -> bool {
    node.is_extra() && node.kind().ends_with("comment")
}

pub(super) fn span_of(node: Node) -> Span {
    Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
}

/// The definition under its decorators.
fn definition(node: Node) -> Node {
    node.child_by_field_name("definition").unwrap_or(node)
}

fn list_node(node: Node) -> Option<Node> {
    match node.kind() {
        "list" | "tuple" | "set" | "dictionary" | "array_expression" | "tuple_expression" | "argument_list" => {
            Some(node)
        }
        "attribute_item" => node.named_child(0)?.child_by_field_name("arguments"),
        "decorator" => list_node(node.named_child(0)?),
        _ => {
            let node = definition(node);
            let fields = ["parameters", "arguments", "superclasses"];
            fields.into_iter().find_map(|field| node.child_by_field_name(field))
        }
    }
}
