//! Which dependencies are called where they should be named?

use crate::api::{Entry, Made, Oddity};
use crate::edit::{Change, Safety};
use crate::facts::Place;
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};
use crate::text::Span;

/// A dependency that is called where it should be named.
pub static CALLED_DEPENDENCY: Rule = Rule {
    name: "called-dependency",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "`Depends` is given the result of calling a dependency instead of the dependency",
    page: include_str!("called_dependency.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = &entry.operation else { return };
    for remark in &operation.remarks {
        let Oddity::CalledDependency(callable, made) = &remark.what else { continue };
        let what = match made {
            Made::Coroutine => "a coroutine",
            Made::Generator => "a generator",
            Made::Data => "a value",
        };
        let message = format!(
            "`{}` is called here, and {what} cannot be called for a request: name it instead",
            callable.qualname
        );
        report.add(Draft::new(remark.at, message).fix(fix(subject, remark.at)));
    }
}

/// Without the parentheses, if nothing stands between them.
fn fix(subject: &Subject, call: Place) -> Option<Change> {
    let (span, text) = (subject.span(call), subject.text(call));
    let start = span.start + text.strip_suffix("()")?.len() as u32;
    Some(subject.replace(call, Span { start, ..span }, "", "Name the dependency instead of calling it", Safety::Safe))
}
