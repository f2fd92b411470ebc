//! Which handlers return an exception that should be raised?

use crate::api::Deed;
use crate::edit::{Change, Safety};
use crate::facts::Place;
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};
use crate::text::Span;

/// An HTTP exception that is returned.
pub static RETURNED_HTTP_EXCEPTION: Rule = Rule {
    name: "returned-http-exception",
    group: Group::Outputs,
    level: Level::Error,
    profile: Profile::Recommended,
    summary: "a handler returns an HTTP exception instead of raising it",
    page: include_str!("returned_http_exception.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for doing in &subject.api.doings {
        let Deed::ReturnsException(class) = &doing.deed else { continue };
        let message = format!("`{class}` is returned, so the client sees a 200: raise it");
        report.add(Draft::new(doing.at, message).within(doing.within.at).fix(fix(subject, doing.at)));
    }
}

/// `raise` instead of `return`.
fn fix(subject: &Subject, value: Place) -> Option<Change> {
    let span = subject.span(value);
    let before = subject.slice(value.file, Span { start: 0, end: span.start });
    let end = before.trim_end_matches(' ').len() as u32;
    let start = end.checked_sub("return".len() as u32)?;
    let keyword = Span { start, end };
    (subject.slice(value.file, keyword) == "return")
        .then(|| subject.replace(value, keyword, "raise", "Raise the exception", Safety::Safe))
}
