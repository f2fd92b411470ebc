//! Which way does a request take to a handler? Through includes and mounts, and through layers.

use super::View;
use super::card::code;
use crate::api::Endpoint;

/// How many layers are told.
const MOST: usize = 12;

/// The includes and mounts on the way, outermost first.
pub(super) fn mounts(view: &View, endpoint: &Endpoint) -> Option<String> {
    let own = view.own_path(endpoint.route).map(|(_, path)| path);
    if endpoint.through.is_empty() {
        return None;
    }
    let way: Vec<String> = endpoint.through.iter().map(|place| code(&view.line(*place))).collect();
    let end = own.map_or_else(String::new, |own| format!(" → `{own}`"));
    Some(format!("Mounted: {}{end}", way.join(" → ")))
}

/// The layers that a request passes, in the order in which they run.
pub(super) fn layers(endpoint: &Endpoint) -> Option<String> {
    let named = endpoint.layers.iter().take(MOST).map(|layer| code(short(&layer.name)));
    let mut way: Vec<String> = named.collect();
    if endpoint.layers.len() > MOST {
        way.push(format!("{} more", endpoint.layers.len() - MOST));
    }
    (!way.is_empty()).then(|| format!("Layers, in run order: {}", way.join(" → ")))
}

/// The last two parts of a dotted name.
fn short(name: &str) -> &str {
    let mut parts = name.match_indices("::").map(|(at, _)| at + 2);
    let before = parts.clone().count().saturating_sub(1);
    before.checked_sub(1).and_then(|at| parts.nth(at)).map_or(name, |at| &name[at..])
}
