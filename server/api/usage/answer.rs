//! Who answers what tests ask for? Matched once for all calls, and again for those that other paths may answer.

use super::super::{Api, Endpoint};
use super::route::Table;
use super::{Ask, Asked, AskedCall, Route, miss};
use crate::facts::Place;
use rustc_hash::FxHashMap;
use std::sync::Arc;

impl Asked {
    /// Adds to each endpoint the calls that hit it, and the calls that hit nothing.
    pub(super) fn tell(&self, api: &mut Api) {
        for call in &self.calls {
            call.hits.iter().for_each(|endpoint| add(&mut api.endpoints[*endpoint], call.at));
        }
        self.tell_misses(api);
    }

    /// Brings an API up to date in which some endpoints have another path than `before`.
    pub(in crate::api) fn answer_again(&mut self, api: &mut Api, before: &Api, changed: &[usize]) {
        let mut patterns = Table::of(before, changed);
        patterns.extend(Table::of(api, changed));
        let concerned = |call: &AskedCall| !found(&patterns, &call.asks).is_empty();
        if self.calls.iter().any(concerned) {
            let table = Table::new(api);
            for call in self.calls.iter_mut().filter(|call| concerned(call)) {
                call.hits.iter().for_each(|endpoint| remove(&mut api.endpoints[*endpoint], call.at));
                call.hits = call.answered(&table);
                call.hits.iter().for_each(|endpoint| add(&mut api.endpoints[*endpoint], call.at));
            }
            self.sort(api);
        }
        self.tell_misses(api);
    }

    /// Brings the calls that hit an endpoint into their order in tests.
    fn sort(&self, api: &mut Api) {
        let order: FxHashMap<Place, usize> = self.calls.iter().enumerate().map(|(at, call)| (call.at, at)).collect();
        let is_sorted = |endpoint: &Endpoint| endpoint.tests.is_sorted_by_key(|at| order.get(at));
        for endpoint in api.endpoints.iter_mut().filter(|endpoint| !is_sorted(endpoint)) {
            Arc::make_mut(endpoint).tests.sort_by_key(|at| order.get(at));
        }
    }

    fn tell_misses(&self, api: &mut Api) {
        let candidates = self.calls.iter().filter(|call| call.hits.is_empty()).filter_map(|it| it.candidate.as_ref());
        api.misses = candidates.filter_map(|candidate| miss::miss(candidate, api)).collect();
    }
}

impl AskedCall {
    /// The endpoints that answer it: of several services, the nearest ones.
    pub(super) fn answered(&self, table: &Table) -> Vec<usize> {
        let mut found = found(table, &self.asks);
        let is_meant = |at: &usize| self.reach.as_ref().is_none_or(|reach| reach.get(*at) == Some(&true));
        found.retain(is_meant);
        found.retain(|endpoint| self.service.is_none_or(|service| table.service(*endpoint) == service));
        let near = |endpoint: usize| self.near.get(table.service(endpoint)).copied().unwrap_or_default();
        let nearest = found.iter().map(|endpoint| near(*endpoint)).max();
        found.retain(|endpoint| Some(near(*endpoint)) == nearest);
        found
    }
}

/// The endpoints, by their number in the table, that answer something.
fn found(table: &Table, asks: &[Ask]) -> Vec<usize> {
    let answers = |ask: &Ask| match &ask.route {
        Route::Name(name) => table.named(&ask.method, name),
        Route::Path(path) => table.answering(&ask.method, path),
        Route::Handler(handler, path) => table.handled_by(&ask.method, *handler, path),
    };
    let mut found: Vec<usize> = asks.iter().flat_map(answers).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn add(endpoint: &mut Arc<Endpoint>, call: Place) {
    if !endpoint.tests.contains(&call) {
        Arc::make_mut(endpoint).tests.push(call);
    }
}

fn remove(endpoint: &mut Arc<Endpoint>, call: Place) {
    if endpoint.tests.contains(&call) {
        Arc::make_mut(endpoint).tests.retain(|at| *at != call);
    }
}
