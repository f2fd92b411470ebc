//! Which fields does a structure have on the wire? Its own, by the names that serde gives them.

use super::serde::{Words, rename_all, restyled};
use super::shape::holds;
use super::spelled;
use crate::eval::{ClassObject, Field, Id, Machine, Value};
use crate::facts::Place;
use crate::frameworks::Holds;
use crate::frameworks::attributes;

/// How deep structures are flattened into others.
const DEPTH: usize = 5;

/// A structure as it is sent.
#[derive(Debug)]
pub(super) struct Structure {
    pub(super) fields: Vec<WireField>,
    /// Whether nothing else says how it is read.
    pub(super) is_certain: bool,
}

/// One field.
#[derive(Debug)]
pub(super) struct WireField {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) is_required: bool,
    pub(super) annotation: String,
    pub(super) holds: Holds,
    pub(super) is_flattened: bool,
    pub(super) at: Place,
}

impl Structure {
    /// The structure that a type is; `None` if it is none of the workspace, or has no named fields.
    pub(super) fn of(machine: &mut Machine, of: &Value) -> Option<Self> {
        let mut structure = Structure { fields: Vec::new(), is_certain: true };
        let class = class_of(of)?;
        structure.add(machine, class, DEPTH, false).then_some(structure)
    }

    fn add(&mut self, machine: &mut Machine, class: Id<ClassObject>, depth: usize, is_inner: bool) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        let fields = machine.heap.classes[class].fields.clone();
        if fields.is_empty() || is_numbered(&fields) {
            self.is_certain = false;
            return false;
        }
        let all = attributes::of_class(machine, class);
        let words = Words::of(&all);
        self.is_certain &= is_read_plainly(machine, class);
        let style = rename_all(&all, machine);
        for field in fields {
            self.add_field(machine, &field, (style.as_deref(), words.has("default")), depth, is_inner);
        }
        true
    }

    fn add_field(
        &mut self,
        machine: &mut Machine,
        field: &Field,
        (style, has_defaults): (Option<&str>, bool),
        depth: usize,
        is_inner: bool,
    ) {
        let cx = field.annotation.cx();
        let all: Vec<_> = field.attributes.iter().filter_map(|expr| attributes::attribute(&cx, *expr)).collect();
        let words = Words::of(&all);
        self.is_certain &= words.are_known(&FIELD_WORDS) && all.iter().all(|it| !CHANGING.contains(&it.name()));
        if words.has("skip") || words.has("skip_deserializing") {
            return;
        }
        let of = machine.eval(&cx, field.annotation.expr);
        if words.has("flatten") {
            match of {
                Value::Class(inner) if self.add(machine, inner, depth, true) => {}
                _ => self.is_certain = false,
            }
            return;
        }
        let annotation = spelled(&cx, field.annotation.expr);
        let name = words.text(machine, "rename").unwrap_or_else(|| restyled(field.name, style));
        let is_optional = annotation.starts_with("Option<") || annotation.contains("::Option<") || of.is_unknown();
        let is_custom = words.has("with") || words.has("deserialize_with");
        self.fields.push(WireField {
            name,
            aliases: words.text(machine, "alias").into_iter().collect(),
            is_required: !has_defaults && !words.has("default") && !is_optional,
            annotation,
            holds: if is_custom { Holds::Other } else { holds(&of, 3) },
            is_flattened: is_inner,
            at: cx.place(field.annotation.expr),
        });
    }
}

/// Words of serde's attributes that are understood, of a structure and of a field.
const STRUCT_WORDS: [&str; 6] = ["rename_all", "rename", "default", "deny_unknown_fields", "crate", "expecting"];
const FIELD_WORDS: [&str; 12] = [
    "rename",
    "default",
    "alias",
    "skip",
    "skip_deserializing",
    "skip_serializing",
    "skip_serializing_if",
    "serialize_with",
    "deserialize_with",
    "with",
    "flatten",
    "borrow",
];
/// Attributes that may say otherwise what those of serde say.
const CHANGING: [&str; 4] = ["serde_as", "cfg_attr", "apply", "cfg"];

pub(super) fn is_numbered(fields: &[Field]) -> bool {
    fields.first().is_some_and(|field| field.name.starts_with(|char: char| char.is_ascii_digit()))
}

/// Whether a type is read as serde's own derive reads it.
pub(super) fn is_read_plainly(machine: &Machine, class: Id<ClassObject>) -> bool {
    let all = attributes::of_class(machine, class);
    let derives = |name: &str| {
        let derives = all.iter().filter(|it| it.name() == "derive");
        derives.into_iter().any(|it| it.positional().any(|expr| it.word(expr).is_some_and(|word| word == name)))
    };
    derives("Deserialize")
        && Words::of(&all).are_known(&STRUCT_WORDS)
        && all.iter().all(|it| !CHANGING.contains(&it.name()))
}

fn class_of(of: &Value) -> Option<Id<ClassObject>> {
    match of {
        Value::Class(class) => Some(*class),
        Value::Subscripted(generic) => match generic.base {
            Value::Class(class) => Some(class),
            _ => None,
        },
        _ => None,
    }
}
