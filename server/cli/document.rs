//! How does a snapshot become the published document?

use super::json::{
    At, Auth, Dependency, Document, Evidence, FORMAT_VERSION, Input, InputPlace, Layer, Route, Service, Summary,
    Unresolved, Verdict, Via,
};
use super::words::Share;
use crate::api::{self, Callable, Endpoint};
use crate::engine::{Extent, Located, Snapshot};
use crate::facts::Place;

/// Levels of a dependency tree that are printed. Real trees have fewer than ten; printing one recurses.
const DEPTH: usize = 32;

/// The whole document, with the given endpoints of the snapshot as its routes.
pub(super) fn document(snapshot: &Snapshot, shown: &[&Endpoint]) -> Document {
    Document {
        format_version: FORMAT_VERSION,
        summary: summary(snapshot, shown.len()),
        services: services(snapshot),
        routes: shown.iter().map(|endpoint| route(snapshot, endpoint)).collect(),
        unresolved: unresolved(snapshot),
    }
}

/// How much was resolved, and how many endpoints are shown.
pub(super) fn summary(snapshot: &Snapshot, shown: usize) -> Summary {
    let share = Share::of(snapshot);
    Summary {
        endpoints: share.total(),
        resolved: share.resolved,
        unresolved: share.unresolved,
        conditional: snapshot.api.endpoints.iter().filter(|endpoint| endpoint.conditional.is_some()).count(),
        shown,
    }
}

/// All applications.
pub(super) fn services(snapshot: &Snapshot) -> Vec<Service> {
    let endpoints = endpoints_by_service(snapshot);
    let of = |(index, service): (usize, &api::Service)| {
        let version = snapshot.framework_version(index);
        Service {
            name: service.name.clone(),
            framework: service.framework.to_owned(),
            version: version.map(|found| found.version.clone()),
            version_source: version.and_then(|found| found.source.clone()),
            endpoints: endpoints[index],
            at: at(snapshot, service.at),
            layers: layers(snapshot, &service.layers),
        }
    };
    snapshot.api.services.iter().enumerate().map(of).collect()
}

/// How many endpoints each service has, by its index.
pub(super) fn endpoints_by_service(snapshot: &Snapshot) -> Vec<usize> {
    let mut counts = vec![0; snapshot.api.services.len()];
    for endpoint in &snapshot.api.endpoints {
        if let Some(count) = counts.get_mut(endpoint.service) {
            *count += 1;
        }
    }
    counts
}

/// Everything that could not be resolved.
pub(super) fn unresolved(snapshot: &Snapshot) -> Vec<Unresolved> {
    let of = |one: &api::Unresolved| Unresolved {
        at: at(snapshot, one.at),
        reason: one.reason.clone(),
        endpoints: one.endpoints,
    };
    snapshot.api.unresolved.iter().map(of).collect()
}

/// One endpoint.
pub(super) fn route(snapshot: &Snapshot, endpoint: &Endpoint) -> Route {
    let service = snapshot.api.services.get(endpoint.service);
    Route {
        method: endpoint.method.clone(),
        path: endpoint.path.clone(),
        pattern: endpoint.pattern.clone(),
        handler: dotted(&endpoint.handler),
        at: at(snapshot, place_of(endpoint)),
        framework: endpoint.framework.to_owned(),
        service: service.map(|service| service.name.clone()).unwrap_or_default(),
        conditional: endpoint.conditional.clone(),
        auth: auth(snapshot, &endpoint.auth),
        inputs: endpoint.inputs.iter().map(|one| input(snapshot, one)).collect(),
        output: endpoint.output.clone(),
        status: endpoint.status,
        tags: endpoint.tags.clone(),
        name: endpoint.name.clone(),
        operation_id: endpoint.operation_id.clone(),
        deprecated: endpoint.deprecated,
        in_schema: endpoint.in_schema,
        registered: at(snapshot, endpoint.route),
        through: endpoint.through.iter().map(|&place| at(snapshot, place)).collect(),
        dependencies: dependencies(snapshot, &endpoint.dependencies, DEPTH),
        layers: layers(snapshot, &endpoint.layers),
        tests: (snapshot.extent >= Extent::Tests).then_some(endpoint.tests.len()),
    }
}

/// The place that stands for an endpoint: its handler, or what registers a handler from outside the workspace.
pub(super) fn place_of(endpoint: &Endpoint) -> Place {
    endpoint.handler.at.unwrap_or(endpoint.route)
}

/// `module:qualname`.
pub(super) fn dotted(callable: &Callable) -> String {
    callable.dotted()
}

fn at(snapshot: &Snapshot, place: Place) -> At {
    let Located { file, line, column } = snapshot.locate(place);
    At { file, line, column }
}

fn auth(snapshot: &Snapshot, auth: &api::Auth) -> Auth {
    let evidence =
        |one: &api::Evidence| Evidence { text: one.text.clone(), at: one.at.map(|place| at(snapshot, place)) };
    Auth {
        verdict: match auth.verdict {
            api::Verdict::Required => Verdict::Required,
            api::Verdict::Optional => Verdict::Optional,
            api::Verdict::None => Verdict::None,
            api::Verdict::Unknown => Verdict::Unknown,
        },
        schemes: auth.schemes.clone(),
        evidence: auth.evidence.iter().map(evidence).collect(),
    }
}

fn input(snapshot: &Snapshot, input: &api::Input) -> Input {
    Input {
        place: match input.place {
            api::InputPlace::Path => InputPlace::Path,
            api::InputPlace::Query => InputPlace::Query,
            api::InputPlace::Header => InputPlace::Header,
            api::InputPlace::Cookie => InputPlace::Cookie,
            api::InputPlace::Body => InputPlace::Body,
            api::InputPlace::Form => InputPlace::Form,
            api::InputPlace::File => InputPlace::File,
            api::InputPlace::Unknown => InputPlace::Unknown,
        },
        name: input.name.clone(),
        required: input.required,
        annotation: input.annotation.clone(),
        via: if input.from_dependency { Via::Dependency } else { Via::Endpoint },
        at: input.at.map(|place| at(snapshot, place)),
    }
}

fn dependencies(snapshot: &Snapshot, of: &[api::Dependency], depth: usize) -> Vec<Dependency> {
    let Some(deeper) = depth.checked_sub(1) else { return Vec::new() };
    let one = |dependency: &api::Dependency| Dependency {
        name: dependency.callable.as_ref().map(dotted),
        at: dependency.at.map(|place| at(snapshot, place)),
        scheme: dependency.scheme.clone(),
        scopes: dependency.scopes.clone(),
        dependencies: dependencies(snapshot, &dependency.dependencies, deeper),
    };
    of.iter().map(one).collect()
}

fn layers(snapshot: &Snapshot, of: &[api::Layer]) -> Vec<Layer> {
    of.iter().map(|layer| Layer { name: layer.name.clone(), at: layer.at.map(|place| at(snapshot, place)) }).collect()
}
