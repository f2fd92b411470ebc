//! Which converters give what the declared type refuses?

use crate::api::{Entry, InputPlace, Service};
use crate::eval::Version;
use crate::rules::routing::parameters;
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A converter and a type that contradict each other.
pub static CONVERTER_MISMATCH: Rule = Rule {
    name: "converter-mismatch",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a converter of the path gives values that the declared type refuses",
    page: include_str!("converter_mismatch.md"),
    fixes: false,
    check: Check::Entry(check),
};

/// Converters and the types that refuse everything they give.
const REFUSED: [(&str, &[&str]); 3] =
    [("int", &["str", "UUID"]), ("float", &["str", "UUID"]), ("uuid", &["str", "int", "float", "bool"])];

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|operation| operation.refused.is_none()) else { return };
    for (name, converter) in parameters(&entry.own_pattern) {
        let Some(parameter) = operation.parameters.iter().find(|known| known.name == name) else { continue };
        let (Some(scalar), Some(at)) = (parameter.scalar, parameter.at) else { continue };
        let refuses = REFUSED.iter().any(|(known, types)| *known == converter && types.contains(&scalar));
        if refuses && parameter.input == Some(InputPlace::Path) && subject.service_of(entry).is_some_and(is_strict) {
            let message = format!(
                "`{name}` is declared as `{scalar}`, which refuses what the converter `{converter}` gives: every request is a 422"
            );
            let draft = Draft::new(at, message).within(entry.handler.as_ref().and_then(|it| it.at));
            report
                .add(draft.related(subject.route_mark(entry), format!("`{{{name}:{converter}}}` converts the value")));
        }
    }
}

/// Whether pydantic is known to be one that converts nothing to text: 2, which FastAPI requires since 0.126.
fn is_strict(service: &Service) -> bool {
    let pydantic = service.version("pydantic").map(|version| version >= Version(2, 0, 0));
    pydantic.unwrap_or_else(|| service.version("fastapi").is_some_and(|version| version >= Version(0, 126, 0)))
}
