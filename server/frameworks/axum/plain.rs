//! Has a type of the workspace no traits but those that its text names?

use crate::eval::{ClassObject, Id, Machine, Value};
use crate::facts::Name;
use crate::frameworks::attributes;
use crate::frameworks::extract::NUMBERS;

/// Attributes that leave a function or type as it is.
pub(super) const HARMLESS: [&str; 24] = [
    "derive",
    "debug_handler",
    "instrument",
    "path",
    "allow",
    "expect",
    "warn",
    "deny",
    "doc",
    "must_use",
    "inline",
    "deprecated",
    "track_caller",
    "non_exhaustive",
    "repr",
    "serde",
    "error",
    "schema",
    "validate",
    "sqlx",
    "ts",
    "diesel",
    "into_params",
    "cfg",
];
/// Traits that are derived and have nothing to do with requests.
const DERIVES: [&str; 30] = [
    "Debug",
    "Clone",
    "Copy",
    "PartialEq",
    "Eq",
    "Hash",
    "PartialOrd",
    "Ord",
    "Default",
    "Serialize",
    "Deserialize",
    "Error",
    "ToSchema",
    "JsonSchema",
    "FromRow",
    "Validate",
    "Display",
    "From",
    "Into",
    "Deref",
    "TS",
    "IntoParams",
    "Type",
    "Queryable",
    "Selectable",
    "Insertable",
    "Identifiable",
    "AsChangeset",
    "Constructor",
    "EnumString",
];
/// Whether a type is a number, or one of the workspace that has certainly none of some methods.
pub(super) fn is_plain(machine: &mut Machine, of: &Value, methods: &[&str]) -> bool {
    match of {
        Value::External(path) => NUMBERS.contains(&path.as_str()),
        Value::Class(class) => {
            let has = methods.iter().any(|name| machine.has_method(*class, Name::from(name)));
            !has && is_as_written(machine, *class)
        }
        _ => false,
    }
}

/// Whether a type has no traits but those that its text names.
fn is_as_written(machine: &Machine, class: Id<ClassObject>) -> bool {
    let object = &machine.heap.classes[class];
    let all = attributes::of_class(machine, class);
    let has_traits = object.mro.len() > 1
        && object.mro.iter().any(|of| matches!(of, Value::External(path) if path.starts_with("axum")));
    let mut derived =
        all.iter().filter(|it| it.name() == "derive").flat_map(|it| it.positional().map(|expr| it.word(expr)));
    !object.is_model
        && !has_traits
        && !object.fields.is_empty()
        && all.iter().all(|it| HARMLESS.contains(&it.name()))
        && derived.all(|name| name.is_some_and(|name| DERIVES.contains(&name.as_str())))
}
