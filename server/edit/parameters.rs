//! Where does another parameter stand? Behind those without a default, or behind all that may be given by position.

use super::layout::Layout;
use super::list::{Insertion, List};
use crate::facts::{Facts, Function, ItemId, Node, ParamKind};
use crate::text::Span;

/// A function's parameters as they stand, and where others go.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// The list.
    pub list: List,
    required: usize,
    optional: usize,
}

impl Parameters {
    /// The parameters of a function that an item of some facts defines. `None` if the parser could not read them.
    pub fn of(layout: &Layout, facts: &Facts, item: ItemId, function: &Function) -> Option<Self> {
        let list = layout.list(facts.span(item, Node::Mark(function.def)))?;
        if !layout.is_sound(list.span) {
            return None;
        }
        let index = |span: Span| list.elements.iter().position(|element| element.span.start == span.start);
        let is_optional = |kind: ParamKind, has_default: bool| {
            has_default || matches!(kind, ParamKind::VarArgs | ParamKind::KeywordOnly | ParamKind::VarKeywords)
        };
        let later = function.params.iter().find(|param| is_optional(param.kind, param.default.is_some()));
        let after_star = function
            .params
            .iter()
            .find(|param| matches!(param.kind, ParamKind::VarArgs | ParamKind::KeywordOnly | ParamKind::VarKeywords));
        let place = |param: Option<&crate::facts::Param>| match param {
            Some(param) => index(facts.span(item, Node::Mark(param.mark))),
            None => Some(list.elements.len()),
        };
        let (mut required, optional) = (place(later)?, place(after_star)?);
        let text = |at: usize| list.elements.get(at).map_or("", |element| layout.slice(element.span));
        // A bare `*` is no parameter: what is behind it is passed by name, and may lack a default.
        let star = |at: usize| at.checked_sub(1).filter(|before| text(*before) == "*").unwrap_or(at);
        let optional = star(optional);
        if later.is_some_and(|param| param.kind != ParamKind::Normal) {
            required = star(required);
        }
        Some(Parameters { list, required, optional })
    }

    /// A parameter without a default.
    pub fn required(&self, text: impl Into<String>) -> Insertion {
        Insertion { before: self.required, text: text.into() }
    }

    /// A parameter with a default.
    pub fn optional(&self, text: impl Into<String>) -> Insertion {
        Insertion { before: self.optional, text: text.into() }
    }
}
