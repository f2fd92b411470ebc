//! Which routes cannot be registered beside each other, because their paths cannot be told apart?

use super::clash::{ClashKind, clashes};
use super::order::shown;
use crate::api::Table;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// Two paths that the framework cannot tell apart.
pub static CONFLICTING_ROUTES: Rule = Rule {
    name: "conflicting-routes",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "two paths differ only in the names of parameters, or one takes the rest where the other has a parameter",
    page: include_str!("conflicting_routes.md"),
    fixes: false,
    check: Check::Table(check),
};

fn check(subject: &Subject, table: &Table, report: &mut Report) {
    for clash in clashes(subject, table) {
        let other = &clash.earlier.pattern;
        let why = match clash.kind {
            ClashKind::Same => continue,
            ClashKind::Names => format!("only names of parameters tell it from `{other}`"),
            ClashKind::Rest => format!("a parameter and the rest of a path stand in one place, here and in `{other}`"),
        };
        let message = format!("{} cannot be registered, so the application does not start: {why}", shown(clash.later));
        let draft = Draft::new(subject.route_mark(clash.later), message)
            .within(clash.later.handler.as_ref().and_then(|handler| handler.at))
            .related(subject.route_mark(clash.earlier), "registered here first");
        report.add(draft);
    }
}
