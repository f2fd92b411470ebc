//! Where is a router taken in, and which endpoints go through it?

use super::{Spot, View};
use crate::api::{Endpoint, Router};
use crate::facts::{Node, Place};

/// The calls that include a router.
pub(super) fn includes(view: &View, router: &Router) -> Vec<Place> {
    let own = view.api.includes.iter().filter(|include| include.router == router.at);
    let mut places: Vec<Place> = own.map(|include| include.at).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The routers that a call includes, of which a loop may make many.
pub(super) fn included(view: &View, call: Place) -> Vec<Place> {
    let own = view.api.includes.iter().filter(|include| include.at == call);
    let mut routers: Vec<Place> = own.map(|include| include.router).collect();
    routers.sort_unstable();
    routers.dedup();
    routers
}

/// The endpoints that go through a router, those of routers inside it included.
pub(super) fn endpoints(view: &View, router: &Router) -> Vec<usize> {
    let calls = includes(view, router);
    let through =
        |endpoint: &Endpoint| endpoint.through.iter().any(|place| takes(view, &calls, router, *place, endpoint));
    view.endpoints().filter(|(_, endpoint)| through(endpoint)).map(|(index, _)| index).collect()
}

/// The registrations of a router's own routes.
pub(super) fn own_routes(view: &View, router: &Router) -> Vec<Place> {
    let calls = includes(view, router);
    let own = |endpoint: &&Endpoint| {
        endpoint.through.last().is_some_and(|place| takes(view, &calls, router, *place, endpoint))
    };
    view.endpoints().map(|(_, endpoint)| endpoint).filter(own).map(|endpoint| endpoint.route).collect()
}

/// Whether a call on the way to an endpoint includes this router. One that includes several tells by the file of the
/// route which of them is meant, if it can tell.
fn takes(view: &View, calls: &[Place], router: &Router, call: Place, endpoint: &Endpoint) -> bool {
    if !calls.contains(&call) {
        return false;
    }
    let routers = included(view, call);
    let in_file = routers.iter().filter(|at| at.file == endpoint.route.file).count();
    routers.len() == 1 || in_file == 1 && router.at.file == endpoint.route.file
}

/// The names that what a call makes is assigned to, in the code around it.
pub(super) fn names(view: &View, call: Place) -> Vec<Spot> {
    let (Some(facts), Node::Expr(made)) = (view.facts.get(&call.file), call.node) else { return Vec::new() };
    let bound = facts.item(call.item).assignments().into_iter().filter(|(_, value)| *value == made);
    bound.filter_map(|(target, _)| view.spot(Place { node: Node::Expr(target), ..call })).collect()
}
