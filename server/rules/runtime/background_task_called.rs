//! Which background tasks are called where they should be named?

use crate::api::{Deed, Made};
use crate::edit::{Change, Safety};
use crate::facts::Place;
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A background task that is called too early.
pub static BACKGROUND_TASK_CALLED: Rule = Rule {
    name: "background-task-called",
    group: Group::Runtime,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "`add_task` is given the result of calling a task instead of the task",
    page: include_str!("background_task_called.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for doing in &subject.api.doings {
        let Deed::CallsTask(task, made) = &doing.deed else { continue };
        let name = &task.qualname;
        let what = match made {
            Made::Coroutine => "makes a coroutine that nobody awaits",
            Made::Generator => "makes a generator that nobody runs",
            Made::Data => "runs before the response, and nothing after it",
        };
        let message = format!("`{name}(…)` {what}: give `add_task` the function and its arguments");
        report.add(Draft::new(doing.at, message).within(doing.within.at).fix(fix(subject, doing.at)));
    }
}

/// `add_task(f(a))` as `add_task(f, a)`.
fn fix(subject: &Subject, call: Place) -> Option<Change> {
    let task = subject.argument(call, Some(0), "func")?.at;
    let (span, text) = (subject.span(task), subject.text(task));
    let (name, arguments) = text.strip_suffix(')')?.split_once('(')?;
    let separator = if arguments.trim().is_empty() { "" } else { ", " };
    let title = "Give `add_task` the function and its arguments";
    Some(subject.replace(task, span, format!("{name}{separator}{}", arguments.trim()), title, Safety::Safe))
}
