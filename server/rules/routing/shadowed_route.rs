//! Which routes are never reached, because an earlier one takes all their requests?

use super::order::{Covered, covered, shown};
use crate::api::{Entry, Objected, Table};
use crate::edit::{Change, Safety, move_above, move_link_above};
use crate::facts::{ExprId, Node, Place};
use crate::frameworks::language;
use crate::rules::{ALL, Check, Draft, Group, Level, Profile, Report, Rule, Subject};
use crate::syntax::Language;

/// A later route that an earlier, wider one hides.
pub static SHADOWED_ROUTE: Rule = Rule {
    name: "shadowed-route",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: ALL,
    summary: "a route is never reached, because an earlier route or mount takes all its requests",
    page: include_str!("shadowed_route.md"),
    fixes: true,
    check: Check::TableAndApi(check, check_scopes),
};

fn check(subject: &Subject, table: &Table, report: &mut Report) {
    for hidden in covered(subject, table).into_iter().filter(|hidden| !hidden.is_same) {
        let Some(handler) = hidden.later.handler.as_ref().filter(|_| hidden.later.operation.is_some()) else {
            continue;
        };
        if hidden.earlier.handler.as_ref().is_some_and(|earlier| earlier.at == handler.at) {
            continue;
        }
        let message = message(hidden.later, hidden.earlier);
        let draft = Draft::new(subject.route_mark(hidden.later), message)
            .within(handler.at)
            .related(subject.route_mark(hidden.earlier), "this is registered earlier")
            .fix(fix(subject, &hidden));
        report.add(draft);
    }
}

/// Why a route is never reached.
fn message(later: &Entry, earlier: &Entry) -> String {
    let shares_method = earlier.is_mount()
        || later.methods.iter().any(|own| earlier.methods.iter().any(|its| its == own || its == "ANY"));
    if shares_method {
        return format!("{} is never reached: {} takes its requests", shown(later), shown(earlier));
    }
    let path = &earlier.pattern;
    format!("{} is never reached: the resource `{path}` answers its requests with a 405", shown(later))
}

/// What stands below the prefix of a scope that comes before it.
fn check_scopes(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::Hidden(scope) = &objection.what else { continue };
        let mark = |call: Place| subject.addition_mark(call);
        let message = "this is never reached: a scope before it takes all requests below its prefix";
        let draft = Draft::new(mark(objection.at), message).related(mark(*scope), "the scope is added here");
        report.add(draft.fix(move_link(subject, objection.at, *scope)));
    }
}

/// Moves a link of a chain above another one of it.
fn move_link(subject: &Subject, later: Place, earlier: Place) -> Option<Change> {
    if (later.file, later.item) != (earlier.file, earlier.item) {
        return None;
    }
    let splices = move_link_above(subject.facts(later.file)?, later.item, later.node, earlier.node)?;
    Some(subject.change(later.file, splices, "Move it above", Safety::Unsafe))
}

/// Moves the handler that is never reached above the other one, if both are decorated on the same way to the
/// application, and each once.
fn fix(subject: &Subject, hidden: &Covered) -> Option<Change> {
    let (later, earlier) = (hidden.later, hidden.earlier);
    if language(later.framework) == Language::Rust {
        // Where the ways to them part, one of them goes first.
        let parting = later.through.iter().zip(&earlier.through).find(|(own, its)| own != its);
        return parting.and_then(|(own, its)| move_link(subject, *own, *its));
    }
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
