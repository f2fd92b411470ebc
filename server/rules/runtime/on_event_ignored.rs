//! Which event handlers never run, because the application has a lifespan?

use crate::api::Service;
use crate::edit::{Change, Safety, line_above, line_below};
use crate::facts::{Block, Code, Expr, Facts, Function, ItemId, Node, Place, Stmt, StmtKind};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};
use crate::text::{Span, Splice};

/// An event handler that a lifespan silences.
pub static ON_EVENT_IGNORED: Rule = Rule {
    name: "on-event-ignored",
    group: Group::Runtime,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a handler of a start-up or shutdown event never runs, because the application has a lifespan",
    page: include_str!("on_event_ignored.md"),
    fixes: true,
    check: Check::Service(check),
};

fn check(subject: &Subject, service: &Service, report: &mut Report) {
    for handler in &service.silenced {
        let Some(at) = handler.at else { continue };
        let message =
            format!("`{}` never runs: the application has a lifespan, which replaces event handlers", handler.qualname);
        report.add(
            Draft::new(at, message)
                .within(handler.at)
                .related(service.at, "the lifespan is given here")
                .fix(fix(subject, service, at)),
        );
    }
}

/// Calls the handler in the lifespan: before its `yield` at start-up, behind it at shutdown. `None` unless both are
/// plain functions of one module, and the lifespan is that of this application alone.
fn fix(subject: &Subject, service: &Service, handler: Place) -> Option<Change> {
    let own = service.lifespans.iter().filter(|it| !service.silenced.contains(it));
    let [lifespan] = *own.collect::<Vec<_>>() else { return None };
    let lifespan = lifespan.at.filter(|at| at.file == handler.file && at.item == ItemId::default())?;
    let using = subject.api.services.iter().filter(|other| other.lifespans.iter().any(|it| it.at == Some(lifespan)));
    let facts = subject.facts(handler.file).filter(|_| using.count() == 1 && handler.item == ItemId::default())?;
    let (function, around) = (subject.function(handler)?, subject.function(lifespan)?);
    let event = event(facts.surface(), function)?;
    let body = facts.item(around.item);
    let is_known = |expr: &Expr| matches!(expr, Expr::Name(name) if *name == function.name);
    let is_used = body.exprs.iter().any(is_known) || around.params.iter().any(|param| param.name == function.name);
    if !function.params.is_empty() || is_used || !is_plain_manager(facts.surface(), around) {
        return None;
    }
    let suspends = only_yield(body)?;
    let call = format!("{}{}()", if function.is_async { "await " } else { "" }, function.name);
    let put = match event {
        "startup" => line_above(facts, around.item, suspends, &call),
        _ => line_below(facts, around.item, suspends, &call),
    };
    let title = format!("Call `{}` in the lifespan", function.name);
    Some(subject.change(handler.file, vec![without_decorator(facts, function)?, put?], &title, Safety::Unsafe))
}

/// The event whose handler a function is by its only decorator.
fn event<'a>(code: &'a Code, function: &Function) -> Option<&'a str> {
    let [decorator] = *function.decorators else { return None };
    let Expr::Call(callee, args) = code.expr(decorator) else { return None };
    let (Expr::Attribute(_, method), [event]) = (code.expr(*callee), &**args) else { return None };
    match code.expr(event.value) {
        Expr::Str(event) if method == "on_event" && ["startup", "shutdown"].contains(&&**event) => Some(event),
        _ => None,
    }
}

/// Whether a function is a coroutine that `asynccontextmanager` and nothing else decorates.
fn is_plain_manager(code: &Code, function: &Function) -> bool {
    let is_meant = |decorator: &Expr| matches!(decorator, Expr::Name(name) | Expr::Attribute(_, name) if name == "asynccontextmanager");
    matches!(*function.decorators, [one] if function.is_async && is_meant(code.expr(one)))
}

/// The statement that is the only `yield` of a function, outside of loops.
fn only_yield(code: &Code) -> Option<&Stmt> {
    let is_yield = |expr: &Expr| matches!(expr, Expr::Yield(_) | Expr::YieldFrom(_));
    let mut open: Vec<&Block> = vec![&code.block];
    let mut found = None;
    while let Some(block) = open.pop() {
        for statement in block {
            match &statement.kind {
                StmtKind::Expr(value) if is_yield(code.expr(*value)) => found = Some(statement),
                StmtKind::For { .. } | StmtKind::While(..) => {}
                kind => open.extend(kind.blocks()),
            }
        }
    }
    found.filter(|_| code.exprs.iter().filter(|expr| is_yield(expr)).count() == 1)
}

/// What takes away the only decorator of a function; `None` if a comment stands beside it.
fn without_decorator(facts: &Facts, function: &Function) -> Option<Splice> {
    let start = |mark| facts.span(ItemId::default(), Node::Mark(mark)).start;
    let span = Span { start: start(function.mark), end: start(function.def) };
    let decorator = facts.span(ItemId::default(), Node::Expr(*function.decorators.first()?));
    let slice = |span: Span| facts.text.get(span.start as usize..span.end as usize);
    let is_all = slice(span)?.trim().strip_prefix('@').map(str::trim) == slice(decorator);
    is_all.then(|| Splice { span, text: String::new() })
}
