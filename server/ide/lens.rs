//! What stands above a handler? Its full path, and the tests that call it.

use super::{Spot, View, path};
use crate::api::Endpoint;
use crate::text::{FileId, Span};
use std::collections::BTreeMap;

/// A line above a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Lens {
    /// What it belongs to.
    pub span: Span,
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub places: Vec<Spot>,
}

/// The lenses of a file. `tests` says whether tests were looked for.
pub fn lenses(view: &View, file: FileId, tests: bool) -> Vec<Lens> {
    let mut routes: BTreeMap<u32, (Span, Vec<&Endpoint>)> = BTreeMap::new();
    for endpoint in view.api.endpoints.iter().filter(|endpoint| endpoint.route.file == file) {
        let Some((_, span)) = view.spot(endpoint.route) else { continue };
        routes.entry(span.start).or_insert_with(|| (span, Vec::new())).1.push(endpoint);
    }
    let both = |(span, endpoints): (Span, Vec<&Endpoint>)| {
        let tested = tests.then(|| tested(view, span, &endpoints));
        resolved(view, span, &endpoints).into_iter().chain(tested)
    };
    routes.into_values().flat_map(both).collect()
}

/// The full path, if mounts make it another than the text says.
fn resolved(view: &View, span: Span, endpoints: &[&Endpoint]) -> Option<Lens> {
    let first = endpoints.iter().find(|endpoint| !endpoint.through.is_empty())?;
    let more = if endpoints.len() > 1 { format!(" and {} more", endpoints.len() - 1) } else { String::new() };
    let places = endpoints.iter().flat_map(|endpoint| &endpoint.through).filter_map(|place| view.spot(*place));
    Some(Lens { span, title: format!("{}{more}", path::title(first)), places: distinct(places) })
}

fn tested(view: &View, span: Span, endpoints: &[&Endpoint]) -> Lens {
    let places = endpoints.iter().flat_map(|endpoint| &endpoint.tests).filter_map(|place| view.spot(*place));
    let places = distinct(places);
    let title = match places.len() {
        0 => "no tests".to_owned(),
        1 => "1 test call".to_owned(),
        many => format!("{many} test calls"),
    };
    Lens { span, title, places }
}

fn distinct(places: impl Iterator<Item = Spot>) -> Vec<Spot> {
    let mut places: Vec<Spot> = places.collect();
    places.sort_unstable();
    places.dedup();
    places
}
