//! Which applications are served, which lie inside others, and what becomes of the rest?

use super::walk::model_of;
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{Name, Place};
use rustc_hash::FxHashSet;

/// How many applications are served so far.
pub(super) fn served_applications(machine: &Machine) -> usize {
    served(machine).len()
}

/// Applications that are served, in order: what was handed on last of one chain of calls.
pub(super) fn served(machine: &Machine) -> Vec<Id<Instance>> {
    machine.escaped.iter().copied().filter(|id| is_application(machine, *id)).collect()
}

/// The routers that others hold.
pub(super) fn held(machine: &Machine) -> FxHashSet<Id<Instance>> {
    let target = Name::from("target");
    let joints = machine.heap.instances.iter().filter(|(id, _)| machine.model_class(*id).is_some_and(super::is_joint));
    joints
        .filter_map(|(_, joint)| match joint.attrs.get(&target) {
            Some(Value::Instance(inner)) => Some(*inner),
            _ => None,
        })
        .collect()
}

/// Routers that were made, that no other holds and that nobody was seen to serve. If nothing is served at all, they are
/// what the program is about; else it is not known where they stand.
pub(super) fn serve_or_note(machine: &mut Machine) {
    let (held, served) = (held(machine), served(machine));
    let place = |machine: &Machine, id: &Id<Instance>| machine.heap.instances[*id].created;
    let known: FxHashSet<Place> = held.iter().chain(&served).map(|id| place(machine, id)).collect();
    let all: Vec<Id<Instance>> = machine.heap.instances.iter().map(|(id, _)| id).collect();
    let left: Vec<Id<Instance>> = all
        .into_iter()
        .filter(|id| is_application(machine, *id) && !machine.library.is_model(place(machine, id).file))
        .filter(|id| !held.contains(id) && !known.contains(&place(machine, id)))
        .collect();
    let reached: FxHashSet<Id<Instance>> = held.iter().chain(&served).flat_map(|id| entries(machine, *id)).collect();
    for id in left {
        // What either of two branches made has the entries of both.
        if entries(machine, id).iter().any(|entry| reached.contains(entry)) {
            continue;
        }
        let (value, at) = (Value::Instance(id), place(machine, &id));
        if entries(machine, id).is_empty() {
            continue;
        }
        if served.is_empty() {
            machine.note_escape(&value);
        } else {
            machine.note("a router that no service reaches", at);
        }
    }
}

/// The entries of a router.
fn entries(machine: &Machine, id: Id<Instance>) -> Vec<Id<Instance>> {
    let Some(Value::List(list)) = machine.heap.instances[id].attrs.get(&Name::from("routes")) else {
        return Vec::new();
    };
    let items = machine.heap.lists[*list].items.iter();
    items.filter_map(|item| if let Value::Instance(id) = item { Some(*id) } else { None }).collect()
}

fn is_application(machine: &Machine, id: Id<Instance>) -> bool {
    let class = &machine.heap.classes[machine.heap.instances[id].class];
    model_of(machine, id).is_some_and(|model| model.applications.contains(&&*class.name))
}
