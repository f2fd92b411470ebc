//! What is a service of a crate called, and what do its rows say?

use super::super::flatten::Flattened;
use super::super::row::Row;
use super::super::service::Found;
use super::super::{Layer, Service};
use super::left::{held, served};
use super::walk::model_of;
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{Name, Place};
use crate::frameworks::{
    Callable, Handler, Interface, callable, layer_function, layer_parts, layer_path, own_layers, surely_guards,
};
use rustc_hash::FxHashSet;

/// The services that programs start: applications that are served and that no other holds.
pub(in crate::api) fn services(machine: &mut Machine) -> Vec<Found> {
    let held = held(machine);
    let mut found: Vec<Found> = Vec::new();
    let mut places: FxHashSet<Place> = FxHashSet::default();
    for app in served(machine) {
        let at = machine.heap.instances[app].created;
        if held.contains(&app) {
            continue;
        }
        let mut walk = Flattened::default();
        walk.walk(machine, app);
        if places.insert(at) {
            found.push(Found { service: describe(machine, app), walks: vec![walk] });
        } else if let Some(known) = found.iter_mut().find(|known| known.service.at == at) {
            known.service.is_served &= machine.served.contains(&app);
            known.walks.push(walk);
        }
    }
    found
}

fn describe(machine: &mut Machine, app: Id<Instance>) -> Service {
    let at = machine.heap.instances[app].created;
    let model = model_of(machine, app);
    let version = |package: &'static str| Some((package, machine.world.version_of(package, at.file)?));
    Service {
        name: name(machine, at),
        framework: model.map_or("", |model| model.framework),
        at,
        layers: Vec::new(),
        exception_handlers: Vec::new(),
        lifespans: Vec::new(),
        silenced: Vec::new(),
        is_served: machine.served.contains(&app),
        versions: model.into_iter().filter_map(|model| version(model.package)).collect(),
    }
}

/// Module and function in which an application is made.
fn name(machine: &Machine, at: Place) -> String {
    let made_in = machine
        .heap
        .functions
        .iter()
        .find(|(_, function)| function.facts.file == at.file && function.signature().item == at.item);
    match made_in {
        Some((_, function)) => format!("{}::{}", machine.modules[function.module].name, function.qualname),
        None => machine.world.crates().path(at.file).unwrap_or_default().to_owned(),
    }
}

/// The framework of an application; empty if it is of no crate.
pub(in crate::api) fn framework(machine: &Machine, app: Id<Instance>) -> Option<&'static str> {
    model_of(machine, app).map(|model| model.framework)
}

/// A full path in canonical form.
pub(in crate::api) fn canonical(machine: &Machine, row: &Row) -> String {
    match model_of(machine, row.route) {
        Some(model) => {
            let version = machine.world.version_of(model.package, row.place.file);
            (model.paths.canonical)(row.path.peek(), version)
        }
        None => row.path.peek().to_string(),
    }
}

/// What stands for a handler that is no function of the workspace: a service, or something that is not known.
pub(in crate::api) fn stand_in(machine: &Machine, row: &Row, endpoint: &Value) -> Option<Callable> {
    model_of(machine, row.route)?;
    let at = None;
    let service = machine.heap.instances[row.route].attrs.get(&Name::from("is_service"));
    if matches!(service, Some(Value::Bool(true))) {
        return Some(Callable { module: String::new(), qualname: "<service>".to_owned(), is_path: true, at });
    }
    let known = callable(machine, endpoint).filter(|callable| callable.qualname != "expansion");
    known.or_else(|| Some(Callable { module: String::new(), qualname: "<unknown>".to_owned(), is_path: true, at }))
}

/// What the handler of a row takes, as its framework says.
pub(in crate::api) fn interface(machine: &mut Machine, row: &Row, endpoint: &Value) -> Option<Interface> {
    let model = model_of(machine, row.route)?;
    let (path, known) = (canonical(machine, row), stand_in(machine, row, endpoint)?);
    let handler = Handler { value: endpoint, path: &path, callable: &known, layers: &row.layers, site: row.place };
    Some((model.interface)(machine, &handler))
}

/// Layers of a row, in run order: those around its routers, then those of its handler.
pub(in crate::api) fn layers(machine: &Machine, row: &Row, endpoint: &Value) -> Vec<Layer> {
    let own = own_layers(endpoint).into_iter().map(|what| Layer { name: named(machine, &what), at: Some(row.place) });
    row.layers.iter().flat_map(|layer| layers_of(machine, layer)).chain(own).collect()
}

/// Layers that a row comes too late for and that may refuse requests.
pub(in crate::api) fn missed(machine: &Machine, row: &Row) -> Vec<Layer> {
    let guards = row.missed.iter().filter(|layer| surely_guards(machine, layer));
    guards.flat_map(|layer| layers_of(machine, layer)).collect()
}

/// What one call adds, in run order.
fn layers_of(machine: &Machine, layer: &Value) -> Vec<Layer> {
    let Value::Instance(id) = layer else { return Vec::new() };
    let instance = &machine.heap.instances[*id];
    if machine.model_class(*id) == Some("Provider") {
        return Vec::new();
    }
    let parts = instance.attrs.get(&Name::from("what")).map(layer_parts).unwrap_or_default();
    parts.iter().map(|what| Layer { name: named(machine, what), at: Some(instance.created) }).collect()
}

/// What a layer is called: a middleware function by the function, anything else by its constructor.
fn named(machine: &Machine, what: &Value) -> String {
    let function = layer_function(what);
    let known = function.as_ref().and_then(|function| callable(machine, function)).map(|known| known.dotted());
    let known = known.or_else(|| layer_path(what));
    known.or_else(|| Some(callable(machine, what)?.dotted())).unwrap_or_else(|| "?".to_owned())
}
