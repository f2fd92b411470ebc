//! Which routes are registered a second time under the same path and method?

use super::clash::{ClashKind, clashes};
use super::order::{covered, shown};
use crate::api::{Entry, Table};
use crate::rules::{ALL, Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A route whose path and method another handler already has.
pub static DUPLICATE_ROUTE: Rule = Rule {
    name: "duplicate-route",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: ALL,
    summary: "two handlers are registered for one method and path: the later one is never reached, or refused",
    page: include_str!("duplicate_route.md"),
    fixes: false,
    check: Check::Table(check),
};

fn check(subject: &Subject, table: &Table, report: &mut Report) {
    for second in covered(subject, table).into_iter().filter(|second| second.is_same) {
        let Some(handler) = second.later.handler.as_ref().filter(|_| second.later.operation.is_some()) else {
            continue;
        };
        if is_same_handler(second.earlier, second.later) {
            continue;
        }
        let message = format!("{} is already registered with another handler", shown(second.later));
        let draft = Draft::new(subject.route_mark(second.later), format!("{message}, so this one is never reached"))
            .within(handler.at)
            .related(subject.route_mark(second.earlier), "registered here first");
        report.add(draft);
    }
    refused(subject, table, report);
}

fn is_same_handler(earlier: &Entry, later: &Entry) -> bool {
    earlier.handler.as_ref().zip(later.handler.as_ref()).is_some_and(|(earlier, later)| earlier.at == later.at)
}

/// Where routes are not tried in order, the framework refuses the second one.
fn refused(subject: &Subject, table: &Table, report: &mut Report) {
    for clash in clashes(subject, table).into_iter().filter(|clash| clash.kind == ClashKind::Same) {
        let (later, earlier) = (clash.later, clash.earlier);
        let (mark, first) = (subject.route_mark(later), subject.route_mark(earlier));
        // Two methods of one call, or one router at two places.
        let (mark, first) = if mark == first { (later.route, earlier.route) } else { (mark, first) };
        let (mark, first) = match later.through.iter().zip(&earlier.through).find(|(own, its)| own != its) {
            Some((own, its)) if mark == first => (*own, *its),
            _ => (mark, first),
        };
        let message = format!("{} is already registered, so the application does not start", shown(later));
        let within = later.handler.as_ref().and_then(|handler| handler.at);
        let draft = Draft::new(mark, message).within(within);
        let handler = earlier.handler.as_ref().and_then(|handler| handler.at);
        report.add(match handler.filter(|_| mark == first) {
            Some(handler) => draft.related(handler, "this is registered before it"),
            None => draft.related(first, "registered here first"),
        });
    }
}
