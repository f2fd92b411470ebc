//! Which calls follow each other in an expression of Rust, and how does another one get between them?

use crate::edit::layout::{Layout, span_of};
use crate::edit::lines::{indent_of_line, line_break};
use crate::text::{Span, Splice};
use tree_sitter::Node;

/// A chain of calls: `base.one(x).two()`.
#[derive(Clone, Debug)]
pub struct Chain {
    /// All of it, up to the last link.
    pub span: Span,
    /// What its first link is called on.
    pub base: Span,
    /// The links, in order; `?` and `.await` are none.
    pub links: Vec<Link>,
}

/// One method call of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// From the dot to the closing bracket.
    pub span: Span,
    /// The name of the method.
    pub name: String,
    /// The bytes of each argument.
    pub arguments: Vec<Span>,
}

impl Chain {
    /// The link of a name.
    pub fn link(&self, name: &str) -> Option<usize> {
        self.links.iter().position(|link| link.name == name)
    }

    /// Puts links before the one of an index, each on a line of its own if the chain is written that way or if it would
    /// become too long.
    pub fn insert(&self, layout: &Layout, before: usize, links: &[String], width: usize) -> Vec<Splice> {
        let text = &*layout.text;
        let at = self.links.get(before).map_or(self.span.end, |link| link.span.start);
        let gap = |link: &Link| {
            let kept = text[..link.span.start as usize].trim_end().len() as u32;
            layout.slice(Span { start: kept, end: link.span.start })
        };
        let put = |at: u32, text: String| Splice { span: Span { start: at, end: at }, text };
        if let Some(line) = self.links.iter().map(gap).find(|gap| gap.contains('\n')) {
            let line = format!("{}{}", line_break(text), line.rsplit('\n').next().unwrap_or_default());
            let own = self.links.get(before).map_or("", gap);
            let after = at - own.len() as u32;
            return vec![put(after, behind(links, &line))];
        }
        let start = text[..self.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = text[self.span.end as usize..].find('\n').map_or(text.len(), |at| self.span.end as usize + at);
        let length = text[start..end].trim_end().chars().count() + links.concat().chars().count();
        if length <= width || layout.slice(self.span).contains('\n') {
            return vec![put(at, links.concat())];
        }
        let line = format!("{}{}    ", line_break(text), indent_of_line(text, self.span.start));
        let mut found = Vec::new();
        for (index, link) in self.links.iter().enumerate() {
            let own = if index == before { behind(links, &line) } else { String::new() };
            found.push(put(link.span.start, format!("{own}{line}")));
            let waits = text[link.span.end as usize..].starts_with(".await");
            found.extend(waits.then(|| put(link.span.end, line.clone())));
        }
        if before >= self.links.len() {
            found.push(put(self.span.end, behind(links, &line)));
        }
        found
    }
}

impl Layout {
    /// The chains of method calls within some bytes, each at its full length, outermost first.
    pub fn chains(&self, within: Span) -> Vec<Chain> {
        let mut found: Vec<Chain> = Vec::new();
        let root = self.tree.root_node().descendant_for_byte_range(within.start as usize, within.end as usize);
        let mut open: Vec<Node> = root.into_iter().collect();
        while let Some(node) = open.pop() {
            if let Some(chain) = self.chain(node) {
                let is_part =
                    found.iter().any(|known| known.base == chain.base && known.span.start == chain.span.start);
                if !is_part {
                    found.push(chain);
                }
            }
            open.extend(node.named_children(&mut node.walk()));
        }
        found
    }

    /// The chain whose last link a node is, or that it awaits.
    fn chain(&self, node: Node) -> Option<Chain> {
        let mut links = Vec::new();
        let (mut at, mut end) = (node, None);
        loop {
            match (at.kind(), at.child_by_field_name("function")) {
                ("try_expression" | "await_expression", _) => at = at.named_child(0)?,
                ("call_expression", Some(function)) => {
                    let function = method(function);
                    let Some((name, value)) =
                        function.child_by_field_name("field").zip(function.child_by_field_name("value"))
                    else {
                        break;
                    };
                    let arguments = at.child_by_field_name("arguments")?;
                    let spans = named(arguments).into_iter().filter(|it| !it.is_extra()).map(span_of);
                    let dot = self.text[..name.start_byte()].rfind('.')? as u32;
                    let span = Span { start: dot, end: at.end_byte() as u32 };
                    end = end.or(Some(span.end));
                    links.push(Link { span, name: self.slice(span_of(name)).to_owned(), arguments: spans.collect() });
                    at = value;
                }
                _ => break,
            }
        }
        links.reverse();
        let base = span_of(at);
        Some(Chain { span: Span { start: base.start, end: end? }, base, links })
    }
}

/// Links, each with the same text before it.
fn behind(links: &[String], line: &str) -> String {
    links.iter().flat_map(|link| [line, link]).collect()
}

fn named(node: Node) -> Vec<Node> {
    node.named_children(&mut node.walk()).collect()
}

/// What is called, without the types that are given to it.
fn method(function: Node) -> Node {
    let inner = function.child_by_field_name("function").filter(|_| function.kind() == "generic_function");
    inner.unwrap_or(function)
}
