//! Which path parameters are declared so that the framework refuses them?

use crate::api::{Entry, RefusalKind};
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A path parameter that is declared as something else.
pub static INVALID_PATH_PARAM_DECLARATION: Rule = Rule {
    name: "invalid-path-param-declaration",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    summary: "a path parameter is declared in a way that FastAPI refuses",
    page: include_str!("invalid_path_param_declaration.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(_: &Subject, entry: &Entry, report: &mut Report) {
    let refused = entry.operation.as_ref().and_then(|operation| operation.refused.as_ref());
    let Some(refused) = refused.filter(|refused| refused.kind == RefusalKind::PathParameter) else { return };
    let message = format!("{}, so the application does not start", refused.why);
    let draft = Draft::new(refused.at.unwrap_or(entry.route), message);
    report.add(draft.within(entry.handler.as_ref().and_then(|it| it.at)));
}
