//! Which calls of HTTP clients outside of tests ask for an endpoint? Told from the text of one file alone: only calls
//! whose host is certainly this service's own, such as `http://localhost:8000`.

use super::call::{ClientCall, Verb, client_calls};
use super::route::Table;
use super::url;
use crate::api::Api;
use crate::eval::HOLE;
use crate::facts::{ArgKind, Expr, ExprId, Facts, ItemId, Name, Node, Place};
use crate::text::Span;
use std::collections::HashMap;

/// Libraries of HTTP clients: only files that import one are worth a look.
pub const CLIENT_LIBRARIES: [&str; 5] = ["httpx", "requests", "aiohttp", "fastapi.testclient", "starlette.testclient"];

/// The calls in a file that ask for endpoints, and which these are.
pub fn client_hits(api: &Api, facts: &Facts) -> Vec<(Place, Vec<usize>)> {
    let calls = facts
        .items()
        .flat_map(|item| client_calls(facts.item(item), facts.language).into_iter().map(move |call| (item, call)));
    let calls: Vec<(ItemId, ClientCall)> = calls.collect();
    if calls.is_empty() {
        return Vec::new();
    }
    let (table, file) = (Table::new(api), Reader::new(facts));
    let hit = |(item, call): (ItemId, ClientCall)| {
        let Verb::Fixed(method) = call.verb else { return None };
        let hits = table.answering(method, &file.path(item, &call)?);
        let place = Place { file: facts.file, item, node: Node::Expr(call.call) };
        (!hits.is_empty()).then_some((place, hits))
    };
    calls.into_iter().filter_map(hit).collect()
}

/// What a file says of its clients.
struct Reader<'f> {
    facts: &'f Facts,
    /// Plain strings that names of the module stand for.
    constants: HashMap<Name, &'f str>,
    /// Where each client asks, by the text that names it; `None` if two say different things.
    bases: HashMap<&'f str, Option<String>>,
}

impl<'f> Reader<'f> {
    fn new(facts: &'f Facts) -> Self {
        let mut file = Reader { facts, constants: HashMap::new(), bases: HashMap::new() };
        let module = facts.item(ItemId::default());
        for (target, value) in module.assignments() {
            if let (Expr::Name(name), Expr::Str(text)) = (module.expr(target), module.expr(value)) {
                file.constants.insert(*name, text);
            }
        }
        for item in facts.items() {
            for (target, value) in facts.item(item).assignments() {
                if let Some(base) = file.base(item, value) {
                    let known = file.bases.entry(file.source(item, target)).or_insert_with(|| Some(base.clone()));
                    *known = known.take().filter(|known| *known == base);
                }
            }
        }
        file
    }

    fn source(&self, item: ItemId, expr: ExprId) -> &'f str {
        let Span { start, end } = self.facts.span(item, Node::Expr(expr));
        self.facts.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The base of a client that an expression makes: what its URLs start with.
    fn base(&self, item: ItemId, made: ExprId) -> Option<String> {
        let code = self.facts.item(item);
        let Expr::Call(callee, args) = code.expr(made) else { return None };
        let name = self.source(item, *callee).rsplit('.').next()?;
        let given = args.iter().find(|arg| matches!(arg.kind, ArgKind::Keyword(key) if key == "base_url"));
        let first = args.first().filter(|arg| arg.kind == ArgKind::Positional);
        match (name, given) {
            ("TestClient", None) => Some(String::new()),
            ("Client" | "AsyncClient" | "TestClient", Some(given)) => self.text(item, given.value),
            // A session of aiohttp takes its base first.
            ("ClientSession", given) => self.text(item, given.or(first)?.value),
            _ => None,
        }
        .filter(|base| base.is_empty() || is_absolute(base))
    }

    /// The path that a call asks this service for; `None` if it may ask another one.
    fn path(&self, item: ItemId, call: &ClientCall) -> Option<String> {
        let own = self.text(item, call.url)?;
        if is_absolute(&own) {
            return url::path_of(&own).map(str::to_owned);
        }
        let base = self.bases.get(self.source(item, call.receiver?))?.as_deref()?;
        let whole = format!("{}/{}", base.trim_end_matches('/'), own.trim_start_matches('/'));
        url::path_of(&whole).map(str::to_owned)
    }

    /// A string as far as it is known: constants of the module are looked up, anything else is a hole.
    fn text(&self, item: ItemId, expr: ExprId) -> Option<String> {
        let code = self.facts.item(item);
        let piece = |expr: ExprId| match code.expr(expr) {
            Expr::Str(text) => Some(text.to_string()),
            Expr::Name(name) => self.constants.get(name).map(|text| (*text).to_owned()),
            _ => None,
        };
        match code.expr(expr) {
            Expr::Format(parts) => {
                Some(parts.iter().map(|part| piece(*part).unwrap_or_else(|| HOLE.to_string())).collect())
            }
            Expr::Binary(_, left, right) => Some(piece(*left)? + &piece(*right).unwrap_or_else(|| HOLE.to_string())),
            _ => piece(expr),
        }
    }
}

/// Whether a text starts with a scheme and a host that is known.
fn is_absolute(text: &str) -> bool {
    let host = text.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    text.starts_with("http") && !host.is_empty() && !host.contains(HOLE)
}
