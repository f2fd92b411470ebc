//! Which path parameters are declared so that the framework refuses them?

use super::default::without_default;
use crate::api::{Entry, RefusalKind};
use crate::edit::{Change, Safety, import};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Facts, ItemId, Place};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};
use crate::text::Splice;

/// A path parameter that is declared as something else.
pub static INVALID_PATH_PARAM_DECLARATION: Rule = Rule {
    name: "invalid-path-param-declaration",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a path parameter is declared in a way that FastAPI refuses",
    page: include_str!("invalid_path_param_declaration.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let refused = entry.operation.as_ref().and_then(|operation| operation.refused.as_ref());
    let Some(refused) = refused.filter(|refused| refused.kind == RefusalKind::PathParameter) else { return };
    let message = format!("{}, so the application does not start", refused.why);
    let draft = Draft::new(refused.at.unwrap_or(entry.route), message);
    let handler = entry.handler.as_ref().and_then(|it| it.at);
    report.add(draft.within(handler).fix(handler.and_then(|handler| fix(subject, handler, refused.at?))));
}

/// `Path()` instead of another marker, or no default: the application starts.
fn fix(subject: &Subject, handler: Place, at: Place) -> Option<Change> {
    let facts = subject.facts(at.file)?;
    let (within, spans) = (subject.span(at), facts.expr_spans(handler.item));
    let code = facts.item(handler.item);
    let inside = code.exprs.iter().zip(spans).filter(|(_, span)| within.start <= span.start && span.end <= within.end);
    let markers: Vec<(ExprId, &[Arg])> = inside.filter_map(|(expr, _)| marker(facts, handler.item, expr)).collect();
    let [(callee, args)] = markers[..] else {
        return if markers.is_empty() { without_default(subject, handler, at, Safety::Safe) } else { None };
    };
    let gives_default = |arg: &Arg| !matches!(arg.kind, ArgKind::Keyword(name) if name != "default");
    let imported = import(facts, "fastapi", "Path").filter(|_| !args.iter().any(gives_default))?;
    let splice = Splice { span: *spans.get(callee.index())?, text: imported.name };
    let splices = imported.splice.into_iter().chain([splice]).collect();
    Some(subject.change(at.file, splices, "Declare it as `Path`", Safety::Safe))
}

/// What a call of another marker of FastAPI calls, and its arguments.
fn marker<'f>(facts: &'f Facts, item: ItemId, expr: &'f Expr) -> Option<(ExprId, &'f [Arg])> {
    let Expr::Call(callee, args) = expr else { return None };
    let Expr::Name(name) = facts.item(item).expr(*callee) else { return None };
    let is_one =
        |marker: &&str| import(facts, "fastapi", marker).is_some_and(|it| it.splice.is_none() && it.name == *name);
    MARKERS.iter().any(is_one).then_some((*callee, args))
}

/// What declares a parameter that does not stand in the path.
const MARKERS: [&str; 6] = ["Query", "Header", "Cookie", "Body", "Form", "File"];
