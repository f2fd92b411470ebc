//! Which parameters have the result of calling a dependency as their default?

use crate::api::{Entry, Made, Oddity};
use crate::edit::Safety;
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A dependency that is called as a default.
pub static DEPENDENCY_CALLED_AS_DEFAULT: Rule = Rule {
    name: "dependency-called-as-default",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "the default of a parameter is a coroutine or generator that nobody runs",
    page: include_str!("dependency_called_as_default.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = &entry.operation else { return };
    for remark in &operation.remarks {
        let Oddity::CalledDefault(callable, made) = &remark.what else { continue };
        let what = if *made == Made::Generator { "a generator" } else { "a coroutine" };
        let name = &callable.qualname;
        let message = format!("the default is {what}, which makes every request a 500: is `Depends({name})` meant?");
        let fix = subject.text(remark.at).strip_suffix("()").and_then(|called| {
            subject.call_of(remark.at, "Depends", called, &format!("Depend on `{called}`"), Safety::Safe)
        });
        report.add(Draft::new(remark.at, message).fix(fix));
    }
}
