//! Where does one part of the API lead, and what leads to it? Through dependencies, includes, names and tests.

use super::at::{Target, named};
use super::name::asked_names;
use super::{Spot, View, router};
use crate::api::{Callable, Endpoint, client_hits};
use crate::facts::Place;

/// Where the thing is defined that stands here.
pub fn definitions(view: &View, target: &Target) -> Vec<Spot> {
    match target {
        Target::Endpoints(endpoints) | Target::Asked(endpoints) => handlers(view, endpoints),
        Target::Dependency(callable) => callable.at.and_then(|at| view.name_spot(at)).into_iter().collect(),
        Target::Include(place) => included(view, *place),
        Target::Router(index) => {
            view.api.routers.get(*index).and_then(|router| view.spot(router.at)).into_iter().collect()
        }
        Target::Service(index) => view.api.services.get(*index).and_then(|it| view.spot(it.at)).into_iter().collect(),
    }
}

/// What does the work of the thing that stands here.
pub fn implementations(view: &View, target: &Target) -> Vec<Spot> {
    match target {
        Target::Include(place) => routes(view, |endpoint| endpoint.through.contains(place)),
        Target::Service(index) => routes(view, |endpoint| endpoint.service == *index),
        Target::Router(index) => own_routes(view, *index),
        other => definitions(view, other),
    }
}

/// What asks for the thing that stands here. `declaration` adds where it is defined.
pub fn references(view: &View, target: &Target, declaration: bool) -> Vec<Spot> {
    let mut found = match target {
        Target::Endpoints(endpoints) | Target::Asked(endpoints) => of_endpoints(view, endpoints),
        Target::Dependency(callable) => of_dependency(view, callable),
        Target::Include(place) => routes(view, |endpoint| endpoint.through.contains(place)),
        Target::Service(index) => routes(view, |endpoint| endpoint.service == *index),
        Target::Router(index) => of_router(view, *index),
    };
    if declaration {
        found.extend(definitions(view, target));
    }
    sorted(found)
}

fn sorted(mut spots: Vec<Spot>) -> Vec<Spot> {
    spots.sort_unstable();
    spots.dedup();
    spots
}

/// The functions that answer; the registration of one that is not of the workspace.
fn handlers(view: &View, endpoints: &[usize]) -> Vec<Spot> {
    let endpoints = endpoints.iter().filter_map(|index| view.api.endpoints.get(*index));
    let handler = |endpoint: &Endpoint| {
        let own = endpoint.handler.at.and_then(|at| view.name_spot(at));
        own.or_else(|| view.spot(endpoint.route))
    };
    sorted(endpoints.filter_map(|endpoint| handler(endpoint)).collect())
}

fn routes(view: &View, belongs: impl Fn(&Endpoint) -> bool) -> Vec<Spot> {
    let own = view.api.endpoints.iter().filter(|endpoint| belongs(endpoint));
    sorted(own.filter_map(|endpoint| view.spot(endpoint.route)).collect())
}

/// The routers that an include takes in; the routes of what is mounted.
fn included(view: &View, place: Place) -> Vec<Spot> {
    let routers: Vec<Spot> = router::included(view, place).into_iter().filter_map(|at| view.spot(at)).collect();
    if routers.is_empty() { routes(view, |endpoint| endpoint.through.contains(&place)) } else { sorted(routers) }
}

/// What includes a router, and what is registered on it.
fn of_router(view: &View, index: usize) -> Vec<Spot> {
    let includes = view.api.routers.get(index).map(|router| router::includes(view, router)).unwrap_or_default();
    let includes = includes.into_iter().filter_map(|place| view.spot(place));
    includes.chain(own_routes(view, index)).collect()
}

fn own_routes(view: &View, index: usize) -> Vec<Spot> {
    let own = view.api.routers.get(index).map(|router| router::own_routes(view, router)).unwrap_or_default();
    sorted(own.into_iter().filter_map(|place| view.spot(place)).collect())
}

/// Registrations, includes on the way, calls of clients in tests and elsewhere, and names that URLs are made of.
fn of_endpoints(view: &View, endpoints: &[usize]) -> Vec<Spot> {
    let mut found = Vec::new();
    for endpoint in endpoints.iter().filter_map(|index| view.api.endpoints.get(*index)) {
        let places = endpoint.tests.iter().chain(&endpoint.through).chain([&endpoint.route]);
        found.extend(places.filter_map(|place| view.spot(*place)));
    }
    for facts in (view.clients)(None) {
        let calls = client_hits(view.api, &facts).into_iter();
        let asking = calls.filter(|(_, hits)| hits.iter().any(|hit| endpoints.contains(hit)));
        found.extend(asking.map(|(place, _)| (facts.file, facts.span(place.item, place.node))));
    }
    for file in view.facts.keys() {
        let names = asked_names(view, *file).into_iter();
        let asks = |name: &str| named(view, name).iter().any(|index| endpoints.contains(index));
        found.extend(names.filter(|(_, name)| asks(name)).map(|(spot, _)| spot));
    }
    found
}

fn of_dependency(view: &View, callable: &Callable) -> Vec<Spot> {
    let all = view.endpoints().flat_map(|(_, endpoint)| View::dependencies(endpoint));
    let own = all.filter(|dependency| dependency.callable.as_ref() == Some(callable));
    own.filter_map(|dependency| view.spot(dependency.at?)).collect()
}
