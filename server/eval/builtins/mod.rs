//! Which functions, types and methods does the language bring along? Tables of natives.

mod collections;
mod dicts;
mod functions;
mod functools;
mod importlib;
mod inspect;
mod instance;
mod library;
mod lists;
mod objects;
pub mod paths;
mod reflect;
mod split;
mod strings;
mod types;

pub use instance::is_instance;
pub use library::LIBRARY;
pub use objects::{COPY, DUMP, KEEP_PROPERTY, SUBCLASSES};

use super::callable::{Call, Native};
use super::value::Value;
use crate::facts::Name;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Shorthand for a row of a table.
pub(crate) const fn native(name: &'static str, run: fn(&mut super::Machine, Call) -> Value) -> Native {
    Native { name, run }
}

type Table = FxHashMap<Name, &'static Native>;

fn table(rows: &[&'static [Native]]) -> Table {
    rows.iter().flat_map(|rows| rows.iter()).map(|native| (Name::from(native.name), native)).collect()
}

static NAMED: LazyLock<Table> =
    LazyLock::new(|| table(&[functions::FUNCTIONS, types::TYPES, reflect::REFLECTION, instance::TESTS]));
static STRINGS: LazyLock<Table> = LazyLock::new(|| table(&[strings::METHODS, split::METHODS]));
static LISTS: LazyLock<Table> = LazyLock::new(|| table(&[lists::LISTS]));
static SETS: LazyLock<Table> = LazyLock::new(|| table(&[lists::SETS]));
static TUPLES: LazyLock<Table> = LazyLock::new(|| table(&[lists::TUPLES]));
static DICTS: LazyLock<Table> = LazyLock::new(|| table(&[dicts::METHODS]));
static OBJECTS: LazyLock<Table> = LazyLock::new(|| {
    let method = |native: &'static Native| (Name::from(native.name.trim_start_matches("object.")), native);
    objects::OBJECT.iter().map(method).collect()
});
static PATHS: LazyLock<Table> = LazyLock::new(|| table(&[paths::METHODS]));

/// A built-in function or type by name.
pub fn named(name: Name) -> Option<&'static Native> {
    NAMED.get(&name).copied()
}

/// A method of a built-in type.
pub fn method(receiver: &Value, name: &Name) -> Option<&'static Native> {
    let table = match receiver {
        Value::Str(_) | Value::Bytes(_) => &STRINGS,
        Value::List(_) => &LISTS,
        Value::Set(_) => &SETS,
        Value::Tuple(_) => &TUPLES,
        Value::Dict(_) => &DICTS,
        Value::Path(_) => &PATHS,
        Value::Native(native) if native.name == "object" => &OBJECTS,
        Value::Native(native) if native.name == "dict" => &DICTS,
        Value::Native(native) if native.name == "str" => &STRINGS,
        _ => return None,
    };
    table.get(name).copied()
}

/// What every class inherits.
pub fn object_method(name: &Name) -> Option<&'static Native> {
    OBJECTS.get(name).copied()
}

/// Whether a name is a built-in exception.
pub fn is_exception(name: &Name) -> bool {
    let classes = ["BaseException", "StopIteration", "StopAsyncIteration", "KeyboardInterrupt", "SystemExit"];
    name.ends_with("Error")
        || name.ends_with("Exception")
        || name.ends_with("Warning")
        || classes.contains(&name.as_str())
}

/// An unknown result of a call.
pub(crate) fn unknown(call: &Call, what: &str) -> Value {
    Value::unknown(what, call.site)
}

/// The first argument, or the whole result: unknown.
macro_rules! first {
    ($call:expr) => {
        match $call.args.first() {
            Some(value) => value.clone(),
            None => return $crate::eval::builtins::unknown(&$call, "a call without an argument"),
        }
    };
}
pub(crate) use first;
