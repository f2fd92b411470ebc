//! How is an argument of a call written? A string at a place, for messages that point at it and for fixes.

use crate::facts::{Arg, ArgKind, Expr, Facts, Node, Place};
use std::sync::Arc;

/// An argument as it stands in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Spelled {
    /// Where it stands: the value, without the keyword.
    pub at: Place,
    /// Its text if it is a plain string.
    pub text: Option<Arc<str>>,
}

/// The argument that the call at a place is given by position or by name; `None` if there is no such call, or if `*`
/// or `**` may hide it.
pub fn argument(facts: &Facts, call: Place, position: Option<usize>, name: &str) -> Option<Spelled> {
    let code = facts.item(call.item);
    let Node::Expr(expr) = call.node else { return None };
    let Expr::Call(_, args) = code.exprs.get(expr.index())? else { return None };
    let named = args.iter().find(|arg| matches!(arg.kind, ArgKind::Keyword(key) if key == name));
    let found = named.or_else(|| positional(args, position?))?;
    let text = match code.expr(found.value) {
        Expr::Str(text) => Some(Arc::clone(text)),
        _ => None,
    };
    Some(Spelled { at: Place { node: Node::Expr(found.value), ..call }, text })
}

/// The first argument of the call that a chain begins with, if it is a plain string, where a call is given a chain:
/// `"/x"` in `service(web::resource("/x").get(read))`.
pub fn opening(facts: &Facts, call: Place) -> Option<Spelled> {
    let code = facts.item(call.item);
    let Node::Expr(expr) = call.node else { return None };
    let Expr::Call(_, args) = code.exprs.get(expr.index())? else { return None };
    let (mut next, mut first) = (positional(args, 0)?.value, None);
    loop {
        next = match code.expr(next) {
            Expr::Call(callee, args) => {
                first = positional(args, 0).map(|arg| arg.value);
                *callee
            }
            Expr::Attribute(base, _) => *base,
            _ => break,
        };
    }
    match code.expr(first?) {
        Expr::Str(text) => {
            Some(Spelled { at: Place { node: Node::Expr(first?), ..call }, text: Some(Arc::clone(text)) })
        }
        _ => None,
    }
}

fn positional(args: &[Arg], position: usize) -> Option<&Arg> {
    let is_plain = |arg: &&Arg| arg.kind == ArgKind::Positional;
    args.iter().take_while(is_plain).nth(position)
}
