//! Which background tasks does nobody run?

use crate::api::Deed;
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// Background tasks that never run.
pub static DETACHED_BACKGROUND_TASKS: Rule = Rule {
    name: "detached-background-tasks",
    group: Group::Runtime,
    level: Level::Error,
    profile: Profile::Recommended,
    summary: "background tasks are made in a handler and given to nobody, so they never run",
    page: include_str!("detached_background_tasks.md"),
    fixes: false,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for doing in &subject.api.doings {
        let Deed::KeepsTasks(name) = &doing.deed else { continue };
        let message = format!("the tasks added to `{name}` never run: ask for `{name}` as a parameter of the handler");
        report.add(Draft::new(doing.at, message).within(doing.within.at));
    }
}
