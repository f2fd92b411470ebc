//! Which parameters of a path does nobody read?

use super::unread::unread;
use crate::api::{Entry, InputPlace};
use crate::edit::{Change, Safety, add_parameter};
use crate::rules::routing::{names, parameters};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A path parameter that nobody reads.
pub static PATH_PARAM_MISSING: Rule = Rule {
    name: "path-param-missing",
    group: Group::Inputs,
    level: Level::Warning,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a parameter of the path that neither the handler nor a dependency reads",
    page: include_str!("path_param_missing.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    for unread in unread(subject, entry) {
        if unread.meant.is_some() || !unread.is_sure {
            continue;
        }
        let message = format!("nothing reads the path parameter `{}`", unread.name);
        let mut draft = Draft::new(unread.at, message).within(entry.handler.as_ref().and_then(|it| it.at));
        match unread.span {
            Some(span) => draft = draft.span(span).fix(fix(subject, entry, &unread.name)),
            None => draft = draft.level(Level::Hint),
        }
        report.add(draft);
    }
}

/// Declares the parameter, if every path of the handler has it.
fn fix(subject: &Subject, entry: &Entry, name: &str) -> Option<Change> {
    if !subject.registrations(entry).all(|other| names(&other.pattern).iter().any(|known| known == name)) {
        return None;
    }
    let at = entry.handler.as_ref()?.at?;
    let parameter = format!("{name}: {}", annotation(subject, entry, name)?);
    let splice = add_parameter(subject.facts(at.file)?, at.item, subject.function(at)?, &parameter)?;
    let title = format!("Add the parameter `{parameter}`");
    Some(subject.change(at.file, vec![splice], &title, Safety::Unsafe))
}

/// The type of what a converter makes; without one, `int` where all other handlers say so of their parameter of this
/// name, else text.
fn annotation(subject: &Subject, entry: &Entry, name: &str) -> Option<&'static str> {
    let converter = parameters(&entry.own_pattern).into_iter().find(|(known, _)| known == name)?.1;
    match converter {
        "int" => return Some("int"),
        "float" => return Some("float"),
        "str" | "" | "path" => {}
        _ => return None,
    }
    let operations = subject.api.tables.iter().flat_map(|table| &table.entries).filter_map(|it| it.operation.as_ref());
    let same = operations.flat_map(|operation| &operation.parameters).filter(|parameter| parameter.name == name);
    let mut types = same.filter(|it| it.input == Some(InputPlace::Path)).map(|parameter| parameter.scalar).peekable();
    Some(if types.peek().is_some() && types.all(|it| it == Some("int")) { "int" } else { "str" })
}
