//! Which handler in Rust stands at a cursor, and how is it written?

use crate::actions::{Bench, Cursor, Refusal};
use crate::api::Endpoint;
use crate::edit::{Layout, Signature, indented, line_break};
use crate::facts::Node;
use crate::text::Span;
use std::rc::Rc;
use std::sync::Arc;

/// A handler of a framework in Rust.
pub struct Handler<'a> {
    /// Its file.
    pub layout: Rc<Layout>,
    /// Its head.
    pub signature: Signature,
    /// The endpoints it answers, at least one.
    pub endpoints: Vec<&'a Arc<Endpoint>>,
}

impl<'a> Handler<'a> {
    /// The handler at a cursor. `None` if there is none, or if it cannot be read.
    pub fn at(bench: &Bench<'a>, cursor: &Cursor<'a>) -> Option<Self> {
        let (_, function) = cursor.function.as_ref()?;
        let endpoints = cursor.endpoints.clone();
        let first = endpoints.first()?;
        if endpoints.iter().any(|endpoint| endpoint.framework != first.framework) {
            return None;
        }
        let (at, _) = cursor.function.as_ref()?;
        let def = cursor.facts.span(at.item, Node::Mark(function.def));
        let layout = bench.layout(cursor.file)?;
        let signature = Signature::of(&layout, def)?;
        Some(Handler { layout, signature, endpoints })
    }

    /// The framework that registered it.
    pub fn framework(&self) -> &'static str {
        self.endpoints.first().map_or("", |endpoint| endpoint.framework)
    }

    /// The type it gives, without blanks.
    pub fn gives(&self) -> String {
        let text = self.signature.gives.map(|gives| self.layout.slice(gives)).unwrap_or_default();
        text.split_whitespace().collect()
    }

    /// A name for a new parameter: the first of some that means nothing in the function yet.
    ///
    /// # Errors
    /// If each means something.
    pub fn free_name(&self, names: &[&'static str]) -> Result<&'static str, Refusal> {
        let head = Span { start: self.signature.list.span.start, end: self.signature.body.end };
        let text = self.layout.slice(head);
        let free = names.iter().find(|name| !contains_word(text, name)).copied();
        free.ok_or_else(|| Refusal::new(format!("`{}` means something else in this function", names.join("` and `"))))
    }

    /// Why nothing may be put before it: it is a method, or part of something larger.
    pub fn is_nested(&self) -> bool {
        let at = self.signature.list.span;
        let kinds = self.layout.around(at);
        kinds.iter().any(|(kind, _)| matches!(*kind, "impl_item" | "trait_item" | "block" | "token_tree"))
    }

    /// Items as they stand before it, comments and attributes above it included.
    pub fn items_before(&self, items: &str) -> (u32, String) {
        let text = &*self.layout.text;
        let indent = crate::edit::indent_of_line(text, self.signature.start);
        let end = line_break(text);
        (self.signature.start, format!("{}{end}{end}{indent}", indented(items.trim_end(), indent, end)))
    }
}

/// Whether a text has a word.
pub fn contains_word(text: &str, word: &str) -> bool {
    words(text, word).next().is_some()
}

/// Where a text has a word, in bytes.
pub fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let is_whole = move |at: usize| !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part);
    text.match_indices(word).map(|(at, _)| at).filter(move |at| is_whole(*at))
}

/// What `Json(..)` is given in a result: by itself, in `Ok(..)`, or in a pair.
pub fn answered(layout: &Layout, result: Span) -> Option<Span> {
    let mut open = vec![result];
    let mut rounds = 0;
    while let Some(of) = open.pop().filter(|_| rounds < 8) {
        rounds += 1;
        let value = layout.value(of)?;
        match value.callee.as_deref().map(|callee| callee.rsplit("::").next().unwrap_or_default()) {
            Some("Json") => return (value.parts.len() == 1).then(|| value.parts[0]),
            Some("Ok") | None => open.extend(value.parts),
            Some(_) => {}
        }
    }
    None
}
