//! Of what is a type made, as far as whoever fills it from texts cares?

use super::structure::{Structure, is_numbered, is_read_plainly};
use crate::eval::{Machine, Value};
use crate::frameworks::{DataField, Holds, Shape};

/// What a value of a type holds where it is read from text.
pub(super) fn holds(of: &Value, depth: usize) -> Holds {
    let Some(depth) = depth.checked_sub(1) else { return Holds::Other };
    match of {
        Value::External(path) if NUMBERS.contains(&path.as_str()) => Holds::Number,
        Value::Subscripted(generic) => match &generic.base {
            Value::External(path) if is_named(path, &["Option"]) => holds(&generic.index, depth),
            Value::External(path) if is_named(path, &["Vec", "HashSet", "BTreeSet", "VecDeque"]) => Holds::List,
            _ => Holds::Other,
        },
        _ => Holds::Other,
    }
}

/// Types of numbers and truth values.
pub(in crate::frameworks) const NUMBERS: [&str; 15] =
    ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool"];

/// Whether a name of the language's own library is one of some.
pub(in crate::frameworks) fn is_named(path: &str, names: &[&str]) -> bool {
    let (module, last) = path.rsplit_once("::").unwrap_or(("", path));
    (module.is_empty() || ["std", "alloc", "core"].iter().any(|root| module.starts_with(root))) && names.contains(&last)
}

/// Of what a type is made.
pub(super) fn shape(machine: &mut Machine, of: &Value) -> Shape {
    shape_within(machine, of, 4)
}

fn shape_within(machine: &mut Machine, of: &Value, depth: usize) -> Shape {
    let Some(depth) = depth.checked_sub(1) else { return Shape::Unknown };
    match of {
        Value::Tuple(items) if items.is_empty() => Shape::Any,
        Value::Tuple(items) => Shape::Tuple(items.len()),
        Value::External(path) => {
            let is_one = NUMBERS.contains(&path.as_str()) || is_named(path, &["String", "str", "char"]);
            if is_one || path == "uuid::Uuid" { Shape::One } else { Shape::Unknown }
        }
        Value::Subscripted(generic) => match &generic.base {
            Value::External(path) if is_named(path, &["HashMap", "BTreeMap", "Vec"]) => Shape::Any,
            Value::Class(_) => fields(machine, of),
            _ => Shape::Unknown,
        },
        Value::Class(class) => {
            let fields_of = machine.heap.classes[*class].fields.clone();
            match *fields_of {
                _ if !is_numbered(&fields_of) => fields(machine, of),
                _ if !is_read_plainly(machine, *class) => Shape::Unknown,
                [ref only] => {
                    let inner = machine.eval_deferred(&only.annotation);
                    shape_within(machine, &inner, depth)
                }
                _ => Shape::Tuple(fields_of.len()),
            }
        }
        _ => Shape::Unknown,
    }
}

fn fields(machine: &mut Machine, of: &Value) -> Shape {
    let Some(structure) = Structure::of(machine, of).filter(|structure| structure.is_certain) else {
        return Shape::Unknown;
    };
    let data = structure.fields.into_iter().map(|field| DataField {
        name: field.name,
        aliases: field.aliases,
        is_required: field.is_required,
        holds: field.holds,
        is_flattened: field.is_flattened,
        at: field.at,
    });
    Shape::Fields(data.collect())
}
