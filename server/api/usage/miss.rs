//! Which calls in tests ask for what no route answers? Only where application and path are known beyond doubt.

use super::call::{ClientCall, Verb};
use super::expected::expects_nothing;
use super::pattern::{Part, fits, parts};
use super::{Arguments, text_of, url};
use crate::api::{Api, Entry, Table};
use crate::eval::{HOLE, Id, Instance, Value};
use crate::facts::{Expr, ExprId, Facts, ItemId, Node, Place};

/// A call in a test that no route of its application answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The path that is asked for.
    pub at: Place,
    /// The method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The methods that the path has; none if no route has the path.
    pub methods: Vec<String>,
    /// The known path that is spelled almost like it.
    pub closest: Option<String>,
}

/// What an application answers by itself.
const OWN: [&str; 4] = ["/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"];
/// Methods by which a file of tests registers routes itself.
const REGISTERS: [&str; 6] =
    ["include_router", "add_api_route", "mount", "add_route", "add_websocket_route", "add_api_websocket_route"];
/// Decorators by which it does.
const DECORATORS: [&str; 11] =
    ["get", "put", "post", "delete", "patch", "head", "options", "trace", "route", "api_route", "websocket"];

/// What a call certainly asks an application for.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The URL.
    at: Place,
    method: &'static str,
    path: String,
    /// The table of the application.
    table: usize,
}

/// What a call asks for, if it is beyond doubt that an application answers it, and which.
pub(super) fn candidate(
    arguments: &mut Arguments,
    roots: &[(Id<Instance>, usize)],
    facts: &Facts,
    (item, call): (ItemId, &ClientCall),
) -> Option<Candidate> {
    let Verb::Fixed(method) = call.verb else { return None };
    if !is_candidate(facts, item, call, method) {
        return None;
    }
    let [values] = &arguments.values(item, &[call.receiver, call.url])[..] else { return None };
    let table = application(values.first()?, roots)?;
    let text = text_of(values.get(1)?).filter(|text| text.starts_with('/') && !text.contains(HOLE))?;
    let path = url::path_of(&text)?.to_owned();
    let at = Place { file: facts.file, item, node: Node::Expr(call.url) };
    (!OWN.contains(&&*path)).then_some(Candidate { at, method, path, table })
}

/// The miss of a call that hits nothing.
pub(super) fn miss(candidate: &Candidate, api: &Api) -> Option<Miss> {
    let Candidate { at, method, path, table } = candidate;
    let table = api.tables.get(*table).filter(|table| answers_alone(api, table))?;
    let methods = methods_of(table, path)?;
    (!methods.iter().any(|known| known == method || known == "ANY")).then(|| Miss {
        at: *at,
        method: (*method).to_owned(),
        path: path.clone(),
        closest: closest(table, path, method).filter(|_| methods.is_empty()),
        methods,
    })
}

/// Whether code of a file of tests registers routes, so that its applications have more than is known.
pub(super) fn registers(facts: &Facts) -> bool {
    facts.items().any(|item| {
        let code = facts.item(item);
        let is_decorator = |decorator: &ExprId| match code.expr(*decorator) {
            Expr::Call(callee, _) => {
                matches!(code.expr(*callee), Expr::Attribute(_, name) if DECORATORS.contains(&name.as_str()))
            }
            _ => false,
        };
        code.functions.iter().flat_map(|function| &function.decorators).any(is_decorator)
            || code
                .exprs
                .iter()
                .any(|expr| matches!(expr, Expr::Attribute(_, name) if REGISTERS.contains(&name.as_str())))
    })
}

/// Whether a call may be one: of a method that nothing answers by itself, in a function that expects an answer.
fn is_candidate(facts: &Facts, item: ItemId, call: &ClientCall, method: &str) -> bool {
    let is_plain = matches!(facts.item(item).expr(call.url), Expr::Str(_));
    is_plain && !["HEAD", "OPTIONS"].contains(&method) && !expects_nothing(facts, item)
}

/// The table of the application that a test client is made of.
fn application(client: &Value, roots: &[(Id<Instance>, usize)]) -> Option<usize> {
    let Value::ExternalCall(made) = client else { return None };
    let library = made.callee.split('.').next().unwrap_or_default();
    let is_client = ["fastapi", "starlette"].contains(&library) && made.callee.ends_with(".TestClient");
    let plain = made.call.open.is_none() && made.call.keyword("base_url").is_none();
    let Some(Value::Instance(app)) = made.call.get(0, "app").filter(|_| is_client && plain) else { return None };
    let mut tables = roots.iter().filter(|(root, _)| root == app);
    let found = tables.next()?.1;
    tables.next().is_none().then_some(found)
}

/// Whether nothing but its routes answers for an application, and all of them are known.
fn answers_alone(api: &Api, table: &Table) -> bool {
    let Some(service) = api.services.get(table.service) else { return false };
    let is_library = |name: &str| ["starlette.", "fastapi."].iter().any(|library| name.starts_with(library));
    let catches = |name: &str| name == "404" || name == "405" || name.ends_with("HTTPException");
    api.is_whole()
        && service.layers.iter().all(|layer| is_library(&layer.name))
        && !service.exception_handlers.iter().any(|(name, _)| catches(name))
}

/// The methods of the routes that match a path, with or without a slash at its end; `None` if a mount may answer it.
fn methods_of(table: &Table, path: &str) -> Option<Vec<String>> {
    let toggled = path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned);
    let mut methods: Vec<String> = Vec::new();
    for entry in &table.entries {
        let mut pattern = parts(&entry.pattern);
        if entry.is_mount() {
            pattern.push(Part::Rest);
        }
        if !fits(&pattern, path) && !fits(&pattern, &toggled) {
            continue;
        }
        if entry.is_mount() {
            return None;
        }
        methods.extend(entry.methods.iter().filter(|method| !methods.contains(method)).cloned().collect::<Vec<_>>());
    }
    Some(methods)
}

/// The plain path of a route of this method that is spelled almost like a path.
fn closest(table: &Table, path: &str, method: &str) -> Option<String> {
    let is_plain = |entry: &&Entry| entry.methods.iter().any(|known| known == method) && !entry.pattern.contains('{');
    let near = table.entries.iter().filter(is_plain).map(|entry| &entry.pattern);
    let near = near.map(|known| (strsim::damerau_levenshtein(known, path), known)).filter(|(far, _)| *far <= 2);
    near.min().map(|(_, known)| known.clone())
}
