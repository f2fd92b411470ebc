//! Which routers does no application include?

use super::inclusion::include;
use crate::api::Router;
use crate::facts::{Code, Expr, ExprId, Facts, ItemId, Node, Place, Stmt, StmtKind, words};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A router that no application reaches.
pub static UNINCLUDED_ROUTER: Rule = Rule {
    name: "unincluded-router",
    group: Group::Wiring,
    level: Level::Warning,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a router has routes, and no application includes it",
    page: include_str!("unincluded_router.md"),
    fixes: true,
    check: Check::Router(check),
};

fn check(subject: &Subject, router: &Router, report: &mut Report) {
    let api = subject.api;
    let is_candidate = !router.reached && router.routes > 0 && !subject.is_test(router.at.file);
    let is_sure = is_candidate && api.is_whole() && !api.endpoints.is_empty();
    if is_sure && !may_be_included(subject, router.at) {
        let routes = if router.routes == 1 { "1 route".to_owned() } else { format!("{} routes", router.routes) };
        let message = format!("no application includes this router, so its {routes} cannot be reached");
        report.add(Draft::new(router.at, message).fix(include(subject, router)));
    }
}

/// Whether code that did not run may include the router: code that includes something and names its module, or in the
/// same file its name.
fn may_be_included(subject: &Subject, router: Place) -> bool {
    let path = subject.paths.get(router.file.0 as usize).map_or("", String::as_str);
    let mut parts = path.trim_end_matches(".py").trim_end_matches("/__init__").rsplit('/');
    let module = parts.next().unwrap_or_default();
    let includes = |facts: &&Facts| REACHING.iter().any(|word| facts.text.contains(word));
    let others = subject.all_facts().filter(|facts| facts.file != router.file);
    is_passed_on(subject, router)
        || others.filter(includes).any(|facts| words(&facts.text).any(|word| word.text == module))
}

/// What code that includes a router holds.
const REACHING: [&str; 4] = ["include_router", "mount(", "Mount(", "routes="];

/// Whether the name of a router is used in its file for more than to register routes on it.
fn is_passed_on(subject: &Subject, router: Place) -> bool {
    let Some(facts) = subject.facts(router.file) else { return true };
    let code = facts.surface();
    let is_made = |stmt: &&Stmt| match &stmt.kind {
        StmtKind::Assign(_, value) => Node::Expr(*value) == router.node,
        StmtKind::Annotate { value, .. } => value.map(Node::Expr) == Some(router.node),
        _ => false,
    };
    let target = code.block.iter().find(is_made).and_then(|stmt| match &stmt.kind {
        StmtKind::Assign(targets, _) => targets.first().copied(),
        StmtKind::Annotate { target, .. } => Some(*target),
        _ => None,
    });
    let Some(Expr::Name(name)) = target.map(|target| code.expr(target)) else { return true };
    let is_exported = |expr: &Expr| matches!(expr, Expr::Str(text) if **text == *name.as_str());
    if facts.text.contains("__all__") && code.exprs.iter().any(is_exported) {
        return true;
    }
    let is_name = |code: &Code, id: ExprId| matches!(code.expr(id), Expr::Name(known) if known == name);
    let (mut mentions, mut asked) = (0, 0);
    for code in &facts.module.codes {
        mentions += (0..code.exprs.len()).filter(|index| is_name(code, ExprId::at(*index))).count();
        let asks = |expr: &&Expr| matches!(expr, Expr::Attribute(base, _) if is_name(code, *base));
        asked += code.exprs.iter().filter(asks).count();
    }
    let in_bodies = (1..=facts.bodies.len() as u32).filter_map(|body| facts.body_text(ItemId { body, nested: 0 }));
    // One mention is the assignment; an attribute asks the router for something, and passes it to nobody.
    mentions > asked + 1 || in_bodies.flat_map(words).any(|word| word.text == name.as_str())
}
