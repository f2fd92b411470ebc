//! Which router does a route stand on, which other routes stand there too, and which of them strangers must reach?

use crate::actions::{Bench, Defined};
use crate::api::{Endpoint, Verdict};
use crate::facts::{Code, Expr, ExprId, ItemId, Name, Node, Place};
use crate::text::FileId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A router, and what a dependency of it would change.
pub(super) struct Whole<'a> {
    /// The call that makes it.
    pub(super) call: Place,
    /// Its routes for which nobody needs credentials yet, each once.
    pub(super) open: Vec<&'a Arc<Endpoint>>,
}

impl Whole<'_> {
    /// Its open routes as people write them: `GET /items, DELETE /items/{item_id}`.
    pub(super) fn spelled(&self) -> String {
        let names: Vec<String> = self.open.iter().map(|it| format!("{} {}", it.method, it.path)).collect();
        names.join(", ")
    }
}

/// The router on which an endpoint stands; `None` if it is that of the application, or made in a way that does not show.
pub(super) fn router<'a>(bench: &Bench<'a>, endpoint: &Endpoint) -> Option<Whole<'a>> {
    let call = made(bench, endpoint.route)?;
    bench.api.routers.iter().find(|router| router.at == call)?;
    let included: Vec<Place> = bench.api.includes.iter().filter(|it| it.into == call).map(|it| it.at).collect();
    let mut known = BTreeMap::new();
    let mut is_on = |other: &Endpoint| {
        let key = receiver(bench, other.route);
        let is_own = key.is_some_and(|key| *known.entry(key).or_insert_with(|| made(bench, other.route)) == Some(call));
        is_own || other.through.iter().any(|at| included.contains(at))
    };
    let is_open = |other: &&Arc<Endpoint>| other.auth.verdict != Verdict::Required && is_on(other);
    let mut open: Vec<&Arc<Endpoint>> = bench.api.endpoints.iter().filter(is_open).collect();
    open.sort_by(|a, b| (&a.path, &a.method).cmp(&(&b.path, &b.method)));
    open.dedup_by(|a, b| (&a.path, &a.method) == (&b.path, &b.method));
    Some(Whole { call, open })
}

/// The name that a decorator's method is called on, with where it stands.
fn receiver(bench: &Bench, route: Place) -> Option<(FileId, ItemId, Name)> {
    let facts = bench.facts(route.file)?;
    let code = facts.item(route.item);
    match code.expr(base(code, route)?) {
        Expr::Name(name) | Expr::Attribute(_, name) => Some((route.file, route.item, *name)),
        _ => None,
    }
}

fn base(code: &Code, route: Place) -> Option<ExprId> {
    let Node::Expr(call) = route.node else { return None };
    let Expr::Call(callee, _) = code.exprs.get(call.index())? else { return None };
    let Expr::Attribute(base, _) = code.expr(*callee) else { return None };
    Some(*base)
}

/// The call that makes what a route is registered on.
fn made(bench: &Bench, route: Place) -> Option<Place> {
    let facts = bench.facts(route.file)?;
    let code = facts.item(route.item);
    let base = base(code, route)?;
    if let Expr::Name(name) = code.expr(base)
        && route.item != ItemId::default()
    {
        let is_target = |target: ExprId| matches!(code.expr(target), Expr::Name(known) if known == name);
        let local = code.assignments().into_iter().find(|(target, _)| is_target(*target));
        if let Some((_, value)) = local {
            return Some(Place { node: Node::Expr(value), ..route });
        }
    }
    let (facts, Defined::Value(value, _)) = bench.definition(bench.symbol_of(&facts, route.item, base)?)? else {
        return None;
    };
    Some(Place { file: facts.file, item: ItemId::default(), node: Node::Expr(value) })
}

/// Whether strangers must reach a route: it hands out credentials, or says whether the service is there.
pub(super) fn is_for_strangers(endpoint: &Endpoint) -> bool {
    let last = endpoint.path.trim_end_matches('/').rsplit('/').find(|part| !part.starts_with('{')).unwrap_or_default();
    let word = last.to_lowercase().replace('_', "-");
    // Files such as `/robots.txt` are asked for by whoever comes along.
    FOR_STRANGERS.contains(&word.as_str())
        || word.contains('.')
        || word.starts_with("password-re")
        || word.starts_with("reset-password")
}

const FOR_STRANGERS: [&str; 24] = [
    "login",
    "log-in",
    "signin",
    "sign-in",
    "signup",
    "sign-up",
    "register",
    "registration",
    "token",
    "access-token",
    "refresh",
    "refresh-token",
    "callback",
    "authorize",
    "forgot-password",
    "password-recovery",
    "health",
    "healthz",
    "health-check",
    "healthcheck",
    "ready",
    "readyz",
    "livez",
    "ping",
];
