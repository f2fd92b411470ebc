//! Which dependencies do the handlers of a service ask for, by which names, and which of them refuse strangers?

use crate::actions::{Asked, Bench, Cursor, Symbol};
use crate::api::{Dependency, Endpoint, Verdict, auth};
use crate::facts::{Facts, Function, ItemId, Name, Node, Param, Place};
use crate::frameworks::Interface;
use crate::text::FileId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A parameter of a handler that asks for a dependency.
pub(super) struct Use {
    pub(super) asked: Asked,
    pub(super) file: FileId,
    pub(super) name: Name,
    /// The whole parameter.
    pub(super) text: String,
}

/// The handlers of `FastAPI` in the service of a cursor.
pub(super) fn neighbours<'a>(bench: &Bench<'a>, cursor: &Cursor) -> Vec<&'a Arc<Endpoint>> {
    let services: Vec<usize> = cursor.endpoints.iter().map(|endpoint| endpoint.service).collect();
    let is_near = |endpoint: &&Arc<Endpoint>| endpoint.framework == "fastapi" && services.contains(&endpoint.service);
    bench.api.endpoints.iter().filter(is_near).collect()
}

/// What handlers ask for by parameters.
pub(super) fn uses(bench: &Bench, endpoints: &[&Arc<Endpoint>]) -> Vec<Use> {
    let mut places: Vec<Place> = endpoints.iter().filter_map(|endpoint| endpoint.handler.at).collect();
    places.sort_unstable();
    places.dedup();
    let mut known: BTreeMap<(FileId, String), Option<Asked>> = BTreeMap::new();
    let mut found = Vec::new();
    for at in places {
        let (Some(facts), Some(function)) = (bench.facts(at.file), bench.function(at)) else { continue };
        for param in &function.params {
            let text = param_text(&facts, at.item, param);
            // Parameters of one name and text ask for the same thing.
            let asked =
                known.entry((at.file, text.clone())).or_insert_with(|| bench.asked(&facts, at.item, param)).to_owned();
            found.extend(asked.map(|asked| Use { asked, file: at.file, name: param.name, text }));
        }
    }
    found
}

fn param_text(facts: &Facts, item: ItemId, param: &Param) -> String {
    let span = facts.span(item, Node::Mark(param.mark));
    facts.text.get(span.start as usize..span.end as usize).unwrap_or_default().to_owned()
}

/// The functions that routes depend on themselves and that refuse who shows no credentials, with the number of routes.
pub(super) fn refusing(bench: &Bench, endpoints: &[&Arc<Endpoint>]) -> BTreeMap<Symbol, usize> {
    let mut known: BTreeMap<Place, (usize, bool)> = BTreeMap::new();
    for dependency in endpoints.iter().flat_map(|endpoint| &endpoint.dependencies) {
        let Some(at) = dependency.callable.as_ref().and_then(|callable| callable.at) else { continue };
        let entry = known.entry(at).or_default();
        entry.0 += 1;
        // A dependency is spelled out only where the walk met it first.
        if !entry.1 && dependency.scheme.is_none() {
            entry.1 = refuses(dependency);
        }
    }
    let symbol = |(at, (count, refuses)): (Place, (usize, bool))| {
        let function = bench.function(at).filter(|_| refuses && at.item == ItemId::default())?;
        let symbol = Symbol { file: at.file, name: function.name };
        is_injectable(bench, symbol, &function).then_some((symbol, count))
    };
    known.into_iter().filter_map(symbol).collect()
}

fn refuses(dependency: &Dependency) -> bool {
    let alone = Interface { dependencies: vec![dependency.clone()], complete: true, ..Interface::default() };
    auth(&alone).verdict == Verdict::Required
}

/// Whether a function can be a dependency of any handler: it asks the client for nothing but credentials.
pub(super) fn is_injectable(bench: &Bench, symbol: Symbol, function: &Function) -> bool {
    const GIVEN: [&str; 7] =
        ["Request", "Response", "HTTPConnection", "BackgroundTasks", "SecurityScopes", "Header", "Cookie"];
    let Some(facts) = bench.facts(symbol.file) else { return false };
    let item = ItemId::default();
    let is_given = |param: &Param| {
        let markers = bench.markers(&facts, item, param);
        let named = param.annotation.and_then(|expr| crate::actions::last_name(&facts, item, expr));
        let is_injected =
            |name: &Name| GIVEN.contains(&name.as_str()) || matches!(name.as_str(), "Depends" | "Security");
        markers.iter().chain(&named).any(is_injected) || (markers.is_empty() && param.default.is_some())
    };
    function.params.iter().all(is_given)
}
