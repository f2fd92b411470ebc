//! Which routes are never reached, because an earlier one takes all their requests?

use super::order::{Covered, covered, shown};
use crate::api::{Entry, Table};
use crate::edit::{Change, Safety, move_above};
use crate::facts::{ExprId, Node, Place};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A later route that an earlier, wider one hides.
pub static SHADOWED_ROUTE: Rule = Rule {
    name: "shadowed-route",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a route is never reached, because an earlier route or mount takes all its requests",
    page: include_str!("shadowed_route.md"),
    fixes: true,
    check: Check::Table(check),
};

fn check(subject: &Subject, table: &Table, report: &mut Report) {
    for hidden in covered(table).into_iter().filter(|hidden| !hidden.is_same) {
        let Some(handler) = hidden.later.handler.as_ref().filter(|_| hidden.later.operation.is_some()) else {
            continue;
        };
        if hidden.earlier.handler.as_ref().is_some_and(|earlier| earlier.at == handler.at) {
            continue;
        }
        let message = format!("{} is never reached: {} takes its requests", shown(hidden.later), shown(hidden.earlier));
        let draft = Draft::new(subject.route_mark(hidden.later), message)
            .within(handler.at)
            .related(subject.route_mark(hidden.earlier), "this is registered earlier")
            .fix(fix(subject, &hidden));
        report.add(draft);
    }
}

/// Moves the handler that is never reached above the other one, if both are decorated on the same way to the
/// application, and each once.
fn fix(subject: &Subject, hidden: &Covered) -> Option<Change> {
    let (later, earlier) = (hidden.later, hidden.earlier);
    let decorated = |entry: &Entry| {
        let at = entry.handler.as_ref()?.at?;
        let function = subject.function(at)?;
        let is_own = |decorator: &ExprId| entry.route == Place { node: Node::Expr(*decorator), ..at };
        let is_once = subject.registrations(entry).all(|other| other.route == entry.route);
        (function.decorators.iter().any(is_own) && is_once).then_some((at, function))
    };
    let ((from, moved), (to, target)) = (decorated(later)?, decorated(earlier)?);
    if (from.file, from.item) != (to.file, to.item) || later.through != earlier.through {
        return None;
    }
    let splices = move_above(subject.facts(from.file)?, from.item, moved, target)?;
    let title = format!("Move `{}` above `{}`", moved.name, target.name);
    Some(subject.change(from.file, splices, &title, Safety::Unsafe))
}
