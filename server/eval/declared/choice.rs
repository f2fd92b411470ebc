//! What can be done with a value of which it is known that it is one of a few? Methods of each run, each on its own
//! condition.

use crate::eval::callable::Call;
use crate::eval::machine::Machine;
use crate::eval::statement::Flow;
use crate::eval::value::{Known, Reason, Value};
use crate::facts::{Name, Place};

/// How many values one may be.
pub(super) const CHOICES: usize = 6;

impl Machine<'_> {
    /// Calls a method of each of some values, of which one is there.
    pub(super) fn call_each(&mut self, choices: &[Value], name: Name, call: &Call) -> Value {
        let Some((first, rest)) = choices.split_first() else {
            return Value::unknown(format!("nothing to call `{name}` on"), call.site);
        };
        if rest.is_empty() {
            return self.call_method(first, name, call.clone());
        }
        let what = self.class_named(first).unwrap_or_default();
        let (mut one, mut other) = (None, None);
        let flow = self.fork_on(
            &format!("`{name}` is that of `{what}`"),
            call.site,
            |machine| {
                one = Some(machine.call_method(first, name, call.clone()));
                Flow::Next
            },
            |machine| {
                other = Some(machine.call_each(rest, name, call));
                Flow::Next
            },
        );
        debug_assert!(!flow.leaves());
        match (one, other) {
            (Some(one), Some(other)) => self.join(&one, &other, call.site),
            (one, other) => one.or(other).unwrap_or(Value::None),
        }
    }

    fn class_named(&self, value: &Value) -> Option<Name> {
        let class = match value {
            Value::Unknown(reason) => match reason.known {
                Known::Class(class) => class,
                _ => return None,
            },
            value => self.class_of(value)?,
        };
        Some(self.heap.classes[class].name)
    }

    /// Whether a value is an object of a type of the workspace, or one of several.
    pub(in crate::eval) fn is_choice(&self, value: &Value) -> bool {
        let class = match value {
            Value::Unknown(reason) => return matches!(reason.known, Known::OneOf(_)),
            Value::Instance(id) => self.heap.instances[*id].class,
            Value::Class(class) => *class,
            _ => return false,
        };
        let class = &self.heap.classes[class];
        !class.is_model && self.modules.is_declared(class.module)
    }

    /// A value that is one or the other.
    pub(in crate::eval) fn one_of(&self, left: &Value, right: &Value, at: Place) -> Value {
        let mut choices: Vec<Value> = Vec::new();
        for value in [left, right] {
            let more = match value {
                Value::Unknown(reason) => match &reason.known {
                    Known::OneOf(known) => known.to_vec(),
                    _ => Vec::new(),
                },
                value => vec![value.clone()],
            };
            for value in more {
                if !choices.iter().any(|known| self.same(known, &value)) {
                    choices.push(value);
                }
            }
        }
        let reason = Reason::new("differs between the branches of an undecided test", at);
        if choices.len() > CHOICES { Value::Unknown(reason) } else { reason.with(Known::OneOf(choices.into())) }
    }
}
