//! Which functions are not entered again? Those that took long some times and came to nothing that matters.
//!
//! From a program's start to its router it may be a long way past a storage engine or a scheduler, whose functions may
//! lead to a router as far as words tell. Each that did not is worth a few looks, not hundreds.

use super::callable::Call;
use super::declared::is_expansion;
use super::heap::Id;
use super::machine::Machine;
use super::object::{ClassObject, FunctionObject};
use super::value::Value;
use crate::facts::ItemId;
use crate::syntax::Language;
use crate::text::FileId;

/// So often a function is entered that gave nothing and made nothing each time, and steps that such a call took, on
/// average.
const NOTHING: (u64, u64) = (3, 1_000);
/// The same of functions that gave something, but made nothing of which routes are made.
const SOMETHING: (u64, u64) = (8, 4_000);

/// The calls of one function so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Looks {
    calls: u64,
    steps: u64,
    /// Whether one gave something.
    gave: bool,
    /// Whether something came of one that routes are made of.
    bore: bool,
}

/// What the machine had done before a call.
pub(super) struct Before {
    place: (FileId, ItemId),
    steps: u64,
    fruits: usize,
}

impl Machine<'_> {
    /// Whether calls of a function took long and came to nothing so often that another one will not either. A function
    /// that is given other functions, or a router, does what those do.
    pub(super) fn is_fruitless(&self, id: Id<FunctionObject>, call: &Call) -> bool {
        if self.looks.is_empty() || call.args.iter().any(|given| is_callable(given) || self.is_registrar(given, 2)) {
            return false;
        }
        self.looks.get(&self.looked_at(id)).is_some_and(|looks| {
            let (calls, steps) = if looks.gave { SOMETHING } else { NOTHING };
            !looks.bore && looks.calls >= calls && looks.steps >= steps * looks.calls
        })
    }

    fn looked_at(&self, id: Id<FunctionObject>) -> (FileId, ItemId) {
        let function = &self.heap.functions[id];
        (function.facts.file, function.signature().item)
    }

    /// What to compare with when a call ends; `None` for functions of which all calls count.
    pub(super) fn before_call(&self, id: Id<FunctionObject>) -> Option<Before> {
        let function = &self.heap.functions[id];
        let counts = function.facts.language == Language::Rust && !self.library.is_model(function.facts.file);
        counts.then(|| Before { place: self.looked_at(id), steps: self.steps, fruits: self.fruits() })
    }

    /// Remembers what a call came to.
    pub(super) fn after_call(&mut self, before: Option<Before>, result: &Value) {
        let Some(before) = before else { return };
        let bore = self.fruits() > before.fruits || self.is_registrar(result, 2);
        let steps = self.steps - before.steps;
        let looks = self.looks.entry(before.place).or_default();
        looks.calls += 1;
        looks.steps += steps;
        looks.gave |= !is_nothing(result);
        looks.bore |= bore;
    }

    /// Counts an object that is made, if it is one of a model.
    pub(super) fn count_made(&mut self, class: Id<ClassObject>) {
        let class = &self.heap.classes[class];
        self.modelled += usize::from(class.is_model && !is_expansion(class.place.file));
    }

    /// How much has been made or noted that routes are made of.
    fn fruits(&self) -> usize {
        self.modelled + self.notes.len() + self.escaped.len() + self.objections.len()
    }
}

fn is_callable(value: &Value) -> bool {
    matches!(value, Value::Function(_) | Value::Bound(_) | Value::Partial(_) | Value::Wrapped(_))
}

/// Whether nobody can do anything with a result.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::None | Value::Bool(_) | Value::Int(_) => true,
        Value::Tuple(items) => items.iter().all(is_nothing),
        other => other.is_opaque(),
    }
}
