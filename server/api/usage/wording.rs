//! What does code say of a call's arguments, as it is written? What their names stand for, and what they are called.

use super::argument::{Arguments, DEPTH};
use super::local::Source;
use crate::facts::{Arg, ArgKind, Code, Expr, ExprId, Facts, ItemId, MacroCall, Name, Node};
use std::sync::Arc;

/// What addresses of services are called.
const ADDRESSES: [&str; 8] = ["addr", "url", "uri", "host", "base", "server", "endpoint", "origin"];
/// Calls that give the path of a route by its name.
const REVERSING: [&str; 3] = ["url_path_for", "url_for", "reverse"];

impl Arguments<'_, '_> {
    /// What makes the object that an expression of an item is, as it is written: local names looked through.
    pub(super) fn made_by(&mut self, item: ItemId, expr: ExprId) -> String {
        let facts = Arc::clone(self.facts());
        let code = facts.item(item);
        let mut at = expr;
        for _ in 0..DEPTH {
            if let Some(cloned) = cloned(code, at) {
                at = cloned;
                continue;
            }
            let Expr::Name(name) = code.expr(at) else { break };
            match self.value_of(item, *name, at) {
                Some(value) => at = value,
                // A parameter, or another function's name, means something else in each function.
                None => return format!("{item:?} {name}"),
            }
        }
        let end = facts.span(item, Node::Expr(at)).end as usize;
        let text = facts.text.get(beginning(&facts, item, at) as usize..end).unwrap_or_default();
        let is_local =
            names_in(&facts, item, at).iter().any(|(name, at)| self.locals(item).get(*name, Some(*at)).is_some());
        if is_local { format!("{item:?} {at:?} {text}") } else { text.to_owned() }
    }

    /// The expression that a local name stands for where it is read.
    fn value_of(&mut self, item: ItemId, name: Name, at: ExprId) -> Option<ExprId> {
        match self.locals(item).get(name, Some(at)) {
            Some(Source::Value(value)) => Some(value),
            _ => None,
        }
    }

    /// Names that a URL is made of, local names looked through: what its beginning is called.
    pub(super) fn is_address(&mut self, item: ItemId, url: ExprId) -> bool {
        let facts = Arc::clone(self.facts());
        let code = facts.item(item);
        let mut at = url;
        for _ in 0..DEPTH {
            match code.expr(at) {
                Expr::Name(name) => match self.value_of(item, *name, at) {
                    Some(value) => at = value,
                    None => return false,
                },
                Expr::Format(parts) => {
                    let is_empty = |part: ExprId| matches!(code.expr(part), Expr::Str(text) if text.is_empty());
                    let first = parts.iter().find(|part| !is_empty(**part));
                    return first.is_some_and(|first| is_address(code, *first));
                }
                Expr::Binary(_, left, _) => return is_address(code, *left),
                Expr::Call(base, _) | Expr::Attribute(base, _) => at = *base,
                _ => return false,
            }
        }
        false
    }

    /// The expression that names a route, if a URL is made from one: `app.url_path_for("name")`, also in a local name;
    /// `uri!(handler)` names one by its handler.
    pub(super) fn route_name(&mut self, item: ItemId, url: ExprId) -> Option<ExprId> {
        let facts = Arc::clone(self.facts());
        let code = facts.item(item);
        let mut at = url;
        for _ in 0..DEPTH {
            match code.expr(at) {
                Expr::Name(name) => at = self.value_of(item, *name, at)?,
                Expr::Macro(of) => return handler_of(code, of),
                Expr::Call(callee, args) => match code.expr(*callee) {
                    Expr::Name(name) | Expr::Attribute(_, name) if REVERSING.contains(&name.as_str()) => {
                        return first(args, "name");
                    }
                    Expr::Name(name) if name == "str" => at = first(args, "object")?,
                    _ => return None,
                },
                _ => return None,
            }
        }
        None
    }
}

/// What `value.clone()` is a clone of.
fn cloned(code: &Code, expr: ExprId) -> Option<ExprId> {
    let Expr::Call(callee, args) = code.expr(expr) else { return None };
    match code.expr(*callee) {
        Expr::Attribute(base, name) if name == "clone" && args.is_empty() => Some(*base),
        _ => None,
    }
}

/// An argument by its first position or its name.
fn first(args: &[Arg], name: &str) -> Option<ExprId> {
    let fits = |kind: ArgKind| kind == ArgKind::Positional || matches!(kind, ArgKind::Keyword(key) if key == name);
    args.first().filter(|arg| fits(arg.kind)).map(|arg| arg.value)
}

/// Whether something is called as addresses of services are, and not as those of stand-ins.
fn is_address(code: &Code, expr: ExprId) -> bool {
    let (mut at, mut called) = (expr, String::new());
    loop {
        match code.expr(at) {
            Expr::Name(name) => {
                called.push_str(name);
                break;
            }
            Expr::Attribute(base, name) => {
                called.push_str(name);
                called.push(' ');
                at = *base;
            }
            Expr::Call(base, _) | Expr::Await(base) | Expr::Subscript(base, _) => at = *base,
            _ => break,
        }
    }
    let called = called.to_lowercase();
    ADDRESSES.iter().any(|word| called.contains(word)) && !called.contains("mock")
}

/// The handler that `uri!(handler(..))` or `uri!("/base", handler)` makes a path for.
fn handler_of(code: &Code, of: &MacroCall) -> Option<ExprId> {
    let (Expr::Name(name) | Expr::Attribute(_, name)) = code.expr(of.callee) else { return None };
    let mut given = of.args.iter().filter(|_| name == "uri!").map(|arg| arg.value);
    let handler = |expr: ExprId| match code.expr(expr) {
        Expr::Call(callee, _) => Some(*callee),
        Expr::Name(_) | Expr::Attribute(..) => Some(expr),
        _ => None,
    };
    given.find_map(handler)
}

/// Where the chain of calls begins whose last link an expression is.
fn beginning(facts: &Facts, item: ItemId, expr: ExprId) -> u32 {
    let (spans, code) = (facts.expr_spans(item), facts.item(item));
    let (mut at, mut start) = (expr, u32::MAX);
    loop {
        start = start.min(spans.get(at.index()).map_or(u32::MAX, |span| span.start));
        match code.expr(at) {
            Expr::Call(base, _) | Expr::Attribute(base, _) | Expr::Subscript(base, _) | Expr::Await(base) => at = *base,
            _ => return start,
        }
    }
}

/// The names an expression reads, with the place of each. Operands are numbered before what uses them, so that an
/// expression's parts are those right before it that stand inside it.
pub(super) fn names_in(facts: &Facts, item: ItemId, expr: ExprId) -> Vec<(Name, ExprId)> {
    let spans = facts.expr_spans(item);
    let Some(whole) = spans.get(expr.index()) else { return Vec::new() };
    let start = beginning(facts, item, expr);
    let inside = |index: &usize| spans[*index].start >= start && spans[*index].end <= whole.end;
    let parts = (0..=expr.index()).rev().take_while(inside).map(ExprId::at);
    let name = |id: ExprId| if let Expr::Name(name) = facts.item(item).expr(id) { Some((*name, id)) } else { None };
    parts.filter_map(name).collect()
}
