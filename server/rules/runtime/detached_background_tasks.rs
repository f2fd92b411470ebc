//! Which background tasks does nobody run?

use crate::api::{Deed, Doing};
use crate::edit::{Change, Safety, add_parameter};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};
use crate::text::{Span, Splice};

/// Background tasks that never run.
pub static DETACHED_BACKGROUND_TASKS: Rule = Rule {
    name: "detached-background-tasks",
    group: Group::Runtime,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "background tasks are made in a handler and given to nobody, so they never run",
    page: include_str!("detached_background_tasks.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for doing in &subject.api.doings {
        let Deed::KeepsTasks(name) = &doing.deed else { continue };
        let message = format!("the tasks added to `{name}` never run: ask for `{name}` as a parameter of the handler");
        report.add(Draft::new(doing.at, message).within(doing.within.at).fix(fix(subject, doing, name)));
    }
}

/// Asks for the tasks as a parameter instead of making them. FastAPI runs those of its own.
fn fix(subject: &Subject, doing: &Doing, name: &str) -> Option<Change> {
    let (at, made) = (doing.within.at?, subject.span(doing.at));
    let facts = subject.facts(at.file)?;
    let class = subject.text(doing.at).strip_suffix("()")?;
    let text = &*facts.text;
    let start = text[..made.start as usize].rfind('\n')? + 1;
    let end = made.end as usize + text[made.end as usize..].find('\n')? + 1;
    // The whole line is the assignment, and its block goes on after it.
    let indent = &text[start..end - text[start..end].trim_start().len()];
    let goes_on = text[end..].strip_prefix(indent).is_some_and(|next| !next.starts_with([' ', '\t', '\r', '\n', '#']));
    let is_alone = text[start..end].trim() == format!("{name} = {class}()");
    let function = subject.function(at).filter(|function| function.params.iter().all(|known| known.name != *name))?;
    let parameter = format!("{name}: {class}");
    let added = add_parameter(facts, at.item, function, &parameter).filter(|_| is_alone && goes_on)?;
    let removed = Splice { span: Span { start: start as u32, end: end as u32 }, text: String::new() };
    let title = format!("Ask for `{parameter}` as a parameter");
    Some(subject.change(at.file, vec![added, removed], &title, Safety::Safe))
}
