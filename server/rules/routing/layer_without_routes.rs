//! Which layers are added to routers before any route is?

use super::links::adds_routes;
use crate::api::Objected;
use crate::edit::{Change, Safety, links_after, move_link_below};
use crate::facts::{Name, Node, Place};
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// A layer on no routes.
pub static LAYER_WITHOUT_ROUTES: Rule = Rule {
    name: "layer-without-routes",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a layer for the routes of a router is added before any route, which stops the application from starting",
    page: include_str!("layer_without_routes.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in subject.api.objections.iter().filter(|objection| objection.what == Objected::NoRoutes) {
        let message = "the router has no routes yet, so the application does not start: add them before this layer";
        report.add(Draft::new(objection.at, message).fix(fix(subject, objection.at)));
    }
}

/// Moves the layer below the routes that its chain goes on with, if these are all that the chain has.
fn fix(subject: &Subject, layer: Place) -> Option<Change> {
    let facts = subject.facts(layer.file)?;
    let after = links_after(facts, layer.item, layer.node);
    let (routes, rest) = after.split_at(after.iter().take_while(|link| adds_routes(link.1)).count());
    let is_meant = routes.iter().any(|(_, name)| *name != "merge") && !rest.iter().any(|link| adds_routes(link.1));
    let (last, _): &(Node, Name) = routes.last().filter(|_| is_meant)?;
    let splices = move_link_below(facts, layer.item, layer.node, *last)?;
    Some(subject.change(layer.file, splices, "Move it below the routes", Safety::Unsafe))
}
