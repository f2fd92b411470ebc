//! Which requests does an item build to send them to an application? `Request::get("/x")`,
//! `Request::builder().method("POST").uri("/x")`, and who is given them.

use super::call::{ClientCall, Verb, may_be_url, verb_of};
use super::local::blocks;
use crate::facts::{Arg, Code, Expr, ExprId, Name, StmtKind};

/// Functions of a request's type that begin to build one of no particular method.
const BEGINNING: [&str; 4] = ["builder", "default", "new", "with_uri"];
/// Methods by which a service is given a request.
const CALLING: [&str; 3] = ["oneshot", "call", "ready_oneshot"];
/// Functions that give a service, their first argument, a request.
const SENDING: [&str; 6] = [
    "call_service",
    "try_call_service",
    "call_and_read_body",
    "call_and_read_body_json",
    "try_call_and_read_body",
    "try_call_and_read_body_json",
];
/// What is made of a request that is never sent: a test of an extractor or of middleware takes it apart.
const APART: [&str; 5] = ["into_parts", "to_http_request", "to_http_parts", "to_srv_request", "to_srv_parts"];

/// One call of a chain: its method and arguments.
type Link<'c> = (Name, &'c [Arg]);

/// The request that is built where this call says its path.
pub(super) fn request(code: &Code, call: ExprId) -> Option<ClientCall> {
    let (base, name, args) = link(code, call)?;
    let url = args.first().filter(|url| args.len() == 1 && may_be_url(code, url.value))?.value;
    let verb = match name.as_str() {
        "uri" => begun(code, base)?,
        "with_uri" if is_request(code, base) => Verb::Fixed("GET"),
        verb if is_request(code, base) => Verb::Fixed(verb_of(verb)?),
        _ => return None,
    };
    let (links, whole) = outward(code, call);
    let said = links.iter().find(|(name, args)| *name == "method" && args.len() == 1);
    let verb = said.map_or(verb, |(_, args)| Verb::Argument(args[0].value));
    let is_apart = links.iter().any(|(name, _)| APART.contains(&name.as_str()));
    let to = links.iter().find(|(name, _)| *name == "send_request").and_then(|(_, args)| args.first());
    let (receiver, is_read) = match to {
        Some(to) => (Some(to.value), false),
        None => taken(code, whole),
    };
    (!is_apart && !is_read).then_some(ClientCall { call, verb, url, receiver })
}

/// Whether a path names a type of requests.
pub(super) fn is_request(code: &Code, path: ExprId) -> bool {
    match code.expr(path) {
        Expr::Name(name) | Expr::Attribute(_, name) => name.ends_with("Request::"),
        Expr::Subscript(base, _) => is_request(code, *base),
        _ => false,
    }
}

/// A call of a method, or of a function with a path: what stands before the name, the name, the arguments.
fn link(code: &Code, call: ExprId) -> Option<(ExprId, Name, &[Arg])> {
    let Expr::Call(callee, args) = code.expr(call) else { return None };
    let Expr::Attribute(base, name) = code.expr(*callee) else { return None };
    Some((*base, *name, args))
}

/// The method of a request that a chain has begun to build, as far as it has come; `None` if it builds none.
fn begun(code: &Code, chain: ExprId) -> Option<Verb> {
    let (mut at, mut said) = (chain, None);
    loop {
        let (base, name, args) = link(code, at)?;
        if is_request(code, base) {
            let begins = BEGINNING.contains(&name.as_str()).then_some("GET");
            return said.or(begins.or_else(|| verb_of(&name)).map(Verb::Fixed));
        }
        if let ("method", [method]) = (name.as_str(), args) {
            said = said.or(Some(Verb::Argument(method.value)));
        }
        at = base;
    }
}

/// The calls that go on from one, and the last of them.
fn outward(code: &Code, call: ExprId) -> (Vec<Link<'_>>, ExprId) {
    let (mut links, mut at) = (Vec::new(), call);
    let later = |at: ExprId| (at.index() + 1..code.exprs.len()).map(ExprId::at);
    loop {
        let goes_on = |id: &ExprId| matches!(code.expr(*id), Expr::Attribute(base, _) if *base == at);
        let called = later(at).find(goes_on).and_then(|method| {
            later(method).find(|id| matches!(code.expr(*id), Expr::Call(callee, _) if *callee == method))
        });
        let Some((called, (_, name, args))) = called.and_then(|called| Some((called, link(code, called)?))) else {
            return (links, at);
        };
        links.push((name, args));
        at = called;
    }
}

/// Who is given a request, if it can be told, and whether an extractor reads it by itself.
fn taken(code: &Code, whole: ExprId) -> (Option<ExprId>, bool) {
    let named = blocks(code).into_iter().flatten().find_map(|stmt| match &stmt.kind {
        StmtKind::Assign(targets, value) if *value == whole => match code.expr(*targets.first()?) {
            Expr::Name(name) => Some(*name),
            _ => None,
        },
        _ => None,
    });
    let is_it = |arg: &Arg| {
        arg.value == whole || arg.value > whole && named.is_some_and(|named| *code.expr(arg.value) == Expr::Name(named))
    };
    let mut to = None;
    for expr in &code.exprs {
        let Expr::Call(callee, args) = expr else { continue };
        let (base, name) = match code.expr(*callee) {
            Expr::Attribute(base, name) => (Some(*base), name),
            Expr::Name(name) => (None, name),
            _ => continue,
        };
        let Some(position) = args.iter().position(is_it) else { continue };
        if name.starts_with("from_request") {
            return (None, true);
        }
        let of = match position {
            0 if CALLING.contains(&name.as_str()) => base,
            1 if SENDING.contains(&name.as_str()) || CALLING.contains(&name.as_str()) => Some(args[0].value),
            _ => None,
        };
        to = to.or(of);
    }
    (to, false)
}
