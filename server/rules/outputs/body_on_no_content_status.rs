//! Which operations answer with a body that their status code does not allow?

use crate::api::{Deed, Doing, Entry, RefusalKind};
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A body under a status code that has none.
pub static BODY_ON_NO_CONTENT_STATUS: Rule = Rule {
    name: "body-on-no-content-status",
    group: Group::Outputs,
    level: Level::Error,
    profile: Profile::Recommended,
    summary: "an operation whose status code allows no body declares or returns one",
    page: include_str!("body_on_no_content_status.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let (Some(handler), Some(operation)) = (&entry.handler, &entry.operation) else { return };
    if let Some(refused) = operation.refused.as_ref().filter(|refused| refused.kind == RefusalKind::NoContent) {
        let at = subject.argument(entry.route, None, "status_code").map_or(entry.route, |spelled| spelled.at);
        let message = format!("{}, so the application does not start", refused.why);
        return report.add(Draft::new(at, message).within(handler.at));
    }
    let Some(code @ (100..200 | 204 | 205 | 304)) = operation.status else { return };
    let own = |doing: &&Doing| doing.within.at == handler.at && doing.deed == Deed::ReturnsData;
    for doing in subject.api.doings.iter().filter(own).filter(|_| is_always(subject, entry)) {
        let message = format!("this is never sent: a response with status code {code} has no body");
        report.add(Draft::new(doing.at, message).level(Level::Warning).within(handler.at));
    }
}

/// Whether the handler answers with such a status code wherever it is registered.
fn is_always(subject: &Subject, entry: &Entry) -> bool {
    let has_none =
        |other: &Entry| matches!(other.operation.as_ref().and_then(|it| it.status), Some(100..200 | 204 | 205 | 304));
    subject.registrations(entry).all(has_none)
}
