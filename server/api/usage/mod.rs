//! Which calls in tests hit an endpoint? What clients ask for in test files, matched as the router would.

mod answer;
mod argument;
mod call;
mod expected;
mod local;
mod miss;
mod pattern;
mod plain;
mod route;
mod url;

pub use call::client_words;
pub use miss::Miss;
pub use plain::{CLIENT_LIBRARIES, client_hits};

use super::Api;
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{ExprId, Facts, ItemId, Node, Place};
use crate::text::FileId;
use argument::Arguments;
use call::{ClientCall, Verb, client_calls};
use miss::Candidate;
use std::cell::LazyCell;
use std::sync::Arc;

/// What the calls of clients in tests ask for, apart from who answers: that may change with the spelling of a path.
#[derive(Debug, Default)]
pub(super) struct Asked {
    calls: Vec<AskedCall>,
}

/// One call of a client.
#[derive(Debug)]
struct AskedCall {
    at: Place,
    /// What it asks for, in all turns of the loops and parameter sets around it.
    asks: Vec<Ask>,
    /// How many folders each service shares with its file: of several services that answer, tests mean the nearest.
    near: Arc<[usize]>,
    /// What it asks for beyond doubt.
    candidate: Option<Candidate>,
    /// The endpoints that answer.
    hits: Vec<usize>,
}

/// A method, and a route.
#[derive(Debug, PartialEq)]
struct Ask {
    method: String,
    route: Route,
}

/// How a call says which route it means.
#[derive(Debug, PartialEq)]
enum Route {
    /// By a path, maybe with holes.
    Path(Arc<str>),
    /// By the name of a route.
    Name(Arc<str>),
}

/// Adds to each endpoint the calls in these files of tests that hit it. A call whose path is not known hits nothing.
/// `roots` says which table each application has. What it gives answers once more when a path is spelled otherwise.
pub(super) fn link_tests(
    machine: &mut Machine,
    api: &mut Api,
    files: &[FileId],
    roots: &[(Id<Instance>, usize)],
) -> Asked {
    let table = route::Table::new(api);
    let mut asked = Asked::default();
    for file in files {
        asked.calls.extend(asked_in(machine, (api, &table), *file, roots));
    }
    asked.tell(api);
    asked
}

/// What the functions of one file ask for, in their order.
fn asked_in(
    machine: &mut Machine,
    (api, table): (&Api, &route::Table),
    file: FileId,
    roots: &[(Id<Instance>, usize)],
) -> Vec<AskedCall> {
    let Some(facts) = machine.world.facts_of(file) else { return Vec::new() };
    let calls = calls_in(&facts);
    let id = machine.world.modules().of_file(file).filter(|_| !calls.is_empty());
    let Some(id) = id else { return Vec::new() };
    let near: Arc<[usize]> = nearness(machine, api, file).into();
    let module = machine.module(id);
    let mut arguments = Arguments::new(machine, Arc::clone(&facts), module);
    let adds_routes = LazyCell::new(|| miss::registers(&facts));
    let mut asked = Vec::new();
    for (item, call) in calls {
        let at = Place { file, item, node: Node::Expr(call.call) };
        let asks = asked_for(&mut arguments, item, &call);
        let mut one = AskedCall { at, asks, near: Arc::clone(&near), candidate: None, hits: Vec::new() };
        one.hits = one.answered(table);
        if !*adds_routes {
            one.candidate = miss::candidate(&mut arguments, roots, &facts, (item, &call));
        }
        asked.push(one);
    }
    asked
}

/// How many folders each service shares with a file.
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

/// What a call asks for, in all turns of the loops and parameter sets around it.
fn asked_for(arguments: &mut Arguments, item: ItemId, call: &ClientCall) -> Vec<Ask> {
    let named = arguments.route_name(item, call.url);
    let exprs: Vec<ExprId> = match call.verb {
        Verb::Fixed(_) => vec![named.unwrap_or(call.url)],
        Verb::Argument(method) => vec![named.unwrap_or(call.url), method],
    };
    let mut asks = Vec::new();
    for values in arguments.values(item, &exprs) {
        let Some(text) = values.first().and_then(text_of) else { continue };
        let method = match call.verb {
            Verb::Fixed(method) => Some(method.to_owned()),
            Verb::Argument(_) => values.get(1).and_then(text_of).map(|method| method.to_ascii_uppercase()),
        };
        let Some(method) = method else { continue };
        let route = match named {
            Some(_) => Some(Route::Name(text)),
            None => url::path_of(&text).map(|path| Route::Path(path.into())),
        };
        let ask = route.map(|route| Ask { method, route });
        asks.extend(ask.filter(|ask| !asks.contains(ask)));
    }
    asks
}

fn text_of(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Str(text) => Some(Arc::clone(text)),
        Value::Member(member) => text_of(&member.value),
        _ => None,
    }
}
