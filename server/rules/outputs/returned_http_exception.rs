//! Which handlers return an exception that should be raised, or a status code that nobody reads?

use crate::api::{Deed, Doing, Entry};
use crate::edit::{Change, Safety, import};
use crate::facts::{Expr, Node, Place};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};
use crate::text::{Span, Splice};

/// An HTTP exception that is returned.
pub static RETURNED_HTTP_EXCEPTION: Rule = Rule {
    name: "returned-http-exception",
    group: Group::Outputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a handler returns an HTTP exception or a status code beside its data, and the client sees a 200",
    page: include_str!("returned_http_exception.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for doing in &subject.api.doings {
        let draft = match &doing.deed {
            Deed::ReturnsException(class) if registrations(subject, doing).next().is_some() => {
                let message = format!("`{class}` is returned, so the client sees a 200: raise it");
                Draft::new(doing.at, message).fix(raise(subject, doing.at))
            }
            Deed::ReturnsException(class) => {
                let message = format!("`{class}` is returned, so who depends on this gets it as a value: raise it");
                Draft::new(doing.at, message).fix(raise(subject, doing.at))
            }
            Deed::ReturnsStatus(status) if registrations(subject, doing).all(|entry| is_json(subject, entry)) => {
                let message = format!("the client sees the status code {status} as a part of the data, and a 200");
                Draft::new(doing.at, message).fix(raise_status(subject, doing.at, *status))
            }
            _ => continue,
        };
        report.add(draft.within(doing.within.at));
    }
}

fn registrations<'a>(subject: &Subject<'a>, doing: &Doing) -> impl Iterator<Item = &'a Entry> + use<'a> {
    let (at, entries) = (doing.within.at, subject.api.tables.iter().flat_map(|table| &table.entries));
    entries.filter(move |entry| entry.handler.as_ref().is_some_and(|handler| handler.at == at))
}

/// Whether FastAPI makes JSON of what the handler returns, and nobody says that it is a list.
fn is_json(subject: &Subject, entry: &Entry) -> bool {
    let model = subject.argument(entry.route, None, "response_model").map_or("", |model| subject.text(model.at));
    entry.operation.as_ref().is_some_and(|operation| operation.is_plain)
        && subject.service_of(entry).is_some_and(|service| service.framework == "fastapi")
        && !["uple", "ist", "equence", "Any"].iter().any(|part| model.contains(part))
}

/// `raise` instead of `return`.
fn raise(subject: &Subject, value: Place) -> Option<Change> {
    Some(subject.replace(value, keyword(subject, value)?, "raise", "Raise the exception", Safety::Safe))
}

/// An exception instead of a pair of data and a status code that means failure.
fn raise_status(subject: &Subject, value: Place, status: u16) -> Option<Change> {
    let (facts, Node::Expr(pair)) = (subject.facts(value.file)?, value.node) else { return None };
    let Expr::Tuple(items) = facts.item(value.item).expr(pair) else { return None };
    let data = subject.text(Place { node: Node::Expr(*items.first()?), ..value });
    let imported = import(facts, "fastapi", "HTTPException").filter(|_| status >= 400)?;
    let text = format!("raise {}(status_code={status}, detail={data})", imported.name);
    let span = Span { start: keyword(subject, value)?.start, end: subject.span(value).end };
    let splices = imported.splice.into_iter().chain([Splice { span, text }]).collect();
    Some(subject.change(value.file, splices, &format!("Raise `{}`", imported.name), Safety::Unsafe))
}

/// The `return` before a value.
fn keyword(subject: &Subject, value: Place) -> Option<Span> {
    let before = subject.slice(value.file, Span { start: 0, end: subject.span(value).start });
    let end = before.trim_end_matches(' ').len() as u32;
    let keyword = Span { start: end.checked_sub("return".len() as u32)?, end };
    (subject.slice(value.file, keyword) == "return").then_some(keyword)
}
