//! Which inputs and dependencies does a handler have? FastAPI's own rules, applied to evaluated signatures.

mod body;
mod certain;
mod dependency;
mod field;
mod marker;
mod missing;
mod parameter;
mod refusal;
mod registration;
mod remark;
mod shape;
mod stranger;
#[cfg(test)]
mod tests;
mod view;

pub use registration::{Answer, Registration};

use crate::eval::{Machine, Value};
use crate::facts::Place;
use crate::frameworks::Callable;
use crate::frameworks::interface::{HandlerParameter, Input, InputPlace, Interface, Refusal, Remark, Stance};
use dependency::Key;
use rustc_hash::FxHashMap;

/// Steps for one handler: its annotations, and models that nobody has read before.
const STEPS: u64 = 300_000;

/// How deep dependencies may depend on others.
const DEPTH: usize = 30;

/// The inputs and dependencies of the handler of a route, or why the framework refuses it.
pub fn interface(machine: &mut Machine, endpoint: &Value, route: &Registration) -> Interface {
    let mut found = Interface::default();
    let bound = machine.start(STEPS, |machine| {
        let mut walk = Walk::new(machine, route);
        let mut dependencies: Vec<_> = route.outer.iter().map(|value| walk.outer(value)).collect();
        dependencies.extend(walk.endpoint(endpoint, route.answer));
        found = walk.finish(dependencies);
    });
    found.complete &= bound.is_none();
    found
}

/// The walk over one handler and what it depends on.
struct Walk<'m, 'w> {
    machine: &'m mut Machine<'w>,
    path_names: Vec<String>,
    /// The names in the path that the route itself holds.
    own_names: Vec<String>,
    /// What was visited, with its stance and whether it carries credentials.
    visited: FxHashMap<Key, (Stance, bool)>,
    inputs: Vec<Input>,
    complete: bool,
    site: Place,
    /// The handler or dependency that is read now.
    reading: Option<Value>,
    /// Why the framework refuses the operation.
    refused: Option<Refusal>,
    /// The dependencies around what is read now.
    path: Vec<(Key, Option<Callable>)>,
    parameters: Vec<HandlerParameter>,
    takes_request: bool,
    remarks: Vec<Remark>,
}

impl<'m, 'w> Walk<'m, 'w> {
    fn new(machine: &'m mut Machine<'w>, route: &Registration) -> Self {
        Walk {
            machine,
            path_names: path_names(route.path),
            own_names: path_names(route.own_path),
            visited: FxHashMap::default(),
            inputs: Vec::new(),
            complete: true,
            site: route.site,
            reading: None,
            refused: None,
            path: Vec::new(),
            parameters: Vec::new(),
            takes_request: false,
            remarks: Vec::new(),
        }
    }

    /// Adds an input. The same name in the same place is one input, required if anybody requires it.
    fn add(&mut self, input: Input) {
        let same = |known: &&mut Input| known.place == input.place && known.name == input.name;
        match self.inputs.iter_mut().find(same) {
            Some(known) => {
                known.required |= input.required;
                known.from_dependency &= input.from_dependency;
            }
            None => self.inputs.push(input),
        }
    }

    fn finish(mut self, dependencies: Vec<crate::frameworks::Dependency>) -> Interface {
        self.inputs.sort_by_key(|input| input.from_dependency);
        self.complete &= !self.inputs.iter().any(|input| input.place == InputPlace::Unknown);
        Interface {
            inputs: self.inputs,
            dependencies,
            complete: self.complete,
            refused: self.refused,
            parameters: self.parameters,
            takes_request: self.takes_request,
            remarks: self.remarks,
        }
    }
}

/// The names in the braces of a path, without converters.
fn path_names(path: &str) -> Vec<String> {
    let inside = path.split('{').skip(1).filter_map(|part| part.split_once('}'));
    inside.map(|(name, _)| name.split(':').next().unwrap_or(name).trim().to_owned()).collect()
}
