//! Which parameters are dependencies without `Depends`?

use crate::api::{Entry, Oddity, RefusalKind};
use crate::edit::Safety;
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A dependency without `Depends`.
pub static DEPENDENCY_WITHOUT_DEPENDS: Rule = Rule {
    name: "dependency-without-depends",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a parameter is meant to be a dependency and is none, because `Depends` is missing",
    page: include_str!("dependency_without_depends.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let (Some(handler), Some(operation)) = (&entry.handler, &entry.operation) else { return };
    if let Some(refused) = operation.refused.as_ref().filter(|refused| refused.kind == RefusalKind::ParameterType) {
        let message = format!("{}, so the application does not start: is `Depends` missing?", refused.why);
        report.add(Draft::new(refused.at.unwrap_or(entry.route), message).within(handler.at));
    }
    for remark in &operation.remarks {
        let Oddity::FunctionDefault(callable) = &remark.what else { continue };
        let name = &callable.qualname;
        let message = format!("the default is the function `{name}` itself: is `Depends({name})` meant?");
        let (given, title) = (subject.text(remark.at), format!("Depend on `{name}`"));
        let fix = subject.call_of(remark.at, "Depends", given, &title, Safety::Unsafe);
        report.add(Draft::new(remark.at, message).fix(fix));
    }
}
