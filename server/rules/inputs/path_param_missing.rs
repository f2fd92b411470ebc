//! Which parameters of a path does nobody read?

use super::unread::unread;
use crate::api::Entry;
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A path parameter that nobody reads.
pub static PATH_PARAM_MISSING: Rule = Rule {
    name: "path-param-missing",
    group: Group::Inputs,
    level: Level::Warning,
    profile: Profile::Recommended,
    summary: "a parameter of the path that neither the handler nor a dependency reads",
    page: include_str!("path_param_missing.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    for unread in unread(subject, entry) {
        if unread.meant.is_some() || !unread.is_sure {
            continue;
        }
        let message = format!("nothing reads the path parameter `{}`", unread.name);
        let mut draft = Draft::new(unread.at, message).within(entry.handler.as_ref().and_then(|it| it.at));
        match unread.span {
            Some(span) => draft = draft.span(span),
            None => draft = draft.level(Level::Hint),
        }
        report.add(draft);
    }
}
