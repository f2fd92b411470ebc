//! Which calls in tests hit an endpoint? What clients ask for in test files, matched as the router would.

mod answer;
mod application;
mod argument;
mod call;
mod expected;
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

pub use call::client_words;
pub use miss::Miss;
pub use plain::{CLIENT_LIBRARIES, client_hits};

use super::Api;
use crate::eval::{Id, Instance, Machine, ModuleRef, Value};
use crate::facts::{ExprId, Facts, ItemId, Node, Place};
use crate::syntax::Language;
use crate::text::FileId;
use application::{Applications, Of, OwnRow};
use argument::Arguments;
use call::{ClientCall, Verb, client_calls};
use helper::{Helper, helper};
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

/// The functions of one module of a file, while their calls are looked at.
struct File<'a, 'w> {
    arguments: Arguments<'a, 'w>,
    applications: Applications,
    api: &'a Api,
    table: &'a route::Table,
    roots: &'a [(Id<Instance>, usize)],
    group: &'a Group,
    near: Arc<[usize]>,
    reach: Reach,
    adds_routes: OnceCell<bool>,
}

impl File<'_, '_> {
    /// What some calls ask for, and the calls of those functions that are told what to ask for.
    fn all_asked(&mut self, facts: &Facts, calls: Vec<(ItemId, ClientCall)>) -> Vec<AskedCall> {
        let mut asked: Vec<AskedCall> = Vec::new();
        let mut helpers: Vec<Helper> = Vec::new();
        for (item, call) in calls {
            let one = self.asked(item, &call);
            let definition = self.arguments.definition(item).filter(|_| one.asks.is_empty());
            let helper = definition.and_then(|definition| helper(facts, &definition, item, &call));
            helpers.extend(helper.filter(|helper| !helpers.contains(helper)));
            asked.push(one);
        }
        for (item, call) in helpers.iter().flat_map(|helper| helper::calls_of(facts, self.group, helper)) {
            let one = self.asked(item, &call);
            if asked.iter().all(|known| known.at != one.at) {
                asked.push(one);
            }
        }
        asked
    }

    fn asked(&mut self, item: ItemId, call: &ClientCall) -> AskedCall {
        let facts = Arc::clone(self.arguments.facts());
        let at = Place { file: facts.file, item, node: Node::Expr(call.call) };
        let asks = asked_for(&mut self.arguments, item, call);
        let of = match call.receiver.filter(|_| facts.language == Language::Rust && !asks.is_empty()) {
            Some(receiver) => self.applications.asked(&mut self.arguments, self.api, item, receiver),
            None => Of::Any,
        };
        let asks = asks.into_iter().filter_map(|ask| ask.of(&of)).collect();
        let (service, is_alone) = if let Of::Service(at, is_alone) = of { (Some(at), is_alone) } else { (None, false) };
        let reach = self.reach.clone().filter(|_| matches!(of, Of::Any));
        let near = Arc::clone(&self.near);
        let mut one = AskedCall { at, asks, near, reach, service, candidate: None, hits: Vec::new() };
        one.hits = one.answered(self.table);
        let (items, adds_routes) = (&self.group.outers, &self.adds_routes);
        let context = miss::Context { roots: self.roots, facts: &facts, items, adds_routes, service, is_alone };
        one.candidate = miss::candidate(&mut self.arguments, &context, item, call);
        one
    }
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

/// What a call asks for, in all turns of the loops and parameter sets around it.
fn asked_for(arguments: &mut Arguments, item: ItemId, call: &ClientCall) -> Vec<Ask> {
    let named = arguments.route_name(item, call.url);
    let exprs: Vec<ExprId> = match call.verb {
        Verb::Fixed(_) => vec![named.unwrap_or(call.url)],
        Verb::Argument(method) => vec![named.unwrap_or(call.url), method],
    };
    let mut asks = Vec::new();
    for values in arguments.values(item, &exprs) {
        let method = match call.verb {
            Verb::Fixed(method) => Some(method.to_owned()),
            Verb::Argument(method) => {
                values.get(1).and_then(method_of).or_else(|| call::spelled_verb(arguments.facts().item(item), method))
            }
        };
        let Some(method) = method else { continue };
        let Some(value) = values.first() else { continue };
        let route = match (named, text_of(value)) {
            (Some(_), Some(name)) => Some(Route::Name(name)),
            (Some(_), None) => arguments.function_of(value).map(|handler| Route::Handler(handler, Arc::from(""))),
            (None, Some(text)) => match url::path_of(&text) {
                None if arguments.is_address(item, call.url) => url::below_address(&text),
                path => path,
            }
            .map(|path| Route::Path(path.into())),
            (None, None) => None,
        };
        let ask = route.map(|route| Ask { method, route });
        asks.extend(ask.filter(|ask| !asks.contains(ask)));
    }
    asks
}

impl Ask {
    /// What is asked for where it is known who is asked: of routes of a test's own, what their functions answer.
    fn of(self, of: &Of) -> Option<Ask> {
        let (Of::Own(rows), Route::Path(path)) = (of, &self.route) else { return Some(self) };
        let answers = |method: &str| {
            let fits = |row: &&OwnRow| {
                row.methods.iter().any(|known| known == method || known == "ANY") && row.pattern.fits(path)
            };
            rows.iter().filter(fits).min_by(|left, right| left.pattern.before(&right.pattern))
        };
        let head = || answers("GET").filter(|row| self.method == "HEAD" && row.pattern.manners.head_is_get);
        let row = answers(&self.method).or_else(head)?;
        Some(Ask { route: Route::Handler(row.handler?, row.path.as_str().into()), ..self })
    }
}

/// A request method, as text or as a name of a library: `Method::POST`.
fn method_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::External(path) => path.rsplit([':', '.']).next().map(Arc::from),
        value => text_of(value),
    };
    text.map(|text: Arc<str>| text.to_ascii_uppercase())
}

fn text_of(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Str(text) => Some(Arc::clone(text)),
        Value::Member(member) => text_of(&member.value),
        _ => None,
    }
}
