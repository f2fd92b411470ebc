//! Which fields of a query or form can no request fill?

use crate::api::{DataField, Entry, Holds, InputPlace, Shape};
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// A field of a query or form that no request can fill.
pub static UNREADABLE_QUERY_FIELD: Rule = Rule {
    name: "unreadable-query-field",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a field of a query or form is of a type that is never read from one, so that requests with it are refused",
    page: include_str!("unreadable_query_field.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = &entry.operation else { return };
    let handler = entry.handler.as_ref().and_then(|it| it.at);
    let read = operation.parameters.iter().filter(|it| matches!(it.input, Some(InputPlace::Query | InputPlace::Form)));
    for taken in read.filter_map(|parameter| parameter.taken.as_ref()) {
        let Shape::Fields(fields) = &taken.shape else { continue };
        for field in fields {
            let Some(why) = why(field) else { continue };
            let requests = if field.is_required { "every request" } else { "every request that has it" };
            let message = format!("`{}` {why}: {requests} is refused", field.name);
            let draft = Draft::new(field.at, message).within(handler);
            report.add(draft.related(taken.at, "the structure is read here"));
        }
    }
    let _ = subject;
}

fn why(field: &DataField) -> Option<&'static str> {
    match field.holds {
        Holds::Number if field.is_flattened => Some("is flattened into a query, where everything is text"),
        Holds::List => Some("holds several values, and the query is read one value a name"),
        _ => None,
    }
}
