//! How large may a value grow? Texts and sequences have a bound, and what is copied at once costs steps.

use super::key::Key;
use super::machine::Machine;
use super::text::join_holes;
use super::value::Value;
use super::written::Text;
use crate::facts::Place;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Bytes of text that cost as much as one element of a list.
const TEXT_PER_ELEMENT: usize = 16;

/// How many pairs two nested tuples are compared by; beyond that they count as different.
const COMPARISONS: usize = 10_000;

impl Machine<'_> {
    /// A string put together from parts; not known if it is longer than the bound.
    pub fn joined(&mut self, parts: &[&str], at: Place) -> Value {
        let length = parts.iter().map(|part| part.len()).sum();
        if self.fits_text(length, at) { Value::str(join_holes(parts)) } else { too_long(at) }
    }

    /// A string put together from strings, whose literals stay known; not known if it is longer than the bound.
    pub(super) fn joined_texts(&mut self, parts: &[Text], at: Place) -> Value {
        let length = parts.iter().map(|part| part.peek().len()).sum();
        if self.fits_text(length, at) { Value::Str(Text::joined(parts)) } else { too_long(at) }
    }

    /// `text * times`.
    pub(super) fn repeated(&mut self, text: &str, times: i64, at: Place) -> Value {
        let times = usize::try_from(times).unwrap_or(0);
        if self.fits_text(text.len().saturating_mul(times), at) { Value::str(text.repeat(times)) } else { too_long(at) }
    }

    /// Whether a text of so many bytes may be made; counts what making it costs.
    pub(super) fn fits_text(&mut self, length: usize, at: Place) -> bool {
        let fits = length <= self.bounds.text;
        if fits {
            self.spend(length / TEXT_PER_ELEMENT);
        } else {
            self.limit("a text grows without end and is not kept", at);
        }
        fits
    }

    /// Whether a sequence of so many elements may be made; counts what making it costs.
    pub(super) fn fits_elements(&mut self, length: usize, at: Place) -> bool {
        let fits = length <= self.bounds.elements;
        if fits {
            self.spend(length);
        } else {
            self.limit("a sequence grows without end and is not kept", at);
        }
        fits
    }

    /// Whether two values are the same without asking their contents.
    pub fn same(&self, left: &Value, right: &Value) -> bool {
        let mut budget = COMPARISONS;
        let same = same_within(left, right, &mut budget);
        self.owe(COMPARISONS - budget);
        same
    }
}

/// What stands for a text that is longer than the bound.
pub(super) fn too_long(at: Place) -> Value {
    Value::unknown("a text that grows without end", at)
}

/// Values met before, to find the same one again without comparing it with each.
#[derive(Default)]
pub(super) struct Seen {
    keys: FxHashSet<Key>,
    others: Vec<Value>,
}

impl Seen {
    pub(super) fn of<'a>(machine: &Machine, items: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut seen = Seen::default();
        for item in items {
            seen.insert(machine, item);
        }
        seen
    }

    /// Adds a value; whether it is new.
    pub(super) fn insert(&mut self, machine: &Machine, value: &Value) -> bool {
        match machine.key_of(value) {
            Some(key) => self.keys.insert(key),
            None if value.is_unknown() => true,
            None if self.contains(machine, value) => false,
            None => {
                self.others.push(value.clone());
                true
            }
        }
    }

    /// Whether a value is among those added.
    pub(super) fn contains(&self, machine: &Machine, value: &Value) -> bool {
        match machine.key_of(value) {
            Some(key) => self.keys.contains(&key),
            None => self.others.iter().any(|other| machine.same(other, value)),
        }
    }
}

/// Whether two values are the same, found out with so many comparisons at most.
fn same_within(left: &Value, right: &Value, budget: &mut usize) -> bool {
    *budget = budget.saturating_sub(1);
    match (left, right) {
        _ if *budget == 0 => false,
        (Value::None, Value::None) | (Value::Ellipsis, Value::Ellipsis) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Int(left), Value::Int(right)) => left == right,
        (Value::Float(left), Value::Float(right)) => left.to_bits() == right.to_bits(),
        (Value::Str(left), Value::Str(right)) => left.equals(right) && !left.has_holes(),
        (Value::Bytes(left), Value::Bytes(right)) | (Value::Path(left), Value::Path(right)) => left == right,
        (Value::List(left), Value::List(right)) | (Value::Set(left), Value::Set(right)) => left == right,
        (Value::Dict(left), Value::Dict(right)) => left == right,
        (Value::Function(left), Value::Function(right)) => left == right,
        (Value::Class(left), Value::Class(right)) => left == right,
        (Value::Instance(left), Value::Instance(right)) => left == right,
        (Value::Module(left), Value::Module(right)) => left == right,
        (Value::External(left), Value::External(right)) => left == right,
        (Value::Native(left), Value::Native(right)) => std::ptr::eq(*left, *right),
        (Value::Bound(left), Value::Bound(right)) => {
            same_within(&left.receiver, &right.receiver, budget) && same_within(&left.function, &right.function, budget)
        }
        (Value::Member(left), Value::Member(right)) => left.class == right.class && left.name == right.name,
        (Value::ExternalCall(left), Value::ExternalCall(right)) => Arc::ptr_eq(left, right),
        (Value::Tuple(left), Value::Tuple(right)) => {
            let mut pairs = left.iter().zip(right.iter());
            left.len() == right.len() && pairs.all(|(left, right)| same_within(left, right, budget))
        }
        _ => false,
    }
}
