//! Which expression asks a database for rows, and with which statement?

use super::body::Body;
use crate::facts::{Arg, ArgKind, Expr, ExprId, Name, Stmt};

/// Who asks for rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `session.execute(S)` or `session.scalars(S)`.
    Select,
    /// `session.exec(S)`.
    SqlModel,
    /// `session.query(M)`.
    Query,
    /// `await M.all()`.
    Tortoise,
    /// `list(…)`, or a list of the module.
    Memory,
}

/// An expression that gives all rows of a statement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fetch<'a> {
    pub(super) family: Family,
    /// The whole expression.
    pub(super) whole: ExprId,
    /// The statement that holds it.
    pub(super) at: &'a Stmt,
    /// The query: a name or an inline chain.
    pub(super) query: ExprId,
    /// The statement that runs the query.
    pub(super) run_at: &'a Stmt,
    /// What runs it: the session.
    pub(super) session: Option<ExprId>,
    pub(super) is_awaited: bool,
}

impl<'a> Fetch<'a> {
    /// What an expression of a statement fetches.
    pub(super) fn of(body: &Body<'a>, at: &'a Stmt, whole: ExprId) -> Option<Self> {
        if let Expr::Await(inner) = body.expr(whole)
            && chain_root(body, *inner).is_some_and(|(_, method)| ["all", "filter"].contains(&method.as_str()))
        {
            let (family, session) = (Family::Tortoise, None);
            return Some(Fetch { family, whole, at, query: *inner, run_at: at, session, is_awaited: true });
        }
        if let Expr::Await(inner) = body.expr(whole)
            && let Expr::Name(name) = body.expr(*inner)
            && let Some((_, value)) = body.assigned(*name).first()
            && chain_root(body, *value).is_some_and(|(_, method)| ["all", "filter"].contains(&method.as_str()))
        {
            let (family, session) = (Family::Tortoise, None);
            return Some(Fetch { family, whole, at, query: *inner, run_at: at, session, is_awaited: true });
        }
        let all = match body.expr(whole) {
            Expr::Call(callee, args) if args.is_empty() => match body.expr(*callee) {
                Expr::Attribute(base, name) if *name == "all" => *base,
                _ => return None,
            },
            Expr::Call(callee, args) if matches!(body.expr(*callee), Expr::Name(name) if *name == "list") => {
                positional(args)?
            }
            _ => return None,
        };
        Self::queried(body, at, whole, all).or_else(|| Self::run(body, at, whole, all))
    }

    /// `session.query(M)…`, inline or by name.
    fn queried(body: &Body<'a>, at: &'a Stmt, whole: ExprId, query: ExprId) -> Option<Self> {
        let value = match body.expr(query) {
            Expr::Name(name) => body.assigned(*name).first()?.1,
            _ => query,
        };
        let (session, _) = chain_root(body, value).filter(|(_, method)| *method == "query")?;
        let (family, session) = (Family::Query, Some(session));
        Some(Fetch { family, whole, at, query, run_at: at, session, is_awaited: false })
    }

    /// `session.execute(S).scalars()` and its like, by names that are bound once, too.
    fn run(body: &Body<'a>, at: &'a Stmt, whole: ExprId, from: ExprId) -> Option<Self> {
        let (mut run_at, mut next, mut is_awaited, mut has_scalars) = (at, from, false, false);
        for _ in 0..8 {
            match body.expr(next) {
                Expr::Name(name) => (run_at, next) = body.bound_once(*name)?,
                Expr::Await(inner) => (is_awaited, next) = (true, *inner),
                Expr::Call(callee, args) => {
                    let Expr::Attribute(base, method) = body.expr(*callee) else { return None };
                    let family = match method.as_str() {
                        "unique" if args.is_empty() => None,
                        "scalars" if args.is_empty() => {
                            has_scalars = true;
                            None
                        }
                        "execute" if has_scalars => Some(Family::Select),
                        "scalars" if !has_scalars => Some(Family::Select),
                        "exec" if !has_scalars => Some(Family::SqlModel),
                        _ => return None,
                    };
                    if let Some(family) = family {
                        let (query, session) = (positional(args)?, Some(*base));
                        return Some(Fetch { family, whole, at, query, run_at, session, is_awaited });
                    }
                    next = *base;
                }
                _ => return None,
            }
        }
        None
    }
}

/// The only argument of a call, given by position.
pub(super) fn positional(args: &[Arg]) -> Option<ExprId> {
    match args {
        [only] if only.kind == ArgKind::Positional => Some(only.value),
        _ => None,
    }
}

/// One call of a chain.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) name: Name,
    pub(super) args: Vec<Arg>,
}

/// The calls of a chain, the last one first, and what it begins with.
pub(super) fn links(body: &Body, chain: ExprId) -> (Vec<Link>, ExprId) {
    let (mut found, mut next) = (Vec::new(), chain);
    while let Expr::Call(callee, args) = body.expr(next) {
        let Expr::Attribute(base, name) = body.expr(*callee) else { break };
        found.push(Link { name: *name, args: args.to_vec() });
        next = *base;
    }
    (found, next)
}

/// What the first call of a chain is made of, and its method: `db` and `query`, `Item` and `all`.
fn chain_root(body: &Body, chain: ExprId) -> Option<(ExprId, Name)> {
    let (links, root) = links(body, chain);
    Some((root, links.last()?.name))
}
