//! What feeds the list that a function returns? One statement that is understood, or a reason why none is.

use super::body::Body;
use super::fetch::{Family, Fetch, Link, links, positional};
use super::meaning::{self, Meaning};
use super::model::Model;
use crate::actions::{Bench, Refusal};
use crate::facts::{Comprehension, ComprehensionKind, Expr, ExprId, Function, Name, Stmt};

/// What a function returns and where its rows come from.
#[derive(Clone)]
pub(super) struct Feed<'a> {
    pub(super) body: Body<'a>,
    pub(super) fetch: Fetch<'a>,
    pub(super) model: Option<Model>,
    /// The calls that the query is made of, wherever they are made.
    pub(super) links: Vec<Link>,
    pub(super) returned: (&'a Stmt, ExprId),
    /// The module that `select` comes from.
    pub(super) library: &'static str,
}

impl<'a> Feed<'a> {
    /// What a function returns.
    pub(super) fn of(bench: &Bench, body: Body<'a>, function: &Function) -> Result<Self, Refusal> {
        if body.code.is_generator {
            return Err(Refusal::new("the function is a generator"));
        }
        let returned =
            body.returned().ok_or_else(|| Refusal::new("the function does not return in exactly one place"))?;
        let fetch = traced(bench, &body, function, returned, 0)?;
        let unknown = || Refusal::new("the statement that gives the list is not recognised");
        if fetch.family == Family::Memory {
            return Ok(Feed { body, fetch, model: None, links: Vec::new(), returned, library: "" });
        }
        let parts: Vec<ExprId> = match body.expr(fetch.query) {
            Expr::Name(name) => body.assigned(*name).into_iter().map(|(_, value)| value).collect(),
            _ => vec![fetch.query],
        };
        let found: Vec<(Vec<Link>, ExprId)> = parts.iter().map(|part| links(&body, *part)).collect();
        let (first, root) = found.first().ok_or_else(unknown)?;
        let (class, library) = of_class(bench, &body, fetch.family, first, *root).ok_or_else(unknown)?;
        let spelled = body.text(class);
        let Some(Meaning::Class(facts, class)) = meaning::of_expr(bench, body.facts.file, body.code, class) else {
            return Err(Refusal::new(format!("`{spelled}` is not a class of this workspace")));
        };
        let mut model = Model::of(bench, &facts, &class, spelled);
        if fetch.family == Family::Tortoise {
            model = model.with_implied_key();
        }
        if model.key().is_empty() {
            return Err(Refusal::new(format!("the primary key of `{spelled}` was not found")));
        }
        let links = found.into_iter().flat_map(|(links, _)| links).collect();
        Ok(Feed { body, fetch, model: Some(model), links, returned, library })
    }

    pub(super) fn calls(&self, name: &str) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.name == name)
    }

    /// Whether the query limits itself.
    pub(super) fn is_limited(&self) -> bool {
        ["limit", "offset", "slice", "fetch"].iter().any(|name| self.calls(name).next().is_some())
    }

    /// The name of the query, if it has one.
    pub(super) fn query_name(&self) -> Option<Name> {
        if let Expr::Name(name) = self.body.expr(self.fetch.query) { Some(*name) } else { None }
    }
}

/// The class whose rows a query asks for, and the module of `select`.
fn of_class(
    bench: &Bench,
    body: &Body,
    family: Family,
    chain: &[Link],
    root: ExprId,
) -> Option<(ExprId, &'static str)> {
    match family {
        Family::Query => Some((positional(&chain.last()?.args)?, "sqlalchemy")),
        Family::Tortoise => Some((root, "tortoise")),
        _ => {
            let Expr::Call(callee, args) = body.expr(root) else { return None };
            let Meaning::Outside(path) = meaning::of_expr(bench, body.facts.file, body.code, *callee)? else {
                return None;
            };
            let library = match path.split('.').next()? {
                "sqlalchemy" => "sqlalchemy",
                "sqlmodel" => "sqlmodel",
                _ => return None,
            };
            (path.rsplit('.').next()? == "select").then_some((positional(args)?, library))
        }
    }
}

/// Follows a value through names, `list(…)` and comprehensions that leave out nothing.
fn traced<'a>(
    bench: &Bench,
    body: &Body<'a>,
    function: &Function,
    (at, value): (&'a Stmt, ExprId),
    depth: u32,
) -> Result<Fetch<'a>, Refusal> {
    let unknown = || Refusal::new("the statement that gives the list is not recognised");
    if let Some(found) = Fetch::of(body, at, value).or_else(|| in_memory(bench, body, function, at, value)) {
        return Ok(found);
    }
    let next = match body.expr(value) {
        Expr::Name(name) => body.bound_once(*name).ok_or_else(unknown)?,
        Expr::Call(callee, args) if matches!(body.expr(*callee), Expr::Name(name) if *name == "list") => {
            (at, positional(args).ok_or_else(unknown)?)
        }
        Expr::Comprehension(made) => (at, walked(made)?),
        _ => return Err(unknown()),
    };
    if depth < 6 { traced(bench, body, function, next, depth + 1) } else { Err(unknown()) }
}

/// What a comprehension makes one element of each of.
pub(super) fn walked(made: &Comprehension) -> Result<ExprId, Refusal> {
    let [clause] = &*made.clauses else { return Err(Refusal::new("the list is made of several loops")) };
    if !clause.conditions.is_empty() || made.kind == ComprehensionKind::Set || made.kind == ComprehensionKind::Dict {
        return Err(Refusal::new("rows are left out after the query: a page of the query is no page of the list"));
    }
    Ok(clause.iterable)
}

/// A list that is made of what the module holds.
fn in_memory<'a>(
    bench: &Bench,
    body: &Body<'a>,
    function: &Function,
    at: &'a Stmt,
    value: ExprId,
) -> Option<Fetch<'a>> {
    let of = match body.expr(value) {
        Expr::Call(callee, args) if matches!(body.expr(*callee), Expr::Name(name) if *name == "list") => {
            positional(args)?
        }
        Expr::Comprehension(made) if made.kind == ComprehensionKind::List => made.clauses.first()?.iterable,
        Expr::Name(_) => value,
        _ => return None,
    };
    let (calls, root) = links(body, of);
    let Expr::Name(name) = body.expr(root) else { return None };
    let is_own = !body.assigned(*name).is_empty() || function.params.iter().any(|param| param.name == *name);
    let is_plain =
        calls.is_empty() || calls.len() == 1 && ["values", "keys", "items"].contains(&calls[0].name.as_str());
    if is_own || !is_plain {
        return None;
    }
    let Meaning::Value(facts, held) = meaning::of_name(bench, body.facts.file, *name)? else { return None };
    let is_whole = |expr: &Expr| {
        matches!(expr, Expr::List(_)) || matches!(expr, Expr::Comprehension(it) if it.kind == ComprehensionKind::List)
    };
    let held = facts.surface().expr(held).clone();
    let fits = is_whole(&held) || of != value && matches!(held, Expr::Dict(_) | Expr::Tuple(_) | Expr::Set(_));
    let family = Family::Memory;
    fits.then_some(Fetch { family, whole: value, at, query: value, run_at: at, session: None, is_awaited: false })
}
