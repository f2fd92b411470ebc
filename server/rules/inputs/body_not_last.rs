//! Which handlers read the body before, or besides, another parameter that needs it?

use crate::api::{Entry, Oddity};
use crate::edit::{Change, Safety};
use crate::facts::{Node, Place};
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};
use crate::text::{Span, Splice};

/// A parameter that reads the body where it cannot.
pub static BODY_NOT_LAST: Rule = Rule {
    name: "body-not-last",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a parameter reads the request body and is not the last one, or another one reads it too",
    page: include_str!("body_not_last.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = &entry.operation else { return };
    let handler = entry.handler.as_ref().and_then(|it| it.at);
    for remark in &operation.remarks {
        let draft = match &remark.what {
            Oddity::BodyBeforeOthers(of) => {
                let message = format!("`{of}` reads the body, so it must be the last parameter");
                Draft::new(remark.at, message).fix(handler.and_then(|handler| fix(subject, handler, remark.at)))
            }
            Oddity::SecondBody(of, first) => {
                let message = format!("`{of}` reads the body, which `{first}` has read: a handler can read it once");
                Draft::new(remark.at, message)
            }
            _ => continue,
        };
        report.add(draft.within(handler));
    }
}

/// Moves the parameter of a type to the end.
fn fix(subject: &Subject, handler: Place, of: Place) -> Option<Change> {
    let (function, facts) = (subject.function(handler)?, subject.facts(handler.file)?);
    let span = |mark| facts.span(handler.item, Node::Mark(mark));
    let at = function
        .params
        .iter()
        .position(|param| param.annotation.is_some_and(|annotation| Node::Expr(annotation) == of.node))?;
    let (own, next, last) =
        (span(function.params[at].mark), span(function.params.get(at + 1)?.mark), span(function.params.last()?.mark));
    let text = subject.slice(handler.file, own).to_owned();
    let between = subject.slice(handler.file, Span { start: own.end, end: last.end });
    if between.contains("//") || between.contains("/*") {
        return None;
    }
    let taken = Splice { span: Span { start: own.start, end: next.start }, text: String::new() };
    let separator = subject.slice(handler.file, Span { start: own.end, end: next.start }).to_owned();
    let put = Splice { span: Span { start: last.end, end: last.end }, text: format!("{separator}{text}") };
    Some(subject.change(handler.file, vec![taken, put], "Move it to the end", Safety::Safe))
}
