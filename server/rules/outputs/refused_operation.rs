//! Which operations does the framework refuse where they are registered?

use crate::api::{Entry, Refusal, RefusalKind};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// An operation that stops the application from starting.
pub static REFUSED_OPERATION: Rule = Rule {
    name: "refused-operation",
    group: Group::Outputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "FastAPI refuses to register an operation",
    page: include_str!("refused_operation.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let refused = entry.operation.as_ref().and_then(|operation| operation.refused.as_ref());
    let is_own = |refused: &&Refusal| {
        use RefusalKind::{Declaration, OldModel, Response};
        matches!(refused.kind, Declaration | OldModel | Response)
    };
    let Some(refused) = refused.filter(is_own) else { return };
    let message = format!("{}, so the application does not start", refused.why);
    let at = refused.at.unwrap_or_else(|| subject.route_mark(entry));
    report.add(Draft::new(at, message).within(entry.handler.as_ref().and_then(|it| it.at)));
}
