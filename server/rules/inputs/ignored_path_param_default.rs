//! Which defaults of path parameters are never used?

use super::default::without_default;
use crate::api::{Entry, InputPlace};
use crate::edit::Safety;
use crate::rules::routing::names;
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// The default of a path parameter.
pub static IGNORED_PATH_PARAM_DEFAULT: Rule = Rule {
    name: "ignored-path-param-default",
    group: Group::Inputs,
    level: Level::Warning,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a path parameter has a default, which is never used",
    page: include_str!("ignored_path_param_default.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|operation| operation.refused.is_none()) else { return };
    for parameter in &operation.parameters {
        let Some(at) = parameter.at.filter(|_| parameter.has_default) else { continue };
        if parameter.input == Some(InputPlace::Path) && !is_elsewhere(subject, entry, &parameter.name) {
            let message =
                format!("the default of `{}` is never used: a path always has a value for it", parameter.name);
            let handler = entry.handler.as_ref().and_then(|it| it.at);
            // Who calls the handler directly may rely on it.
            let fix = handler.and_then(|handler| without_default(subject, handler, at, Safety::Unsafe));
            report.add(Draft::new(at, message).within(handler).fix(fix));
        }
    }
}

/// Whether the handler also answers a path without the parameter.
fn is_elsewhere(subject: &Subject, entry: &Entry, name: &str) -> bool {
    subject.registrations(entry).any(|other| !names(&other.pattern).iter().any(|known| known == name))
}
