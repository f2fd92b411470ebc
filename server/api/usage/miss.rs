//! Which calls in tests ask for what no route answers? Only where application and path are known beyond doubt.

use super::call::{ClientCall, Verb};
use super::expected::expects_nothing;
use super::pattern::{Part, fits, parts};
use super::{Arguments, application, text_of, url};
use crate::api::{Api, Endpoint, Entry, Table};
use crate::eval::{HOLE, Id, Instance, Value};
use crate::facts::{Expr, ExprId, Facts, ItemId, Node, Place};
use std::cell::OnceCell;

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
    asked: Application,
}

/// The application that is asked.
#[derive(Clone, Copy, Debug)]
enum Application {
    /// By its table.
    Table(usize),
    /// A service of declared modules, of which a test makes what programs make.
    Service(usize),
}

/// What is known where a call stands.
pub(super) struct Context<'a> {
    /// The table of each application.
    pub roots: &'a [(Id<Instance>, usize)],
    pub facts: &'a Facts,
    /// The items of the tests in the file.
    pub items: &'a [ItemId],
    /// Whether the file registers routes itself, once that is asked.
    pub adds_routes: &'a OnceCell<bool>,
    /// The service that is asked, if it is of declared modules.
    pub service: Option<usize>,
    /// Whether nothing but its routes answers for it.
    pub is_alone: bool,
}

/// What a call asks for, if it is beyond doubt that an application answers it, and which.
pub(super) fn candidate(
    arguments: &mut Arguments,
    context: &Context,
    item: ItemId,
    call: &ClientCall,
) -> Option<Candidate> {
    let facts = context.facts;
    let Verb::Fixed(method) = call.verb else { return None };
    if !is_candidate(context, item, call, method) {
        return None;
    }
    let receiver = call.receiver?;
    let [values] = &arguments.values(item, &[receiver, call.url])[..] else { return None };
    let asked = match context.service {
        Some(service) if context.is_alone => Application::Service(service),
        Some(_) => return None,
        None if *context.adds_routes.get_or_init(|| registers(facts)) => return None,
        None => Application::Table(table_of(values.first()?, context.roots)?),
    };
    let text = text_of(values.get(1)?).filter(|text| text.starts_with('/') && !text.contains(HOLE))?;
    let path = url::path_of(&text)?.to_owned();
    let at = Place { file: facts.file, item, node: Node::Expr(call.url) };
    let is_own = matches!(asked, Application::Table(_)) && OWN.contains(&&*path);
    (!is_own).then_some(Candidate { at, method, path, asked })
}

/// The miss of a call that hits nothing.
pub(super) fn miss(candidate: &Candidate, api: &Api) -> Option<Miss> {
    let Candidate { at, method, path, asked } = candidate;
    let patterns = match *asked {
        Application::Table(table) => {
            let table = api.tables.get(table).filter(|table| answers_alone(api, table))?;
            table.entries.iter().map(Known::of_entry).collect()
        }
        Application::Service(service) if api.is_whole() && application::answers_alone(api, service) => {
            let own = api.endpoints.iter().filter(|endpoint| endpoint.service == service);
            own.map(|endpoint| Known::of_endpoint(endpoint)).collect::<Vec<Known>>()
        }
        Application::Service(_) => return None,
    };
    let methods = methods_of(&patterns, path)?;
    (!methods.iter().any(|known| known == method || known == "ANY")).then(|| Miss {
        at: *at,
        method: (*method).to_owned(),
        path: path.clone(),
        closest: closest(&patterns, path, method).filter(|_| methods.is_empty()),
        methods,
    })
}

/// What an application is known to answer.
struct Known<'a> {
    pattern: &'a str,
    methods: Vec<&'a str>,
    /// Whether it takes everything below its path.
    is_mount: bool,
    /// Whether a slash too many or too few is forgiven.
    forgives: bool,
}

impl<'a> Known<'a> {
    fn of_entry(entry: &'a Entry) -> Self {
        let methods = entry.methods.iter().map(String::as_str).collect();
        Known { pattern: &entry.pattern, methods, is_mount: entry.is_mount(), forgives: true }
    }

    fn of_endpoint(endpoint: &'a Endpoint) -> Self {
        Known { pattern: &endpoint.path, methods: vec![&endpoint.method], is_mount: false, forgives: false }
    }
}

/// Whether code of a file of tests registers routes, so that its applications have more than is known.
fn registers(facts: &Facts) -> bool {
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
fn is_candidate(context: &Context, item: ItemId, call: &ClientCall, method: &str) -> bool {
    let is_plain = matches!(context.facts.item(item).expr(call.url), Expr::Str(_));
    is_plain && !["HEAD", "OPTIONS"].contains(&method) && !expects_nothing(context.facts, context.items, item)
}

/// The table of the application that a test client is made of.
fn table_of(client: &Value, roots: &[(Id<Instance>, usize)]) -> Option<usize> {
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
fn methods_of(known: &[Known], path: &str) -> Option<Vec<String>> {
    let toggled = path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned);
    let mut methods: Vec<String> = Vec::new();
    for one in known {
        let mut pattern = parts(one.pattern);
        if one.is_mount {
            pattern.push(Part::Rest);
        }
        if !(fits(&pattern, path) || one.forgives && fits(&pattern, &toggled)) {
            continue;
        }
        if one.is_mount {
            return None;
        }
        let new = one.methods.iter().filter(|method| !methods.iter().any(|known| known == *method));
        methods.extend(new.map(|method| (*method).to_owned()).collect::<Vec<_>>());
    }
    Some(methods)
}

/// The plain path of a route of this method that is spelled almost like a path.
fn closest(known: &[Known], path: &str, method: &str) -> Option<String> {
    let is_plain = |one: &&Known| one.methods.contains(&method) && !one.pattern.contains('{');
    let near = known.iter().filter(is_plain).map(|one| one.pattern);
    let near = near.map(|known| (strsim::damerau_levenshtein(known, path), known)).filter(|(far, _)| *far <= 2);
    near.min().map(|(_, known)| known.to_owned())
}
