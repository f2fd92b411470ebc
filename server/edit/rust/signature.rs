//! What does a function of Rust take and give, as it is written?

use super::head::{Attribute, above, attributes};
use crate::edit::layout::{Layout, span_of};
use crate::edit::list::List;
use crate::text::Span;

/// A function's head.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The start of what belongs to it: comments and attributes above it included.
    pub start: u32,
    /// The attributes above it.
    pub attributes: Vec<Attribute>,
    /// Its parameters as a list.
    pub list: List,
    /// Its parameters, `self` left out.
    pub takes: Vec<Taker>,
    /// The type it gives.
    pub gives: Option<Span>,
    /// Its body, braces included.
    pub body: Span,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taker {
    /// The whole parameter.
    pub span: Span,
    /// Its pattern.
    pub pattern: Span,
    /// Its type.
    pub of: Span,
}

impl Signature {
    /// The head of the function that covers exactly these bytes, attributes left out. `None` if the parser could not
    /// read it.
    pub fn of(layout: &Layout, def: Span) -> Option<Self> {
        let node = layout.nodes_at(def).into_iter().find(|node| node.kind() == "function_item")?;
        let (parameters, body) = (node.child_by_field_name("parameters")?, node.child_by_field_name("body")?);
        if parameters.has_error() || body.has_error() {
            return None;
        }
        let children: Vec<_> = parameters.named_children(&mut parameters.walk()).collect();
        let takes = children.into_iter().filter_map(|it| {
            let (pattern, of) = (it.child_by_field_name("pattern")?, it.child_by_field_name("type")?);
            Some(Taker { span: span_of(it), pattern: span_of(pattern), of: span_of(of) })
        });
        Some(Signature {
            start: above(node).last().map_or(def.start, |first| first.start_byte() as u32),
            attributes: attributes(layout, node),
            list: layout.list_of(parameters),
            takes: takes.collect(),
            gives: node.child_by_field_name("return_type").map(span_of),
            body: span_of(body),
        })
    }

    /// The attribute whose last part is one of some names.
    pub fn attribute(&self, names: &[&str]) -> Option<&Attribute> {
        self.attributes.iter().find(|it| names.contains(&it.name.rsplit("::").next().unwrap_or_default()))
    }
}
