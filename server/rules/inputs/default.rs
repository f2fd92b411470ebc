//! Can the default of a parameter go, and what is left then?

use crate::edit::{Change, Safety};
use crate::facts::{Expr, Function, Node, Param, ParamKind, Place};
use crate::rules::Subject;
use crate::text::Span;

/// A parameter of a handler, by its place.
pub(super) fn parameter<'a>(subject: &Subject<'a>, handler: Place, at: Place) -> Option<(&'a Function, usize)> {
    let function = subject.function(handler)?;
    let index = function.params.iter().position(|known| Node::Mark(known.mark) == at.node)?;
    Some((function, index))
}

/// Takes the plain default of an annotated parameter away, if no parameter before it has one.
pub(super) fn without_default(subject: &Subject, handler: Place, at: Place, safety: Safety) -> Option<Change> {
    let (function, index) = parameter(subject, handler, at)?;
    let own: &Param = &function.params[index];
    let before = &function.params[..index];
    let is_free = own.kind == ParamKind::KeywordOnly || before.iter().all(|known| known.default.is_none());
    let facts = subject.facts(at.file)?;
    let (code, spans) = (facts.item(handler.item), facts.expr_spans(handler.item));
    let (annotation, default) = (spans.get(own.annotation?.index())?, spans.get(own.default?.index())?);
    let is_plain = matches!(code.expr(own.default?), Expr::None | Expr::Bool(_) | Expr::Int(_) | Expr::Str(_));
    let taken = Span { start: annotation.end, end: default.end };
    let title = format!("Remove the default of `{}`", own.name);
    (is_free && is_plain).then(|| subject.replace(at, taken, "", &title, safety))
}
