//! What do the calls of tests ask for? Method and path of each, and of whom, where that is known.

use super::application::{Applications, Of, OwnRow};
use super::argument::Arguments;
use super::call::{self, ClientCall, Verb};
use super::helper::{self, Helper, helper};
use super::items::Group;
use super::reach::Reach;
use super::{Ask, AskedCall, Route, miss, route, url};
use crate::api::Api;
use crate::eval::{Id, Instance, Value};
use crate::facts::{ExprId, Facts, ItemId, Node, Place};
use crate::syntax::Language;
use std::cell::OnceCell;
use std::sync::Arc;

/// The functions of one module of a file, while their calls are looked at.
pub(super) struct File<'a, 'w> {
    pub arguments: Arguments<'a, 'w>,
    pub applications: Applications,
    pub api: &'a Api,
    pub table: &'a route::Table,
    pub roots: &'a [(Id<Instance>, usize)],
    pub group: &'a Group,
    pub near: Arc<[usize]>,
    pub reach: Reach,
    pub adds_routes: OnceCell<bool>,
}

impl File<'_, '_> {
    /// What some calls ask for, and the calls of those functions that are told what to ask for.
    pub(super) fn all_asked(&mut self, facts: &Facts, calls: Vec<(ItemId, ClientCall)>) -> Vec<AskedCall> {
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

pub(super) fn text_of(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Str(text) => Some(Arc::clone(text)),
        Value::Member(member) => text_of(&member.value),
        _ => None,
    }
}
