//! Which routers are included where, and which routes came too late for it?

use super::link::known;
use super::respell::{Field, Spellings};
use super::start::applications;
use crate::eval::{Id, Instance, Machine, Text, Value};
use crate::facts::{Name, Place};
use rustc_hash::{FxHashMap, FxHashSet};

/// Steps for what one router holds.
const STEPS: u64 = 300_000;

/// One call that includes a router in another.
#[derive(Clone, Debug, PartialEq)]
pub struct Include {
    /// The call.
    pub at: Place,
    /// The prefix it gives, if known.
    pub prefix: Option<String>,
    /// Where the included router is made.
    pub router: Place,
    /// Where the application or router is made that includes it.
    pub into: Place,
    /// Whether it happens only under a condition.
    pub is_conditional: bool,
}

/// A route that was added to a router after an include had copied what the router held.
#[derive(Clone, Debug, PartialEq)]
pub struct Late {
    /// The call or decorator that registers it.
    pub route: Place,
    /// The include that came before.
    pub include: Place,
    /// The path on its router, if known.
    pub path: Option<String>,
}

/// All includes of the workspace, and the routes they certainly miss.
pub(super) fn wiring(machine: &mut Machine, spellings: &mut Spellings) -> (Vec<Include>, Vec<Late>) {
    let all: Vec<Id<Instance>> = machine.heap.instances.iter().map(|(id, _)| id).collect();
    let calls: Vec<_> = all.iter().filter(|id| machine.model_class(**id) == Some("_Include")).copied().collect();
    let owners = applications(machine).into_iter().filter_map(|app| Some((instance_at(machine, app, "router")?, app)));
    let owners: FxHashMap<Id<Instance>, Id<Instance>> = owners.collect();
    let mut includes = Vec::new();
    for (include, prefix) in calls.iter().filter_map(|id| include(machine, &owners, *id)) {
        if let Some(prefix) = prefix {
            spellings.note(Field::Include(includes.len()), &prefix, 0);
        }
        includes.push(include);
    }
    (includes, late_routes(machine, &all, &calls))
}

/// What a call includes, and the prefix it gives. An application does so by a router of its own, which `owners` tells.
fn include(
    machine: &mut Machine,
    owners: &FxHashMap<Id<Instance>, Id<Instance>>,
    id: Id<Instance>,
) -> Option<(Include, Option<Text>)> {
    let (router, at) = (instance_at(machine, id, "router")?, machine.heap.instances[id].created);
    let parent = instance_at(machine, id, "parent")?;
    let parent = owners.get(&parent).copied().unwrap_or(parent);
    if machine.library.is_model(at.file) {
        return None;
    }
    let prefix = attr(machine, id, "prefix").and_then(|prefix| known(&prefix));
    let include = Include {
        at,
        prefix: prefix.as_ref().map(|prefix| prefix.peek().to_string()),
        router: machine.heap.instances[router].created,
        into: machine.heap.instances[parent].created,
        is_conditional: machine.heap.instances[id].condition.is_some(),
    };
    Some((include, prefix))
}

/// Routes of routers that were included, of which no include made a copy. Only where includes copy.
fn late_routes(machine: &mut Machine, all: &[Id<Instance>], calls: &[Id<Instance>]) -> Vec<Late> {
    let copied: FxHashSet<Id<Instance>> = all.iter().filter_map(|id| instance_at(machine, *id, "_origin")).collect();
    let mut first: FxHashMap<Id<Instance>, Id<Instance>> = FxHashMap::default();
    for call in calls {
        if let Some(router) = instance_at(machine, *call, "router").filter(|_| copies(machine, *call)) {
            first.entry(router).or_insert(*call);
        }
    }
    let mut late: Vec<Late> = Vec::new();
    for (router, call) in first {
        let include = machine.heap.instances[call].created;
        let at = machine.heap.instances[router].created;
        machine.refuel(STEPS);
        let routes = machine.get_attr(&Value::Instance(router), Name::from("routes"), at);
        let routes = machine.iterate(&routes, at).unwrap_or_default();
        let is_certain = machine.heap.instances[call].condition.is_none();
        for route in routes.iter().filter_map(as_instance).filter(|route| is_certain && !copied.contains(route)) {
            if is_own_route(machine, route) && machine.heap.instances[route].condition.is_none() {
                let path = attr(machine, route, "path").and_then(|path| machine.name_of(&path));
                let path = path.map(|path| path.to_string());
                late.push(Late { route: machine.heap.instances[route].created, include, path });
            }
        }
    }
    late.sort_by_key(|late| (late.route, late.include));
    late.dedup();
    late
}

/// Whether the framework that holds for an include copies routes.
fn copies(machine: &Machine, call: Id<Instance>) -> bool {
    let file = machine.heap.instances[call].created.file;
    let version = machine.world.version_of("fastapi", file);
    version.is_some_and(|version| version < crate::eval::Version(0, 137, 0))
}

fn is_own_route(machine: &Machine, route: Id<Instance>) -> bool {
    let is_copied = |class: &str| ["APIRoute", "APIWebSocketRoute", "Route", "WebSocketRoute"].contains(&class);
    let at = machine.heap.instances[route].created;
    machine.model_class(route).is_some_and(is_copied) && instance_at(machine, route, "_origin").is_none() && {
        !machine.library.is_model(at.file)
    }
}

fn attr(machine: &Machine, id: Id<Instance>, name: &str) -> Option<Value> {
    machine.heap.instances[id].attrs.get(&Name::from(name)).cloned()
}

fn as_instance(value: &Value) -> Option<Id<Instance>> {
    if let Value::Instance(id) = value { Some(*id) } else { None }
}

fn instance_at(machine: &Machine, id: Id<Instance>, name: &str) -> Option<Id<Instance>> {
    attr(machine, id, name).as_ref().and_then(as_instance)
}
