//! Which expressions of an item may be calls of a test client? By the method's name and how it is called; the path is
//! judged later.

use super::request::{is_request, request};
use crate::facts::{Arg, ArgKind, Code, Expr, ExprId};
use crate::syntax::Language;

/// A call such as `client.get("/items")`, or a request that is built to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClientCall {
    /// The whole call.
    pub call: ExprId,
    /// What it asks with.
    pub verb: Verb,
    /// The argument that says where.
    pub url: ExprId,
    /// What is asked, if it can be told.
    pub receiver: Option<ExprId>,
}

/// The method of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// The call's own name says it.
    Fixed(&'static str),
    /// An argument says it.
    Argument(ExprId),
}

/// Methods of clients, and the request method each sends.
const VERBS: [(&str, &str); 8] = [
    ("get", "GET"),
    ("post", "POST"),
    ("put", "PUT"),
    ("patch", "PATCH"),
    ("delete", "DELETE"),
    ("head", "HEAD"),
    ("options", "OPTIONS"),
    ("websocket_connect", "WEBSOCKET"),
];
/// Methods of clients whose first argument is the request method.
const OPEN: [&str; 4] = ["request", "stream", "req", "method"];
/// Functions that open a web socket.
const CONNECTING: [&str; 2] = ["connect_async", "client_async"];
/// How requests are built where a client is given one.
const BUILDING: [&str; 2] = [".uri(", "with_uri("];
/// Libraries that stand in for a server: their calls have the shape of a client's and call nothing.
const MOCKS: [&str; 4] = ["respx", "responses", "httpretty", "aioresponses"];

/// Texts of which a file has at least one if it has a call of a client.
pub fn client_words(language: Language) -> Vec<String> {
    let methods = VERBS.iter().map(|(name, _)| *name).chain(OPEN);
    match language {
        Language::Python => methods.map(|name| format!(".{name}(")).collect(),
        Language::Rust => {
            let paths = VERBS.iter().map(|(name, _)| format!("::{name}("));
            let others = BUILDING.iter().chain(&CONNECTING).map(|name| (*name).to_owned());
            methods.map(|name| format!(".{name}(")).chain(paths).chain(others).collect()
        }
    }
}

/// The request method that the name of a client's method stands for.
pub(super) fn verb_of(name: &str) -> Option<&'static str> {
    VERBS.iter().find(|(known, _)| name == *known).map(|(_, verb)| *verb)
}

/// The request method that a name says by itself: `Method::POST`, whatever `Method` is.
pub(super) fn spelled_verb(code: &Code, method: ExprId) -> Option<String> {
    let Expr::Attribute(_, name) = code.expr(method) else { return None };
    VERBS.iter().find(|(_, verb)| name.eq_ignore_ascii_case(verb)).map(|(_, verb)| (*verb).to_owned())
}

/// The calls of an item that may be a client's. Decorators are none, nor what is called again at once
/// (`app.get("/")(handler)`): these register.
pub(super) fn client_calls(code: &Code, language: Language) -> Vec<ClientCall> {
    let ids = (0..code.exprs.len()).map(ExprId::at);
    let call = |id| match language {
        Language::Python => client_call(code, id),
        Language::Rust => request(code, id).or_else(|| client_call(code, id)).or_else(|| connection(code, id)),
    };
    let mut calls: Vec<ClientCall> = ids.filter_map(call).collect();
    if !calls.is_empty() {
        calls.retain(|call| !registers(code, call.call));
    }
    calls
}

fn client_call(code: &Code, call: ExprId) -> Option<ClientCall> {
    let Expr::Call(callee, args) = code.expr(call) else { return None };
    let Expr::Attribute(receiver, name) = code.expr(*callee) else { return None };
    let verb = match verb_of(name) {
        Some(verb) => Verb::Fixed(verb),
        None if OPEN.contains(&name.as_str()) => Verb::Argument(argument(args, 0, "method")?),
        None => return None,
    };
    let url = argument(args, usize::from(matches!(verb, Verb::Argument(_))), "url")?;
    let may_call = may_be_url(code, url) && !is_mock(code, *receiver) && !is_request(code, *receiver);
    may_call.then_some(ClientCall { call, verb, url, receiver: Some(*receiver) })
}

/// A web socket that is opened by a function: it begins as a GET.
fn connection(code: &Code, call: ExprId) -> Option<ClientCall> {
    let Expr::Call(callee, args) = code.expr(call) else { return None };
    let (Expr::Name(name) | Expr::Attribute(_, name)) = code.expr(*callee) else { return None };
    let url = argument(args, 0, "url").filter(|url| may_be_url(code, *url))?;
    let connects = CONNECTING.contains(&name.as_str());
    connects.then_some(ClientCall { call, verb: Verb::Fixed("GET"), url, receiver: None })
}

pub(super) fn argument(args: &[Arg], position: usize, name: &str) -> Option<ExprId> {
    let at = args.get(position).filter(|_| args[..=position].iter().all(|arg| arg.kind == ArgKind::Positional));
    let named = || args.iter().find(|arg| matches!(arg.kind, ArgKind::Keyword(key) if key == name));
    at.or_else(named).map(|arg| arg.value)
}

/// Whether an expression is worth evaluating: most look-ups of a key are told from a path at first sight.
pub(super) fn may_be_url(code: &Code, url: ExprId) -> bool {
    match code.expr(url) {
        Expr::Str(text) => text.starts_with('/') || text.starts_with("http") || text.starts_with("ws"),
        Expr::Format(_) | Expr::Binary(..) | Expr::Name(_) | Expr::Attribute(..) | Expr::Call(..) => true,
        other => {
            matches!(other, Expr::Subscript(..) | Expr::Conditional { .. } | Expr::Bind(..) | Expr::Macro(_))
        }
    }
}

/// Whether the receiver is a stand-in for a server, by its name.
fn is_mock(code: &Code, receiver: ExprId) -> bool {
    let (Expr::Name(name) | Expr::Attribute(_, name)) = code.expr(receiver) else { return false };
    name.to_ascii_lowercase().contains("mock") || MOCKS.contains(&name.as_str())
}

fn registers(code: &Code, call: ExprId) -> bool {
    let functions = code.functions.iter().flat_map(|function| function.decorators.iter());
    let mut decorators = functions.chain(code.classes.iter().flat_map(|class| class.decorators.iter()));
    decorators.any(|decorator| *decorator == call)
        || code.exprs.iter().any(|expr| matches!(expr, Expr::Call(callee, _) if *callee == call))
}
