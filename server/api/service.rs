//! Which applications are services of their own, and what are they called?

use super::flatten::Flattened;
use super::start::applications;
use super::{Layer, Service};
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{Facts, ItemId, Name, Place};
use crate::frameworks::{FRAMEWORKS, callable};

/// A service and everything that was found below it.
pub(super) struct Found {
    /// The service.
    pub service: Service,
    /// What walking each application of this place found.
    pub walks: Vec<Flattened>,
}

/// Walks every application; those mounted below another are no services. One service per place of creation.
pub(super) fn services(machine: &mut Machine) -> Vec<Found> {
    let mut walks: Vec<(Id<Instance>, Flattened)> = Vec::new();
    for app in applications(machine) {
        let mut walk = Flattened::default();
        walk.walk(machine, app);
        walks.push((app, walk));
    }
    let mut mounted: Vec<Place> = mounted_places(machine);
    mounted.extend(walks.iter().flat_map(|(_, walk)| &walk.reached).map(|id| machine.heap.instances[*id].created));
    let mut found: Vec<Found> = Vec::new();
    for (app, walk) in walks {
        let at = machine.heap.instances[app].created;
        if mounted.contains(&at) {
            continue;
        }
        match found.iter_mut().find(|known| known.service.at == at) {
            Some(known) => known.walks.push(walk),
            None => found.push(Found { service: describe(machine, app), walks: vec![walk] }),
        }
    }
    found
}

/// Where applications were made that something mounts, served or not.
fn mounted_places(machine: &mut Machine) -> Vec<Place> {
    let all: Vec<Id<Instance>> = machine.heap.instances.iter().map(|(id, _)| id).collect();
    let mounts: Vec<Id<Instance>> =
        all.into_iter().filter(|id| matches!(machine.model_class(*id), Some("Mount" | "Host"))).collect();
    let mut places = Vec::new();
    for mount in mounts {
        let app = machine.heap.instances[mount].attrs.get(&Name::from("app")).cloned().unwrap_or(Value::None);
        let target = machine.mounted_application(&app, 3);
        places.extend(target.map(|target| machine.heap.instances[target].created));
    }
    places
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
    }
}

/// The framework whose application class comes first in the linear order.
pub(super) fn framework(machine: &Machine, app: Id<Instance>) -> &'static str {
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
    let items = std::iter::once(&facts.surface).chain(&facts.bodies);
    items.flat_map(|code| &code.functions).find(|function| function.item == at.item).map(|function| function.name)
}

/// Middleware of an application in run order: the one added last runs first.
pub(super) fn layers(machine: &mut Machine, app: Id<Instance>) -> Vec<Layer> {
    let at = machine.heap.instances[app].created;
    let all = machine.get_attr(&Value::Instance(app), Name::from("user_middleware"), at);
    let mut layers = Vec::new();
    for entry in machine.iterate(&all, at).unwrap_or_default() {
        let class = machine.get_attr(&entry, Name::from("cls"), at);
        let name = match callable(machine, &class) {
            Some(callable) => format!("{}:{}", callable.module, callable.qualname),
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
