//! Which defaults of path parameters are never used?

use crate::api::{Entry, InputPlace};
use crate::edit::{Change, Safety};
use crate::facts::{Expr, Node, ParamKind, Place};
use crate::rules::routing::names;
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};
use crate::text::Span;

/// The default of a path parameter.
pub static IGNORED_PATH_PARAM_DEFAULT: Rule = Rule {
    name: "ignored-path-param-default",
    group: Group::Inputs,
    level: Level::Warning,
    profile: Profile::Recommended,
    summary: "a path parameter has a default, which is never used",
    page: include_str!("ignored_path_param_default.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|operation| operation.refused.is_none()) else { return };
    for parameter in &operation.parameters {
        let Some(at) = parameter.at.filter(|_| parameter.has_default) else { continue };
        if parameter.input == Some(InputPlace::Path) && !is_elsewhere(subject, entry, &parameter.name) {
            let message =
                format!("the default of `{}` is never used: a path always has a value for it", parameter.name);
            let handler = entry.handler.as_ref().and_then(|it| it.at);
            report.add(Draft::new(at, message).within(handler).fix(fix(subject, handler, at)));
        }
    }
}

/// Takes a plain default away, if no parameter before it has one. Who calls the handler directly may rely on it.
fn fix(subject: &Subject, handler: Option<Place>, parameter: Place) -> Option<Change> {
    let (facts, handler) = (subject.facts(parameter.file)?, handler?);
    let params = &subject.function(handler)?.params;
    let index = params.iter().position(|known| Node::Mark(known.mark) == parameter.node)?;
    let own = &params[index];
    let is_free = own.kind == ParamKind::KeywordOnly || params[..index].iter().all(|known| known.default.is_none());
    let spans = facts.expr_spans(handler.item);
    let (annotation, default) = (spans.get(own.annotation?.index())?, spans.get(own.default?.index())?);
    let code = facts.item(handler.item);
    let is_plain = matches!(code.expr(own.default?), Expr::None | Expr::Bool(_) | Expr::Int(_) | Expr::Str(_));
    let taken = Span { start: annotation.end, end: default.end };
    let title = format!("Remove the default of `{}`", own.name);
    (is_free && is_plain).then(|| subject.replace(parameter, taken, "", &title, Safety::Unsafe))
}

/// Whether the handler also answers a path without the parameter.
fn is_elsewhere(subject: &Subject, entry: &Entry, name: &str) -> bool {
    subject.registrations(entry).any(|other| !names(&other.pattern).iter().any(|known| known == name))
}
