//! What is an entry of a dict found by? A key that two values share if the language takes them for equal.

use super::machine::Machine;
use super::value::Value;
use crate::facts::Name;
use std::sync::Arc;

/// What a dict entry is found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A string without holes, or a member whose value is one.
    Str(Arc<str>),
    /// An integer or boolean.
    Int(i64),
    /// Anything with identity, by kind and id.
    Object(u8, u64),
    /// A tuple of keys.
    Tuple(Vec<Key>),
}

/// How many parts the key of an entry may have, those of tuples in it counted.
const KEY_PARTS: usize = 1_000;

impl Machine<'_> {
    /// What a dict finds a value by; `None` if it cannot be one, is not known, or is a tuple of tuples too large.
    pub fn key_of(&self, value: &Value) -> Option<Key> {
        let mut budget = KEY_PARTS;
        let key = key_within(value, &mut budget);
        self.owe(KEY_PARTS - budget);
        key
    }
}

/// The key of a value of so many parts at most.
fn key_within(value: &Value, budget: &mut usize) -> Option<Key> {
    *budget = budget.checked_sub(1)?;
    let object = |kind: u8, id: u32| Some(Key::Object(kind, u64::from(id)));
    match value {
        Value::Str(text) if !text.contains(super::value::HOLE) => Some(Key::Str(Arc::clone(text))),
        Value::Int(number) => Some(Key::Int(*number)),
        Value::Bool(value) => Some(Key::Int(i64::from(*value))),
        Value::None => object(0, 0),
        Value::Function(id) => object(1, id.index()),
        Value::Class(id) => object(2, id.index()),
        Value::Instance(id) => object(3, id.index()),
        Value::Module(module) => object(4, module.0),
        Value::External(path) => Some(Key::Object(5, path.precomputed_hash())),
        Value::Native(native) => Some(Key::Object(6, std::ptr::from_ref(*native) as u64)),
        Value::Member(member) => match key_within(&member.value, budget) {
            Some(key @ Key::Str(_)) => Some(key),
            _ => Some(Key::Object(7, Name::from(&format!("{:?}.{}", member.class, member.name)).precomputed_hash())),
        },
        Value::Path(path) => Some(Key::Str(Arc::clone(path))),
        Value::Tuple(items) => items.iter().map(|item| key_within(item, budget)).collect::<Option<_>>().map(Key::Tuple),
        _ => None,
    }
}
