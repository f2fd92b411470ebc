//! What is worth knowing of the thing at a cursor? A card in Markdown: the path first, then what a caller must know.

use super::at::Target;
use super::{View, path, router, way};
use crate::api::{Callable, Dependency, Endpoint, Input, Verdict};
use crate::facts::Place;
use std::fmt::Write;

/// How many endpoints of one place get a card; the others get a line.
const CARDS: usize = 3;
/// How many lines of a list are shown.
const LINES: usize = 8;

/// The card of a target.
pub fn card(view: &View, target: &Target) -> String {
    match target {
        Target::Endpoints(endpoints) | Target::Asked(endpoints) => of_endpoints(view, endpoints),
        Target::Dependency(callable) => of_dependency(view, callable),
        Target::Router(index) => of_router(view, *index),
        Target::Service(index) => of_service(view, *index),
        Target::Include(place) => of_include(view, *place),
    }
}

fn of_endpoints(view: &View, endpoints: &[usize]) -> String {
    let cards = endpoints.iter().take(CARDS).filter_map(|index| view.api.endpoints.get(*index));
    let mut cards: Vec<String> = cards.map(|endpoint| of_endpoint(view, endpoint)).collect();
    if endpoints.len() > CARDS {
        cards.push(list(view, &endpoints[CARDS..]));
    }
    cards.join("\n\n---\n\n")
}

fn of_endpoint(view: &View, endpoint: &Endpoint) -> String {
    let mut parts = vec![heading(view, endpoint)];
    parts.extend(way::mounts(view, endpoint));
    parts.extend(way::layers(endpoint));
    parts.extend(inputs(&endpoint.inputs));
    parts.push(auth(view, endpoint));
    parts.extend(tree(&endpoint.dependencies));
    parts.push(response(endpoint));
    parts.extend(tests(view, endpoint));
    parts.join("\n\n")
}

/// Method, full path, service, and what is special.
fn heading(view: &View, endpoint: &Endpoint) -> String {
    let service = view.api.services.get(endpoint.service).map_or("", |service| &service.name);
    let mut line =
        format!("**{} `{}`**  \n{} of `{service}`", endpoint.method, endpoint.path, code(&endpoint.handler.dotted()));
    if let Some(condition) = &endpoint.conditional {
        let _ = write!(line, ", if {}", code(condition));
    }
    if endpoint.deprecated {
        line.push_str(", deprecated");
    }
    let has_schema = |other: &Endpoint| other.service == endpoint.service && other.in_schema;
    if !endpoint.in_schema && view.endpoints().any(|(_, other)| has_schema(other)) {
        line.push_str(", not in the schema");
    }
    line
}

fn inputs(inputs: &[Input]) -> Option<String> {
    if inputs.is_empty() {
        return None;
    }
    let mut table = "| in | name | type | |\n|---|---|---|---|".to_owned();
    for input in inputs {
        let kind = input.annotation.as_deref().map(code).unwrap_or_default().replace('|', "\\|");
        let required = if input.required { "required" } else { "optional" };
        let origin = if input.from_dependency { ", from a dependency" } else { "" };
        let _ = write!(table, "\n| {} | `{}` | {kind} | {required}{origin} |", input.place.as_str(), input.name);
    }
    Some(table)
}

fn auth(view: &View, endpoint: &Endpoint) -> String {
    let auth = &endpoint.auth;
    let mut line = format!("Auth: **{}**", auth.verdict.as_str());
    if !auth.schemes.is_empty() {
        let _ = write!(line, " ({})", auth.schemes.join(", "));
    }
    if auth.verdict != Verdict::None {
        for evidence in auth.evidence.iter().take(LINES) {
            let place = evidence.at.map(|at| format!(" ({})", code(&view.line(at)))).unwrap_or_default();
            let _ = write!(line, "  \n- {}{place}", code(&evidence.text));
        }
    }
    line
}

/// The dependency tree, indented.
fn tree(dependencies: &[Dependency]) -> Option<String> {
    let mut lines = Vec::new();
    let mut waiting: Vec<(usize, &Dependency)> = dependencies.iter().rev().map(|it| (0, it)).collect();
    while let Some((depth, next)) = waiting.pop() {
        let what = next.callable.as_ref().map_or_else(|| "could not be resolved".to_owned(), |it| code(&it.dotted()));
        let scopes = if next.scopes.is_empty() { String::new() } else { format!(" ({})", next.scopes.join(", ")) };
        lines.push(format!("{}- {what}{scopes}", "  ".repeat(depth)));
        waiting.extend(next.dependencies.iter().rev().map(|it| (depth + 1, it)));
    }
    let more = lines.len().saturating_sub(2 * LINES);
    lines.truncate(2 * LINES);
    if more > 0 {
        lines.push(format!("- and {more} more"));
    }
    (!lines.is_empty()).then(|| format!("Depends on\n{}", lines.join("\n")))
}

fn response(endpoint: &Endpoint) -> String {
    let status = endpoint.status.map(|status| format!(" {status}")).unwrap_or_default();
    let output = endpoint.output.as_deref().map_or_else(|| " undeclared".to_owned(), |it| format!(" {}", code(it)));
    format!("Response:{status}{output}")
}

fn tests(view: &View, endpoint: &Endpoint) -> Option<String> {
    let places: Vec<String> = endpoint.tests.iter().map(|test| code(&view.line(*test))).collect();
    (!places.is_empty()).then(|| format!("Tests: {}", shortened(&places)))
}

fn of_dependency(view: &View, callable: &Callable) -> String {
    let uses = |endpoint: &&Endpoint| {
        View::dependencies(endpoint).iter().any(|it| it.callable.as_ref().is_some_and(|it| it == callable))
    };
    let users: Vec<usize> = view.endpoints().filter(|(_, endpoint)| uses(endpoint)).map(|(index, _)| index).collect();
    let mut parts = vec![format!("**dependency {}**", code(&callable.dotted()))];
    let all = users.iter().filter_map(|index| view.api.endpoints.get(*index)).flat_map(|it| View::dependencies(it));
    if let Some(own) = all.into_iter().find(|it| it.callable.as_ref() == Some(callable)) {
        if let Some(scheme) = &own.scheme {
            parts.push(format!("Security scheme: {}", code(scheme)));
        }
        parts.extend(tree(&own.dependencies));
    }
    parts.push(format!("Used by {}\n{}", count(users.len(), "endpoint"), list(view, &users)));
    parts.join("\n\n")
}

fn of_router(view: &View, index: usize) -> String {
    let Some(router) = view.api.routers.get(index) else { return String::new() };
    let prefix = router.prefix.as_deref().filter(|prefix| !prefix.is_empty());
    let prefix = prefix.map_or_else(|| "without a prefix".to_owned(), |prefix| format!("`{prefix}`"));
    let reached = if router.reached { "" } else { "\n\nNo application reaches it: its routes answer nothing." };
    let included: Vec<String> = router::includes(view, router).iter().map(|place| code(&view.line(*place))).collect();
    let included = if included.is_empty() { String::new() } else { format!("  \nIncluded: {}", shortened(&included)) };
    let through = router::endpoints(view, router);
    let through = if through.is_empty() { String::new() } else { format!("\n{}", list(view, &through)) };
    format!("**router** {prefix}, {}{included}{reached}{through}", count(router.routes, "route"))
}

/// The first of some texts, and how many there are besides.
fn shortened(texts: &[String]) -> String {
    let more = texts.len().checked_sub(LINES).filter(|more| *more > 0).map(|more| format!(" and {more} more"));
    format!("{}{}", texts[..texts.len().min(LINES)].join(", "), more.unwrap_or_default())
}

fn of_service(view: &View, index: usize) -> String {
    let Some(service) = view.api.services.get(index) else { return String::new() };
    let own: Vec<usize> =
        view.endpoints().filter(|(_, endpoint)| endpoint.service == index).map(|(index, _)| index).collect();
    let layers: Vec<String> = service.layers.iter().map(|layer| format!("- {}", code(&layer.name))).collect();
    let layers = if layers.is_empty() { String::new() } else { format!("\n\nMiddleware\n{}", layers.join("\n")) };
    let endpoints = count(own.len(), "endpoint");
    format!("**{} application `{}`**, {endpoints}\n{}{layers}", service.framework, service.name, list(view, &own))
}

fn of_include(view: &View, place: Place) -> String {
    let through: Vec<usize> =
        view.endpoints().filter(|(_, endpoint)| endpoint.through.contains(&place)).map(|(index, _)| index).collect();
    format!("**mounts {}**\n{}", count(through.len(), "endpoint"), list(view, &through))
}

/// Endpoints, a line each.
fn list(view: &View, endpoints: &[usize]) -> String {
    let shown = endpoints.iter().take(LINES).filter_map(|index| view.api.endpoints.get(*index));
    let mut lines: Vec<String> = shown.map(|it| format!("- `{}`", path::title(it))).collect();
    if endpoints.len() > LINES {
        lines.push(format!("- and {} more", endpoints.len() - LINES));
    }
    lines.join("\n")
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A piece of source; what could end the span early is left out.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '\n'], " "))
}
