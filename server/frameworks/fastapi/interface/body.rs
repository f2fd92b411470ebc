//! What does one function body know of the credentials it is given? Which of its names hold nothing.

use super::missing::Missing;
use crate::eval::{Cx, FunctionObject, Value};
use crate::facts::{Arg, ArgKind, CompareOp, Expr, ExprId, Name, UnaryOp};
use rustc_hash::FxHashSet;

/// One function on the way.
pub(super) struct Body {
    pub cx: Cx,
    pub missing: FxHashSet<Name>,
    /// Names that hold what a call gave.
    pub looked_up: FxHashSet<Name>,
    /// The name of the object a method belongs to.
    pub receiver: Option<Name>,
    /// Whether something undecided may have let the stranger pass.
    pub may_pass: bool,
    /// Whether something undecided may have refused the stranger.
    pub may_refuse: bool,
}

impl Body {
    pub(super) fn is_nothing(&self, expr: ExprId) -> Option<bool> {
        Missing { code: &self.cx.code, names: &self.missing }.is_nothing(expr)
    }

    /// Whether a test asks for the absence of what the body looked up: who is a stranger is not found.
    pub(super) fn is_failed_lookup(&self, test: ExprId) -> bool {
        let code = &self.cx.code;
        let found = match code.expr(test) {
            Expr::Unary(UnaryOp::Not, value) => *value,
            Expr::Compare(value, rest) => match &**rest {
                [(CompareOp::Is | CompareOp::Eq, none)] if matches!(code.expr(*none), Expr::None) => *value,
                _ => return false,
            },
            _ => return false,
        };
        matches!(code.expr(found), Expr::Name(name) if self.looked_up.contains(name))
    }

    pub(super) fn bind(&mut self, target: ExprId, value: ExprId) {
        let Expr::Name(name) = self.cx.code.expr(target) else { return };
        let name = *name;
        let looked_up = match self.cx.code.expr(value) {
            Expr::Await(value) => matches!(self.cx.code.expr(*value), Expr::Call(..)),
            other => matches!(other, Expr::Call(..)),
        };
        if looked_up {
            self.looked_up.insert(name);
        }
        if self.is_nothing(value) == Some(true) {
            self.missing.insert(name);
        } else {
            self.missing.remove(&name);
        }
    }
}

/// Whether a call passes on what is missing, or is made on it: what becomes of it then is not known.
pub(super) fn is_given_nothing(body: &Body, callee: ExprId, args: &[Arg]) -> bool {
    let base = match body.cx.code.expr(callee) {
        Expr::Attribute(base, _) => *base,
        _ => callee,
    };
    let is_name = |expr: ExprId| !matches!(body.cx.code.expr(expr), Expr::None | Expr::Bool(_) | Expr::Str(_));
    let missing = |expr: ExprId| is_name(expr) && body.is_nothing(expr) == Some(true);
    missing(base) || args.iter().any(|arg| missing(arg.value))
}

/// The parameters of a function that a call leaves without a value, or passes nothing to.
pub(super) fn passed_on(body: &Body, function: &FunctionObject, bound: usize, args: &[Arg]) -> FxHashSet<Name> {
    let params = &function.signature().params;
    let mut missing: FxHashSet<Name> = params
        .iter()
        .zip(&function.defaults)
        .filter(|(_, default)| matches!(default, Some(Value::None)))
        .map(|(param, _)| param.name)
        .collect();
    for (index, arg) in args.iter().enumerate() {
        let name = match arg.kind {
            ArgKind::Positional => params.get(index + bound).map(|param| param.name),
            ArgKind::Keyword(name) => Some(name),
            _ => None,
        };
        let Some(name) = name else { continue };
        if body.is_nothing(arg.value) == Some(true) {
            missing.insert(name);
        } else {
            missing.remove(&name);
        }
    }
    missing
}

/// The parts of an expression that are evaluated whatever the others give.
pub(super) fn parts(expr: &Expr, open: &mut Vec<ExprId>) {
    match expr {
        Expr::Call(callee, args) => {
            open.push(*callee);
            open.extend(args.iter().map(|arg| arg.value));
        }
        Expr::Await(value) | Expr::Attribute(value, _) | Expr::Unary(_, value) | Expr::Bind(_, value) => {
            open.push(*value);
        }
        Expr::And(value, _) | Expr::Or(value, _) | Expr::Conditional { test: value, .. } | Expr::Spread(value) => {
            open.push(*value);
        }
        Expr::Subscript(left, right) | Expr::Binary(_, left, right) => open.extend([*left, *right]),
        Expr::Compare(first, rest) => open.extend(std::iter::once(*first).chain(rest.iter().map(|(_, value)| *value))),
        Expr::List(items) | Expr::Tuple(items) | Expr::Set(items) | Expr::Format(items) => open.extend(items.iter()),
        _ => {}
    }
}
