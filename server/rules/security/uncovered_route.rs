//! Which routes change something and come too late for a layer that guards what stands beside them?

use crate::api::{Entry, Layer, Table, Verdict};
use crate::edit::{Change, Safety, links_after, move_link_above};
use crate::facts::Place;
use crate::rules::routing::adds_routes;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// A route that a guarding layer does not cover.
pub static UNCOVERED_ROUTE: Rule = Rule {
    name: "uncovered-route",
    group: Group::Security,
    level: Level::Warning,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a route that changes something is added after the layer that guards the routes below the same path",
    page: include_str!("uncovered_route.md"),
    fixes: true,
    check: Check::Table(check),
};

/// Words in the last part of a path that is there for those who have no credentials yet, or who bring others.
const OPEN: [&str; 18] = [
    "login", "logout", "signin", "signup", "sign-in", "sign-up", "register", "token", "refresh", "password", "reset",
    "verify", "confirm", "callback", "webhook", "health", "session", "auth",
];

fn check(subject: &Subject, table: &Table, report: &mut Report) {
    for entry in table.entries.iter().filter(|entry| !entry.missed.is_empty() && !entry.is_conditional) {
        if !changes(entry) || !is_open(subject, entry) {
            continue;
        }
        for layer in &entry.missed {
            let Some(beside) = table.entries.iter().find(|other| is_covered(subject, other, layer, entry)) else {
                continue;
            };
            let (own, its) = (entry.methods.join("|"), &beside.pattern);
            let message = format!(
                "`{own} {}` is added after the layer `{}`, which guards `{its}`: anybody may send it",
                entry.pattern, layer.name
            );
            let draft = Draft::new(subject.route_mark(entry), message)
                .within(entry.handler.as_ref().and_then(|handler| handler.at))
                .related(subject.route_mark(beside), "this is guarded");
            report.add(if let Some(at) = layer.at {
                draft.related(at, "the layer covers what was added before it").fix(fix(subject, entry, at))
            } else {
                draft
            });
            break;
        }
    }
}

/// Moves the route above the layer, if one chain has both, only routes stand between, and the link adds nothing else.
fn fix(subject: &Subject, entry: &Entry, layer: Place) -> Option<Change> {
    let route = *entry.through.last()?;
    let entries = subject.api.tables.iter().flat_map(|table| &table.entries);
    let mut own = entries.filter(|other| other.through.contains(&route));
    let is_alone = own.all(|other| other.pattern == entry.pattern && changes(other));
    let facts =
        subject.facts(layer.file).filter(|_| is_alone && (route.file, route.item) == (layer.file, layer.item))?;
    let after = links_after(facts, layer.item, layer.node);
    let mut between = after.iter().take_while(|(link, _)| *link != route.node);
    let splices = move_link_above(facts, layer.item, route.node, layer.node)?;
    let change = subject.change(layer.file, splices, "Move it above the layer", Safety::Unsafe);
    between.all(|(_, name)| adds_routes(*name)).then_some(change)
}

/// Whether a route is there to change something.
fn changes(entry: &Entry) -> bool {
    let is_one = |method: &String| ["POST", "PUT", "PATCH", "DELETE"].contains(&method.as_str());
    let last = entry.pattern.to_lowercase();
    entry.methods.iter().any(is_one) && !OPEN.iter().any(|word| last.contains(word))
}

/// Whether certainly nothing on the way asks for credentials.
fn is_open(subject: &Subject, entry: &Entry) -> bool {
    let Some(operation) = entry.operation.as_ref().filter(|operation| operation.is_complete) else { return false };
    let endpoints = operation.endpoints.iter().filter_map(|index| subject.api.endpoints.get(*index));
    let mut verdicts = endpoints.map(|endpoint| endpoint.auth.verdict).peekable();
    verdicts.peek().is_some() && !operation.takes_request && verdicts.all(|verdict| verdict == Verdict::None)
}

/// Whether a layer covers a route that stands below the same path as another one.
fn is_covered(subject: &Subject, other: &Entry, layer: &Layer, entry: &Entry) -> bool {
    let endpoints = other.operation.iter().flat_map(|operation| &operation.endpoints);
    let mut endpoints = endpoints.filter_map(|index| subject.api.endpoints.get(*index));
    is_beside(&other.pattern, &entry.pattern)
        && endpoints.any(|endpoint| endpoint.layers.iter().any(|known| known.at == layer.at))
}

/// Whether two paths are of one resource: the text up to their first parameter, and more than a root, is the same.
fn is_beside(covered: &str, path: &str) -> bool {
    let text = |path: &str| -> Vec<String> {
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        segments.take_while(|segment| !segment.starts_with(['{', ':', '*'])).map(str::to_owned).collect()
    };
    let (covered, path) = (text(covered), text(path));
    covered == path && !path.is_empty()
}
