//! Which parameters of a path does the handler spell differently?

use super::unread::unread;
use crate::api::Entry;
use crate::edit::Safety;
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A path parameter that the handler spells differently.
pub static PATH_PARAM_NAME_MISMATCH: Rule = Rule {
    name: "path-param-name-mismatch",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a parameter of the path that the handler spells differently, so that it is asked for in the query",
    page: include_str!("path_param_name_mismatch.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    for unread in unread(subject, entry) {
        let Some((meant, at)) = unread.meant else { continue };
        let name = &unread.name;
        let message =
            format!("the path has `{name}` and the handler `{meant}`, which becomes a required query parameter");
        let fix = unread.span.map(|span| {
            let spelled = subject.slice(unread.at.file, span);
            let text = spelled.replacen(&**name, &meant, 1);
            let title = format!("Rename `{name}` in the path to `{meant}`");
            subject.replace(unread.at, span, text, &title, Safety::Safe)
        });
        let draft = Draft::new(unread.at, message).within(entry.handler.as_ref().and_then(|it| it.at)).fix(fix);
        let draft = draft.related(at, "this is asked for in the query");
        report.add(if let Some(span) = unread.span { draft.span(span) } else { draft });
    }
}
