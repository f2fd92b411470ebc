//! What of the API stands at a cursor? The smallest thing around it.

use super::held::held;
use super::name::asked_names;
use super::{Spot, View, router};
use crate::api::{Callable, client_hits};
use crate::facts::Place;
use crate::text::{FileId, Span};

/// A part of the API.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A registration, or the function that answers: the endpoints it makes.
    Endpoints(Vec<usize>),
    /// A call in a test, or a route's name: the endpoints that are asked for.
    Asked(Vec<usize>),
    /// A dependency: its definition, or where it is asked for.
    Dependency(Callable),
    /// A router, by its index.
    Router(usize),
    /// An application, by its index.
    Service(usize),
    /// An include or mount.
    Include(Place),
}

/// What was found, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it is.
    pub target: Target,
    /// The text it stands for.
    pub span: Span,
}

/// What stands at a byte of a file.
pub fn at(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let found = [
        registrations(view, file, offset),
        handlers(view, file, offset),
        asked(view, file, offset),
        dependencies(view, file, offset),
        makers(view, file, offset),
        held(view, file, offset),
        includes(view, file, offset),
    ];
    let smallest = found.into_iter().flatten().min_by_key(|found| found.span.end - found.span.start);
    smallest.or_else(|| called(view, file, offset))
}

/// The endpoints whose place covers the cursor, and the smallest such span.
fn endpoints_at(
    view: &View,
    file: FileId,
    offset: u32,
    places: impl Fn(usize) -> Vec<Option<Spot>>,
) -> Option<(Span, Vec<usize>)> {
    let mut best: Option<(Span, Vec<usize>)> = None;
    for (index, _) in view.endpoints() {
        for (of, span) in places(index).into_iter().flatten() {
            if of != file || !(span.start <= offset && offset <= span.end) {
                continue;
            }
            match &mut best {
                Some((known, indices)) if *known == span => indices.push(index),
                Some((known, _)) if known.end - known.start < span.end - span.start => {}
                _ => best = Some((span, vec![index])),
            }
        }
    }
    best
}

fn registrations(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let spot = |index: usize| {
        let route = view.api.endpoints[index].route;
        vec![(route.file == file).then(|| view.spot(route)).flatten()]
    };
    let (span, endpoints) = endpoints_at(view, file, offset, spot)?;
    Some(Found { target: Target::Endpoints(endpoints), span })
}

fn handlers(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let spot = |index: usize| {
        let at = view.api.endpoints[index].handler.at.filter(|at| at.file == file);
        vec![at.and_then(|at| view.name_spot(at))]
    };
    let (span, endpoints) = endpoints_at(view, file, offset, spot)?;
    Some(Found { target: Target::Endpoints(endpoints), span })
}

/// Calls in tests, and names that URLs are made of.
fn asked(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let spots = |index: usize| {
        let tests = view.api.endpoints[index].tests.iter().filter(|test| test.file == file);
        tests.map(|test| view.spot(*test)).collect()
    };
    let call = endpoints_at(view, file, offset, spots);
    let name = asked_names(view, file).into_iter().find(|((_, span), _)| span.start <= offset && offset <= span.end);
    let (span, endpoints) = match (name, call) {
        (Some(((_, span), name)), _) => (span, named(view, name)),
        (None, call) => call?,
    };
    (!endpoints.is_empty()).then_some(Found { target: Target::Asked(endpoints), span })
}

/// Calls of HTTP clients outside of tests.
fn called(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let facts = (view.clients)(Some(file)).pop()?;
    let calls = client_hits(view.api, &facts).into_iter();
    let found = calls.map(|(place, endpoints)| (facts.span(place.item, place.node), endpoints));
    let around = found.filter(|(span, _)| span.start <= offset && offset <= span.end);
    let (span, endpoints) = around.min_by_key(|(span, _)| span.end - span.start)?;
    Some(Found { target: Target::Asked(endpoints), span })
}

/// The endpoints of a name.
pub(super) fn named(view: &View, name: &str) -> Vec<usize> {
    view.endpoints().filter(|(_, endpoint)| endpoint.name == name).map(|(index, _)| index).collect()
}

fn dependencies(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let mut best: Option<Found> = None;
    for (_, endpoint) in view.endpoints() {
        for dependency in View::dependencies(endpoint) {
            let Some(callable) = &dependency.callable else { continue };
            let asked = dependency.at.and_then(|at| view.covers(at, file, offset));
            let defined = || {
                let (_, span) = view.name_spot(callable.at.filter(|at| at.file == file)?)?;
                (span.start <= offset && offset <= span.end).then_some(span)
            };
            let Some(span) = asked.or_else(defined) else { continue };
            let better = |known: &Found| known.span.end - known.span.start <= span.end - span.start;
            if !best.as_ref().is_some_and(better) {
                best = Some(Found { target: Target::Dependency(callable.clone()), span });
            }
        }
    }
    best
}

/// Calls that make applications and routers, and the names that these are assigned to.
fn makers(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let routers = view.api.routers.iter().map(|router| router.at).zip((0..).map(Target::Router));
    let services = view.api.services.iter().map(|service| service.at).zip((0..).map(Target::Service));
    let here = services.chain(routers).filter(|(at, _)| at.file == file);
    let found = here.filter_map(|(at, target)| {
        let named = || router::names(view, at).into_iter().find(|(_, span)| span.start <= offset && offset <= span.end);
        let span = view.covers(at, file, offset).or_else(|| named().map(|(_, span)| span))?;
        Some(Found { target, span })
    });
    found.min_by_key(|found| found.span.end - found.span.start)
}

fn includes(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let places = view.api.endpoints.iter().flat_map(|endpoint| &endpoint.through);
    let found = places.filter_map(|place| Some((view.covers(*place, file, offset)?, *place)));
    let (span, place) = found.min_by_key(|(span, _)| span.end - span.start)?;
    Some(Found { target: Target::Include(place), span })
}
