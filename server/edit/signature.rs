//! How does a function get another parameter?

use crate::facts::{Facts, Function, ItemId, Node, ParamKind};
use crate::text::{Span, Splice};

/// What gives a function a parameter without a default, where one may stand: behind those without, before all others.
/// `item` is the one that defines the function. `None` if that place cannot be told.
pub fn add_parameter(facts: &Facts, item: ItemId, function: &Function, parameter: &str) -> Option<Splice> {
    let span = |mark| facts.span(item, Node::Mark(mark));
    let insert = |at: u32, text: String| Some(Splice { span: Span { start: at, end: at }, text });
    if function.params.iter().any(|known| known.kind == ParamKind::PositionalOnly) {
        return None;
    }
    let is_later = |kind| matches!(kind, ParamKind::VarArgs | ParamKind::KeywordOnly | ParamKind::VarKeywords);
    let next = function.params.iter().find(|known| known.default.is_some() || is_later(known.kind));
    if let Some(next) = next {
        let at = span(next.mark).start;
        let stars = matches!(next.kind, ParamKind::VarArgs | ParamKind::VarKeywords);
        let starts_with_star = facts.text.get(at as usize..).is_some_and(|text| text.starts_with('*'));
        return if stars == starts_with_star { insert(at, format!("{parameter}, ")) } else { None };
    }
    if let Some(last) = function.params.last() {
        return insert(span(last.mark).end, format!(", {parameter}"));
    }
    let after_name = span(function.name_mark).end;
    let opens = facts.text.get(after_name as usize..).is_some_and(|text| text.starts_with('('));
    if opens { insert(after_name + 1, parameter.to_owned()) } else { None }
}
