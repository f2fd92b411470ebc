//! Which calls in tests hit an endpoint? What clients ask for in test files, matched as the router would.

mod argument;
mod call;
mod local;
mod miss;
mod plain;
mod route;
mod url;

pub use call::client_words;
pub use miss::Miss;
pub use plain::{CLIENT_LIBRARIES, client_hits};

use super::Api;
use super::holder::holders;
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{ExprId, Facts, ItemId, Node, Place};
use crate::text::FileId;
use argument::Arguments;
use call::{ClientCall, Verb, client_calls};
use route::Table;
use std::sync::Arc;

/// Adds to each endpoint the calls in these files of tests that hit it. A call whose path is not known hits nothing.
/// `roots` says which table each application has.
pub(super) fn link_tests(machine: &mut Machine, api: &mut Api, files: &[FileId], roots: &[(Id<Instance>, usize)]) {
    // Before modules run for tests: how many do depends on what is asked.
    api.holders = holders(machine);
    let table = Table::new(api);
    for file in files {
        let (hits, misses) = hits_in(machine, &table, api, *file, roots);
        api.misses.extend(misses);
        for (endpoint, place) in hits {
            let tests = &mut api.endpoints[endpoint].tests;
            if !tests.contains(&place) {
                tests.push(place);
            }
        }
    }
}

/// The endpoints that the functions of one file call, with the calls, in their order; and the calls that hit none.
fn hits_in(
    machine: &mut Machine,
    table: &Table,
    api: &Api,
    file: FileId,
    roots: &[(Id<Instance>, usize)],
) -> (Vec<(usize, Place)>, Vec<Miss>) {
    let Some(facts) = machine.world.facts_of(file) else { return Default::default() };
    let calls = calls_in(&facts);
    let id = machine.world.modules().of_file(file).filter(|_| !calls.is_empty());
    let Some(id) = id else { return Default::default() };
    let near = nearness(machine, api, file);
    let module = machine.module(id);
    let mut arguments = Arguments::new(machine, Arc::clone(&facts), module);
    let (mut hits, mut misses) = (Vec::new(), Vec::new());
    for (item, call) in calls {
        let place = Place { file, item, node: Node::Expr(call.call) };
        let found = asked_for(&mut arguments, table, item, &call);
        if found.is_empty() {
            misses.extend(miss::miss(&mut arguments, api, roots, &facts, (item, &call)));
        }
        let nearest = found.iter().map(|endpoint| near[table.service(*endpoint)]).max();
        let kept = found.into_iter().filter(|endpoint| Some(near[table.service(*endpoint)]) == nearest);
        hits.extend(kept.map(|endpoint| (endpoint, place)));
    }
    (hits, misses)
}

/// How many folders each service shares with a file: of several services that answer, tests mean the nearest.
fn nearness(machine: &Machine, api: &Api, file: FileId) -> Vec<usize> {
    let modules = machine.world.modules();
    let path = |file: FileId| modules.of_file(file).map(|id| modules.file_path(id)).unwrap_or_default();
    let own = path(file);
    let shared = |of: &str| of.split('/').zip(own.split('/')).take_while(|(left, right)| left == right).count();
    api.services.iter().map(|service| shared(&path(service.at.file))).collect()
}

/// The calls of clients in the functions of a file.
fn calls_in(facts: &Facts) -> Vec<(ItemId, ClientCall)> {
    let items = facts.items().filter(|item| *item != ItemId::default());
    items.flat_map(|item| client_calls(facts.item(item)).into_iter().map(move |call| (item, call))).collect()
}

/// The endpoints that a call asks for, in all turns of the loops and parameter sets around it.
fn asked_for(arguments: &mut Arguments, table: &Table, item: ItemId, call: &ClientCall) -> Vec<usize> {
    let named = arguments.route_name(item, call.url);
    let exprs: Vec<ExprId> = match call.verb {
        Verb::Fixed(_) => vec![named.unwrap_or(call.url)],
        Verb::Argument(method) => vec![named.unwrap_or(call.url), method],
    };
    let mut found = Vec::new();
    for values in arguments.values(item, &exprs) {
        let Some(text) = values.first().and_then(text_of) else { continue };
        let method = match call.verb {
            Verb::Fixed(method) => Some(method.to_owned()),
            Verb::Argument(_) => values.get(1).and_then(text_of).map(|method| method.to_ascii_uppercase()),
        };
        let Some(method) = method else { continue };
        let hits = match (named, url::path_of(&text)) {
            (Some(_), _) => table.named(&method, &text),
            (None, Some(path)) => table.answering(&method, path),
            (None, None) => Vec::new(),
        };
        found.extend(hits);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn text_of(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Str(text) => Some(Arc::clone(text)),
        Value::Member(member) => text_of(&member.value),
        _ => None,
    }
}
