//! Which calls in tests hit an endpoint? What clients ask for in test files, matched as the router would.

mod answer;
mod application;
mod argument;
mod call;
mod expected;
mod file;
mod helper;
mod items;
mod local;
mod miss;
mod order;
mod pattern;
mod plain;
mod reach;
mod request;
mod route;
mod url;
mod wording;

pub use call::client_words;
pub use miss::Miss;
pub use plain::{CLIENT_LIBRARIES, client_hits};

use super::Api;
use crate::eval::{Id, Instance, Machine, ModuleRef};
use crate::facts::{Facts, ItemId, Place};
use crate::syntax::Language;
use crate::text::FileId;
use application::Applications;
use argument::Arguments;
use call::{ClientCall, client_calls};
use file::{File, text_of};
use items::{Group, groups};
use miss::Candidate;
use reach::Reach;
use std::cell::OnceCell;
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
    /// Which endpoints it may be about.
    reach: Reach,
    /// The service that is asked, if that is known.
    service: Option<usize>,
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
    /// By the function that answers, and the path it is asked under.
    Handler(Place, Arc<str>),
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

/// What the functions of tests in one file ask for, in their order.
fn asked_in(
    machine: &mut Machine,
    (api, table): (&Api, &route::Table),
    file: FileId,
    roots: &[(Id<Instance>, usize)],
) -> Vec<AskedCall> {
    let Some(facts) = machine.world.facts_of(file).filter(|_| !machine.is_modelled(file)) else { return Vec::new() };
    let is_test = machine.world.is_test(file);
    let mut asked = Vec::new();
    for group in groups(&facts, is_test) {
        let calls = calls_in(&facts, &group);
        let module = if calls.is_empty() { None } else { module_of(machine, &facts, &group) };
        let Some(module) = module else { continue };
        let reach = reach::reach(machine, api, file);
        let near: Arc<[usize]> = nearness(machine, api, file).into();
        let arguments = Arguments::new(machine, Arc::clone(&facts), (module, &group.outers));
        let (applications, adds_routes) = (Applications::default(), OnceCell::new());
        let mut file = File { arguments, applications, api, table, roots, group: &group, near, reach, adds_routes };
        asked.extend(file.all_asked(&facts, calls));
    }
    asked.sort_by_key(|call| (call.at.item, call.at.node));
    asked
}

/// The module that functions stand in.
fn module_of(machine: &mut Machine, facts: &Facts, group: &Group) -> Option<ModuleRef> {
    if facts.language == Language::Python {
        let id = machine.world.modules().of_file(facts.file)?;
        return Some(machine.module(id));
    }
    // What no crate is known to hold is looked at as if it were one.
    let whole = machine.module_of_source(facts.file).or_else(|| machine.crate_root(facts.file))?;
    group.modules.iter().try_fold(whole, |outer, name| machine.inner_module(outer, name))
}

/// How many folders each service shares with a file.
fn nearness(machine: &Machine, api: &Api, file: FileId) -> Vec<usize> {
    let world = machine.world;
    let path = |file: FileId| match world.modules().of_file(file) {
        Some(id) => world.modules().file_path(id),
        None => world.crates().path(file).unwrap_or_default().to_owned(),
    };
    let own = path(file);
    let shared = |of: &str| of.split('/').zip(own.split('/')).take_while(|(left, right)| left == right).count();
    api.services.iter().map(|service| shared(&path(service.at.file))).collect()
}

/// The calls of clients in the functions of a module.
fn calls_in(facts: &Facts, group: &Group) -> Vec<(ItemId, ClientCall)> {
    let calls = |item: &ItemId| client_calls(facts.item(*item), facts.language);
    group.bodies.iter().flat_map(|item| calls(item).into_iter().map(move |call| (*item, call))).collect()
}
