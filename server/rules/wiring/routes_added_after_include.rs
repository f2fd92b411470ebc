//! Which routes are added to a router after it was included?

use crate::api::Late;
use crate::edit::{Change, Safety, move_below};
use crate::facts::{ArgKind, Code, Expr, ExprId, Facts, ItemId, Name, Node, Place, Stmt, StmtKind};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A route that comes too late.
pub static ROUTES_ADDED_AFTER_INCLUDE: Rule = Rule {
    name: "routes-added-after-include",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a route is added to a router after an include has copied its routes",
    page: include_str!("routes_added_after_include.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for late in &subject.api.late {
        let path = late.path.as_deref().unwrap_or("this route");
        let message = format!("`{path}` is added after its router was included, so no application has it");
        let mark = subject.argument(late.route, Some(0), "path").map_or(late.route, |spelled| spelled.at);
        report.add(
            Draft::new(mark, message).related(late.include, "the routes were copied here").fix(fix(subject, late)),
        );
    }
}

/// Moves the include below the last route it misses, if nothing between the two has to do with it.
fn fix(subject: &Subject, late: &Late) -> Option<Change> {
    let include = late.include;
    let facts = subject.facts(include.file).filter(|_| include.item == ItemId::default())?;
    let code = facts.surface();
    let (from, call) = code.block.iter().enumerate().find_map(|(index, statement)| match statement.kind {
        StmtKind::Expr(call) if Node::Expr(call) == include.node => Some((index, call)),
        _ => None,
    })?;
    let router = router(code, call)?;
    let missed = subject.api.late.iter().filter(|other| other.include == include);
    let places: Option<Vec<usize>> = missed.map(|other| statement_of(facts, other.route)).collect();
    let last = places?.into_iter().max().filter(|last| *last > from)?;
    let splices = move_below(facts, include.item, from, last, router)?;
    Some(subject.change(include.file, splices, "Include the router below its last route", Safety::Unsafe))
}

/// The name of the router that a call includes, if it is given by one and nothing else is.
fn router(code: &Code, call: ExprId) -> Option<Name> {
    let Expr::Call(_, args) = code.expr(call) else { return None };
    let given = args.first().filter(|arg| arg.kind == ArgKind::Positional)?;
    if let Expr::Name(name) = code.expr(given.value) { Some(*name) } else { None }
}

/// The statement of the module that a place stands in.
fn statement_of(facts: &Facts, at: Place) -> Option<usize> {
    let span = facts.span(at.item, at.node);
    let covers = |statement: &Stmt| {
        let own = facts.span(ItemId::default(), Node::Mark(statement.mark));
        own.start <= span.start && span.end <= own.end
    };
    if at.file == facts.file && at.item == ItemId::default() {
        facts.surface().block.iter().position(covers)
    } else {
        None
    }
}
