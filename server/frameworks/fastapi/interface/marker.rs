//! What do `Depends(…)`, `Query(…)` and their like say?

use crate::eval::{Call, Machine, Value};
use crate::frameworks::interface::InputPlace;

/// A default or a piece of metadata that FastAPI reads.
#[derive(Clone, Debug)]
pub(super) enum Marker {
    /// `Depends`, `Security`.
    Depends(Depends),
    /// `Path`, `Query`, `Header`, `Cookie`, `Body`, `Form`, `File`.
    Param(InputPlace, Call),
}

/// What is depended on.
#[derive(Clone, Debug)]
pub(super) struct Depends {
    /// The dependency; `None` if the annotated type is it.
    pub dependency: Option<Value>,
    /// OAuth scopes asked for.
    pub scopes: Vec<String>,
    /// Whether what is called is all there is: a library's own kind of `Depends` may add more.
    pub exact: bool,
}

/// What a value says to FastAPI; `None` if it is a plain value.
pub(super) fn marker(machine: &mut Machine, value: &Value) -> Option<Marker> {
    let Value::ExternalCall(made) = value else { return None };
    let (first, last) = (made.callee.split('.').next()?, made.callee.rsplit('.').next()?);
    let place = match last {
        "Path" => InputPlace::Path,
        "Query" => InputPlace::Query,
        "Header" => InputPlace::Header,
        "Cookie" => InputPlace::Cookie,
        "Body" => InputPlace::Body,
        "Form" => InputPlace::Form,
        "File" => InputPlace::File,
        _ => return depends(machine, last, first == "fastapi", &made.call).map(Marker::Depends),
    };
    (first == "fastapi").then(|| Marker::Param(place, made.call.clone()))
}

fn depends(machine: &mut Machine, name: &str, own: bool, call: &Call) -> Option<Depends> {
    let is_own = own && name == "Security";
    if !is_own && !name.ends_with("Depends") {
        return None;
    }
    let dependency = call.get(0, "dependency").filter(|value| !matches!(value, Value::None)).cloned();
    let hidden = call.open.clone().filter(|_| dependency.is_none()).map(Value::Unknown);
    let scopes = if name == "Security" { call.get(1, "scopes").cloned() } else { None };
    let scopes = scopes.and_then(|scopes| machine.iterate(&scopes, call.site)).unwrap_or_default();
    let scopes = scopes.iter().filter_map(|scope| machine.name_of(scope)).map(|scope| scope.to_string()).collect();
    Some(Depends { dependency: dependency.or(hidden), scopes, exact: own })
}

/// The name that a marker gives its input on the wire.
pub(super) fn wire_name(machine: &mut Machine, place: InputPlace, call: &Call, name: &str) -> String {
    let given = ["validation_alias", "alias"].into_iter().find_map(|key| spelled(machine, call.keyword(key)?));
    let keeps = matches!(call.keyword("convert_underscores"), Some(Value::Bool(false)));
    match given {
        Some(alias) => alias,
        None if place == InputPlace::Header && !keeps => name.replace('_', "-"),
        None => name.to_owned(),
    }
}

/// An alias: a string, or the first of `AliasChoices(…)`.
fn spelled(machine: &mut Machine, alias: &Value) -> Option<String> {
    match alias {
        Value::ExternalCall(made) if made.callee.ends_with("AliasChoices") => {
            made.call.args.first().and_then(|first| machine.name_of(first)).map(|name| name.to_string())
        }
        other => machine.name_of(other).map(|name| name.to_string()),
    }
}

/// Whether a marker used as a default leaves its input required.
pub(super) fn is_required(call: &Call) -> bool {
    let default = call.get(0, "default");
    let factory = call.keyword("default_factory").is_some_and(|factory| !matches!(factory, Value::None));
    matches!(default, None | Some(Value::Ellipsis)) && !factory
}
