//! Which applications are services of their own, and what are they called?

use super::flatten::Flattened;
use super::mounts::topmost;
use super::{Layer, Service};
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{Facts, ItemId, Name, Place};
use crate::frameworks::{FRAMEWORKS, callable};
use indexmap::IndexMap;
use indexmap::map::Entry;
use rustc_hash::FxBuildHasher;

/// How many applications that the same code makes are looked at: a factory in a loop may make any number.
const WALKS: usize = 100;

type FxIndexMap<K, V> = IndexMap<K, V, FxBuildHasher>;

/// A service and everything that was found below it.
pub(super) struct Found {
    /// The service.
    pub service: Service,
    /// What walking each application of this place found.
    pub walks: Vec<Flattened>,
}

/// Walks every application that stands below no other. One service per place of creation.
pub(super) fn services(machine: &mut Machine) -> Vec<Found> {
    let mut found: FxIndexMap<Place, Found> = FxIndexMap::default();
    for app in topmost(machine) {
        let at = machine.heap.instances[app].created;
        if found.get(&at).is_some_and(|known| known.walks.len() >= WALKS) {
            continue;
        }
        let mut walk = Flattened::default();
        walk.walk(machine, app);
        match found.entry(at) {
            Entry::Occupied(mut known) => known.get_mut().walks.push(walk),
            Entry::Vacant(new) => drop(new.insert(Found { service: describe(machine, app), walks: vec![walk] })),
        }
    }
    found.into_values().chain(super::crates::services(machine)).collect()
}

fn describe(machine: &mut Machine, app: Id<Instance>) -> Service {
    let at = machine.heap.instances[app].created;
    Service {
        name: name(machine, app),
        framework: framework(machine, app),
        at,
        layers: layers(machine, app),
        exception_handlers: exception_handlers(machine, app, at),
        lifespans: super::start::startup_handlers(machine, app, at)
            .iter()
            .filter_map(|(handler, _)| callable(machine, handler))
            .collect(),
        silenced: super::start::silenced_handlers(machine, app, at)
            .iter()
            .filter_map(|handler| callable(machine, handler))
            .collect(),
        is_served: true,
        versions: PACKAGES
            .iter()
            .filter_map(|package| Some((*package, machine.world.version_of(package, at.file)?)))
            .collect(),
    }
}

/// Packages whose version decides what code does.
const PACKAGES: [&str; 3] = ["fastapi", "starlette", "pydantic"];

/// The framework whose application class comes first in the linear order.
pub(super) fn framework(machine: &Machine, app: Id<Instance>) -> &'static str {
    if let Some(found) = super::crates::framework(machine, app) {
        return found;
    }
    let class = machine.model_class(app).unwrap_or_default();
    let found = FRAMEWORKS.iter().find(|framework| framework.applications.contains(&class));
    found.map_or("", |framework| framework.name)
}

/// `module:name` of the module-level name that holds an application, else of the function that makes it.
fn name(machine: &Machine, app: Id<Instance>) -> String {
    for module in machine.modules.iter().filter(|module| module.id.is_some()) {
        let names = &machine.heap.scopes[module.scope].names;
        if let Some((name, _)) = names.iter().find(|(_, value)| matches!(value, Value::Instance(id) if *id == app)) {
            return format!("{}:{name}", module.name);
        }
    }
    let at = machine.heap.instances[app].created;
    let Some(id) = machine.world.modules().of_file(at.file) else { return String::new() };
    let module = machine.world.modules().dotted(id);
    let maker = machine.heap.functions.iter().find(|(_, function)| {
        function.facts.file == at.file && function.signature().item == at.item && at.item != ItemId::default()
    });
    match maker {
        Some((_, function)) => format!("{module}:{}()", function.qualname),
        None => format!("{module}:{}", maker_by_facts(machine, at).unwrap_or_default()),
    }
}

/// The name of the function whose body is an item, from facts alone.
fn maker_by_facts(machine: &Machine, at: Place) -> Option<Name> {
    let facts: std::sync::Arc<Facts> = machine.world.facts_of(at.file)?;
    let codes = facts.items().map(|item| facts.item(item));
    codes.flat_map(|code| &code.functions).find(|function| function.item == at.item).map(|function| function.name)
}

/// Middleware of an application in run order: the one added last runs first.
pub(super) fn layers(machine: &mut Machine, app: Id<Instance>) -> Vec<Layer> {
    let at = machine.heap.instances[app].created;
    let all = machine.get_attr(&Value::Instance(app), Name::from("user_middleware"), at);
    let mut layers = Vec::new();
    for entry in machine.iterate(&all, at).unwrap_or_default() {
        let class = machine.get_attr(&entry, Name::from("cls"), at);
        let name = match callable(machine, &class) {
            Some(callable) => callable.dotted(),
            None => class.dotted().map_or_else(|| "?".to_owned(), |path| path.to_string()),
        };
        let at = match entry {
            Value::Instance(id) => Some(machine.heap.instances[id].created),
            _ => None,
        };
        layers.push(Layer { name, at });
    }
    layers
}

fn exception_handlers(
    machine: &mut Machine,
    app: Id<Instance>,
    at: Place,
) -> Vec<(String, crate::frameworks::Callable)> {
    let handlers = machine.get_attr(&Value::Instance(app), Name::from("exception_handlers"), at);
    let Value::Dict(dict) = handlers else { return Vec::new() };
    let entries: Vec<_> = machine.heap.dicts[dict].entries.values().cloned().collect();
    let named = |(key, handler): (Value, Value)| {
        let name = match &key {
            Value::Class(class) => machine.heap.classes[*class].name.to_string(),
            Value::Int(status) => status.to_string(),
            other => other.dotted()?.rsplit('.').next()?.to_owned(),
        };
        Some((name, callable(machine, &handler)?))
    };
    entries.into_iter().filter_map(named).collect()
}
