//! Which handlers take the path as if it could be missing, although it never is?

use crate::api::{Entry, InputPlace};
use crate::eval::Version;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// A handler that takes an optional path on routes that always have one.
pub static OPTIONAL_PATH: Rule = Rule {
    name: "optional-path",
    group: Group::Inputs,
    level: Level::Warning,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a handler takes an optional path that is never `None`: since axum 0.8 a bad value is refused",
    page: include_str!("optional_path.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|_| !entry.is_conditional) else { return };
    let is_optional = |annotation: &str| annotation.starts_with("Option<");
    let taken = operation.parameters.iter().filter(|it| it.input == Some(InputPlace::Path));
    let taken = taken.filter_map(|it| it.taken.as_ref()).find(|it| it.is_known && is_optional(&it.annotation));
    let Some(taken) = taken else { return };
    let is_new = subject.service_of(entry).is_some_and(|service| {
        service.framework == "axum" && service.version("axum").is_some_and(|version| version >= Version(0, 8, 0))
    });
    // Wherever else it is registered it may be `None`.
    let has_path = |other: &Entry| other.operation.as_ref().is_some_and(|operation| !operation.path_names.is_empty());
    if is_new && subject.api.is_whole() && subject.registrations(entry).all(has_path) {
        let message = format!(
            "`{}` is never `None` here: since axum 0.8 a value that does not fit is answered with 400",
            taken.annotation
        );
        let draft = Draft::new(taken.at, message).within(entry.handler.as_ref().and_then(|it| it.at));
        report.add(draft.related(subject.route_mark(entry), "this path always has a value"));
    }
}
