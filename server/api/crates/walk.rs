//! How do paths and layers of nested routers go together? As the framework of the router says.

use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::Name;
use crate::frameworks::{CrateModel, crate_model};

/// Whether an entry of the routes leads to another router.
pub(in crate::api) fn is_joint(class: &str) -> bool {
    class == "Nest"
}

/// The model whose class an instance is of.
pub(super) fn model_of(machine: &Machine, id: Id<Instance>) -> Option<&'static CrateModel> {
    let class = &machine.heap.classes[machine.heap.instances[id].class];
    class.mro.iter().find_map(|entry| match entry {
        Value::Class(id) if machine.heap.classes[*id].is_model => {
            crate_model(&machine.modules[machine.heap.classes[*id].module].name)
        }
        _ => None,
    })
}

/// A prefix and the path below it, as the framework of an entry joins them.
pub(in crate::api) fn join(machine: &Machine, entry: Id<Instance>, prefix: &str, path: &str) -> String {
    match model_of(machine, entry) {
        Some(model) => (model.paths.join)(prefix, path),
        None => format!("{prefix}{path}"),
    }
}

/// The layers among the entries of a router that cover the entry at an index, in run order: those that come after it, the
/// last one first, and those that cover everything.
pub(in crate::api) fn layers_over(machine: &Machine, entries: &[Value], at: usize) -> Vec<Value> {
    let covers = |(index, entry): &(usize, &Value)| match entry {
        Value::Instance(id) if machine.model_class(*id) == Some("Layer") => {
            let all = machine.heap.instances[*id].attrs.get(&Name::from("covers_all"));
            *index > at || matches!(all, Some(Value::Bool(true)))
        }
        _ => false,
    };
    let mut found: Vec<Value> = entries.iter().enumerate().filter(covers).map(|(_, entry)| entry.clone()).collect();
    found.reverse();
    found
}
