//! What does an expression give if credentials are missing? Whether it is nothing, as far as code alone says.

use crate::facts::{Code, CompareOp, Expr, ExprId, Name, UnaryOp};
use rustc_hash::FxHashSet;

/// Attributes of a request that hold what its sender shows.
const CONTAINERS: [&str; 3] = ["headers", "cookies", "session"];

/// Attributes of a request that say who its sender is.
const SENDERS: [&str; 2] = ["user", "auth"];

/// How deep expressions are read.
const DEPTH: usize = 40;

/// What is missing in a function body.
pub(super) struct Missing<'c> {
    /// The body.
    pub code: &'c Code,
    /// Names that hold nothing.
    pub names: &'c FxHashSet<Name>,
}

impl Missing<'_> {
    /// Whether an expression is nothing (false, empty, `None`); `None` if that is not known.
    pub(super) fn is_nothing(&self, expr: ExprId) -> Option<bool> {
        self.nothing(expr, DEPTH)
    }

    fn nothing(&self, expr: ExprId, depth: usize) -> Option<bool> {
        let depth = depth.checked_sub(1)?;
        match self.code.expr(expr) {
            Expr::None => Some(true),
            Expr::Bool(value) => Some(!value),
            Expr::Str(text) => Some(text.is_empty()),
            Expr::List(items) | Expr::Tuple(items) | Expr::Set(items) => Some(items.is_empty()),
            Expr::Name(name) => self.names.contains(name).then_some(true),
            Expr::Await(value) | Expr::Bind(_, value) => self.nothing(*value, depth),
            Expr::Attribute(base, name) => {
                (SENDERS.contains(&name.as_str()) || self.is_missing(*base, depth)).then_some(true)
            }
            Expr::Subscript(base, _) => (self.is_container(*base) || self.is_missing(*base, depth)).then_some(true),
            Expr::Comprehension(of) => self.is_missing(of.clauses.first()?.iterable, depth).then_some(true),
            _ => self.combined(expr, depth),
        }
    }

    fn combined(&self, expr: ExprId, depth: usize) -> Option<bool> {
        match self.code.expr(expr) {
            Expr::Call(callee, args) => {
                let from_request = match self.code.expr(*callee) {
                    Expr::Attribute(base, _) => self.is_container(*base) || self.is_missing(*base, depth),
                    _ => false,
                };
                (from_request || args.iter().any(|arg| self.is_missing(arg.value, depth))).then_some(true)
            }
            Expr::Unary(UnaryOp::Not, value) => self.nothing(*value, depth).map(|nothing| !nothing),
            Expr::And(left, right) => match self.nothing(*left, depth) {
                Some(true) => Some(true),
                Some(false) => self.nothing(*right, depth),
                None => self.nothing(*right, depth).filter(|nothing| *nothing),
            },
            Expr::Or(left, right) => match self.nothing(*left, depth) {
                Some(false) => Some(false),
                Some(true) => self.nothing(*right, depth),
                None => self.nothing(*right, depth).filter(|nothing| !*nothing),
            },
            Expr::Conditional { test, then, otherwise } => {
                let taken = if self.nothing(*test, depth)? { otherwise } else { then };
                self.nothing(*taken, depth)
            }
            Expr::Compare(first, rest) => match &**rest {
                [(op, second)] => self.compared(*first, *op, *second, depth),
                _ => None,
            },
            _ => None,
        }
    }

    /// A comparison with what is missing: it is `None`, equals nothing, and is in nothing.
    fn compared(&self, first: ExprId, op: CompareOp, second: ExprId, depth: usize) -> Option<bool> {
        let either = self.is_missing(first, depth) || self.is_missing(second, depth) || self.is_container(second);
        let with_none = matches!(self.code.expr(second), Expr::None);
        match op {
            _ if !either || with_none && !self.is_missing(first, depth) => None,
            CompareOp::Is | CompareOp::Eq => Some(!with_none),
            CompareOp::IsNot | CompareOp::Ne => Some(with_none),
            CompareOp::In => Some(true),
            CompareOp::NotIn => Some(false),
            _ => None,
        }
    }

    fn is_missing(&self, expr: ExprId, depth: usize) -> bool {
        self.nothing(expr, depth) == Some(true) && !matches!(self.code.expr(expr), Expr::None | Expr::Bool(_))
    }

    fn is_container(&self, expr: ExprId) -> bool {
        matches!(self.code.expr(expr), Expr::Attribute(_, name) if CONTAINERS.contains(&name.as_str()))
    }
}

/// Whether a body reads from a request what its sender shows.
pub(super) fn reads_sender(code: &Code) -> bool {
    let is_read = |name: &Name| CONTAINERS.contains(&name.as_str()) || SENDERS.contains(&name.as_str());
    code.exprs.iter().any(|expr| matches!(expr, Expr::Attribute(_, name) if is_read(name)))
}
