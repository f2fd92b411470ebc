//! Which names of modules hold an application or a router? What an editor shows where such a name is read.

use super::start::applications;
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{Name, Place};
use crate::text::FileId;
use rustc_hash::FxHashSet;

/// How many imports that nobody read are followed from one module to the next.
const HOPS: usize = 8;

/// A name of a module that holds an application or a router, made there or elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    /// The module's file.
    pub file: FileId,
    /// The name.
    pub name: Name,
    /// Where the object is made.
    pub made: Place,
}

/// All such names, in order. Nothing runs for it: a name that nobody read is followed, not evaluated.
pub(super) fn holders(machine: &Machine) -> Vec<Holder> {
    let applications: FxHashSet<Id<Instance>> = applications(machine).into_iter().collect();
    let is_meant = |id: Id<Instance>| applications.contains(&id) || machine.model_class(id) == Some("APIRouter");
    let mut found = Vec::new();
    for module in machine.modules.iter() {
        let Some(file) = module.id.and_then(|id| machine.world.modules().file(id)) else { continue };
        for (name, value) in &machine.heap.scopes[module.scope].names {
            if let Some(id) = held(machine, value).filter(|id| is_meant(*id)) {
                let made = machine.heap.instances[id].created;
                found.push(Holder { file, name: *name, made });
            }
        }
    }
    found.retain(|holder| !machine.library.is_model(holder.made.file));
    found.sort_unstable();
    found
}

/// The object that a name holds, through imports.
fn held(machine: &Machine, value: &Value) -> Option<Id<Instance>> {
    let mut value = value;
    for _ in 0..HOPS {
        match value {
            Value::Instance(id) => return Some(*id),
            Value::Lazy(lazy) if lazy.stmt.is_none() => {
                let scope = machine.modules[lazy.module].scope;
                value = machine.heap.scopes[scope].names.get(&lazy.name?)?;
            }
            _ => return None,
        }
    }
    None
}
