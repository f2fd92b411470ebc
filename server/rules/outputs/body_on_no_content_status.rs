//! Which operations answer with a body that their status code does not allow?

use crate::api::{Deed, Doing, Entry, RefusalKind};
use crate::edit::{Change, Safety};
use crate::facts::{Block, Code, Expr, ExprId, Node, Place, StmtKind};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};
use crate::text::Splice;

/// A body under a status code that has none.
pub static BODY_ON_NO_CONTENT_STATUS: Rule = Rule {
    name: "body-on-no-content-status",
    group: Group::Outputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "an operation whose status code allows no body declares or returns one",
    page: include_str!("body_on_no_content_status.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let (Some(handler), Some(operation)) = (&entry.handler, &entry.operation) else { return };
    if let Some(refused) = operation.refused.as_ref().filter(|refused| refused.kind == RefusalKind::NoContent) {
        let at = subject.argument(entry.route, None, "status_code").map_or(entry.route, |spelled| spelled.at);
        let message = format!("{}, so the application does not start", refused.why);
        return report.add(
            Draft::new(at, message).within(handler.at).fix(handler.at.and_then(|at| undeclared(subject, entry, at))),
        );
    }
    let Some(code @ (100..200 | 204 | 205 | 304)) = operation.status else { return };
    let own = |doing: &&Doing| doing.within.at == handler.at && doing.deed == Deed::ReturnsData;
    for doing in subject.api.doings.iter().filter(own).filter(|_| is_always(subject, entry)) {
        let message = format!("this is never sent: a response with status code {code} has no body");
        report.add(
            Draft::new(doing.at, message).level(Level::Warning).within(handler.at).fix(returned(subject, doing.at)),
        );
    }
}

/// Whether the handler answers with such a status code wherever it is registered.
fn is_always(subject: &Subject, entry: &Entry) -> bool {
    let has_none =
        |other: &Entry| matches!(other.operation.as_ref().and_then(|it| it.status), Some(100..200 | 204 | 205 | 304));
    subject.registrations(entry).all(has_none)
}

/// Returns nothing instead of what is never sent, if making that does nothing else.
fn returned(subject: &Subject, at: Place) -> Option<Change> {
    let (code, Node::Expr(value)) = (subject.facts(at.file)?.item(at.item), at.node) else { return None };
    let fix = || subject.replace(at, subject.span(at), "None", "Return nothing", Safety::Safe);
    (returns(&code.block).contains(&value) && is_inert(code, value)).then(fix)
}

/// Declares and returns nothing, if the annotation is all that declares a body, and what is returned does nothing else.
fn undeclared(subject: &Subject, entry: &Entry, at: Place) -> Option<Change> {
    let function = subject.function(at)?;
    let has_model = subject.argument(entry.route, None, "response_model").is_some();
    let is_everywhere = subject.registrations(entry).all(|other| {
        let refused = other.operation.as_ref().and_then(|operation| operation.refused.as_ref());
        refused.is_some_and(|refused| refused.kind == RefusalKind::NoContent)
    });
    let facts = subject.facts(at.file).filter(|_| !has_model && is_everywhere)?;
    let code = facts.item(function.item);
    let values = returns(&code.block);
    if code.is_generator || !values.iter().all(|value| is_inert(code, *value)) {
        return None;
    }
    let given = values.into_iter().filter(|value| *code.expr(*value) != Expr::None);
    let spans = given.map(|value| facts.span(function.item, Node::Expr(value)));
    let annotation = facts.span(at.item, Node::Expr(function.returns?));
    let splices = spans.chain([annotation]).map(|span| Splice { span, text: "None".to_owned() }).collect();
    Some(subject.change(at.file, splices, "Declare and return nothing", Safety::Unsafe))
}

/// What the `return` statements of a block give.
fn returns(block: &Block) -> Vec<ExprId> {
    let (mut open, mut found) = (vec![block], Vec::new());
    while let Some(block) = open.pop() {
        for statement in block {
            open.extend(statement.kind.blocks());
            if let StmtKind::Return(Some(value)) = statement.kind {
                found.push(value);
            }
        }
    }
    found
}

/// Whether evaluating an expression does nothing but make its value.
fn is_inert(code: &Code, value: ExprId) -> bool {
    let mut open = vec![value];
    while let Some(next) = open.pop() {
        match code.expr(next) {
            Expr::None | Expr::Bool(_) | Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Bytes(_) => {}
            Expr::Name(_) => {}
            Expr::List(items) | Expr::Tuple(items) => open.extend(items.iter()),
            Expr::Dict(items) => {
                let is_plain = |key: &Option<ExprId>| key.is_some_and(|key| matches!(code.expr(key), Expr::Str(_)));
                if !items.iter().all(|(key, _)| is_plain(key)) {
                    return false;
                }
                open.extend(items.iter().map(|(_, value)| *value));
            }
            _ => return false,
        }
    }
    true
}
