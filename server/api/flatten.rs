//! Which routes does an application answer? Its routers, includes and mounts, flattened into rows.

use super::Objection;
use super::row::{MountRow, Row, Way};
use crate::eval::{Id, Instance, Machine, Reason, Text, Value, conjunction};
use crate::facts::{Name, Place};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// How deep routers may be nested.
const DEPTH: usize = 60;

/// How many routes and routers are met below one application, each as often as ways lead to it: routers that include
/// others twice have more ways than anything can hold.
const VISITS: usize = 200_000;
/// How many rows one application may have.
const ROWS: usize = 50_000;
/// Steps for the routes of one router.
const STEPS: u64 = 300_000;

/// What walking all applications found.
#[derive(Debug, Default)]
pub(super) struct Flattened {
    /// Rows of the application that is walked.
    pub rows: Vec<Row>,
    /// Mounts, in the order they are tried.
    pub mounts: Vec<MountRow>,
    /// Routers and applications that lead to themselves.
    pub cycles: Vec<Place>,
    /// What could not be placed, and why.
    pub unresolved: Vec<Arc<Reason>>,
    /// Paths that are not known to their ends, or of which something else is not known: where, and what to say.
    pub untold: Vec<(Place, Text)>,
    /// Routers and applications that were met below another application.
    pub reached: FxHashSet<Id<Instance>>,
    /// What no request reaches, and why.
    pub objections: Vec<Objection>,
    /// How many routes and routers were met.
    visits: usize,
}

impl Flattened {
    /// Walks an application or router as the root.
    pub(super) fn walk(&mut self, machine: &mut Machine, root: Id<Instance>) {
        // Under which conditions a program serves an application is not up to its routes.
        let given =
            if super::crates::framework(machine, root).is_some() { conditions_of(machine, root) } else { Vec::new() };
        let way = Way { applications: vec![root], given, ..Way::default() };
        self.walk_routes(machine, &Value::Instance(root), &way, &mut vec![root]);
        if self.is_full() {
            let what = format!("more than {} routes: routers are included again and again", self.rows.len());
            self.unresolved.push(Reason::new(what, machine.heap.instances[root].created));
        }
    }

    fn walk_routes(&mut self, machine: &mut Machine, of: &Value, way: &Way, visiting: &mut Vec<Id<Instance>>) {
        let at = machine.place_of(of);
        machine.refuel(STEPS);
        let routes = machine.get_attr(of, Name::from("routes"), at);
        let Some(routes) = machine.iterate(&routes, at) else {
            self.unresolved.push(machine.reason_of(&routes, at));
            return;
        };
        let has_layers =
            machine.library.is_model(at.file) || routes.iter().any(|it| super::crates::is_layer(machine, it));
        let dead = super::crates::unreachable(machine, &routes);
        self.objections.extend(super::crates::hidden(machine, &routes, &dead));
        for (index, route) in routes.iter().enumerate() {
            if dead.iter().any(|(dead, _)| *dead == index) {
                continue;
            }
            let route = route.clone();
            let covered = if has_layers { super::crates::covered(machine, &routes, index, way) } else { None };
            let way = covered.as_ref().unwrap_or(way);
            self.visits += 1;
            if self.is_full() {
                return;
            }
            match route {
                Value::Instance(id) => self.walk_route(machine, id, way, visiting),
                other => self.unresolved.push(machine.reason_of(&other, at)),
            }
        }
    }

    /// Whether there are more ways to routes than are walked.
    fn is_full(&mut self) -> bool {
        self.visits > VISITS || self.rows.len() >= ROWS
    }

    fn walk_route(&mut self, machine: &mut Machine, id: Id<Instance>, way: &Way, visiting: &mut Vec<Id<Instance>>) {
        match machine.model_class(id) {
            Some("APIRoute" | "Route" | "Verb") => self.add_row(machine, id, way, false),
            Some("APIWebSocketRoute" | "WebSocketRoute") => self.add_row(machine, id, way, true),
            Some("Layer" | "Provider") => {}
            Some(joint) if super::crates::is_joint(joint) => self.walk_joint(machine, id, way, visiting),
            Some("Mount" | "Host") => self.walk_mount(machine, id, way, visiting),
            Some("_IncludedRouter") => self.walk_include(machine, id, way, visiting),
            _ => {
                let at = machine.heap.instances[id].created;
                self.unresolved.push(Reason::new("an entry of the routes that is no known route", at));
            }
        }
    }

    fn walk_include(&mut self, machine: &mut Machine, id: Id<Instance>, way: &Way, visiting: &mut Vec<Id<Instance>>) {
        let at = machine.heap.instances[id].created;
        let mut way = step(machine, id, way);
        let attr = |machine: &mut Machine, name: &str| machine.get_attr(&Value::Instance(id), Name::from(name), at);
        let (dependencies, tags) = (attr(machine, "dependencies"), attr(machine, "tags"));
        way.dependencies.extend(machine.iterate(&dependencies, at).unwrap_or_default());
        way.tags.extend(machine.iterate(&tags, at).unwrap_or_default());
        let (shown, deprecated) = (attr(machine, "include_in_schema"), attr(machine, "deprecated"));
        way.hidden |= machine.truth(&shown) == Some(false);
        way.deprecated |= machine.truth(&deprecated) == Some(true);
        let router = attr(machine, "included_router");
        self.descend(machine, &router, &way, visiting);
    }

    fn walk_joint(&mut self, machine: &mut Machine, id: Id<Instance>, way: &Way, visiting: &mut Vec<Id<Instance>>) {
        let at = machine.heap.instances[id].created;
        let mut way = step(machine, id, way);
        let target = machine.get_attr(&Value::Instance(id), Name::from("target"), at);
        if let Err(objection) = super::crates::enter(machine, id, &target, &mut way) {
            return self.objections.extend(objection);
        }
        match (&target, super::crates::inner(machine, &target)) {
            (Value::Instance(_), _) => self.descend(machine, &target, &way, visiting),
            (other, _) if super::crates::is_documentation(other) => {}
            (Value::ExternalCall(_), Some(inner)) => {
                way.layers.push(target);
                self.descend(machine, &Value::Instance(inner), &way, visiting);
            }
            (other, _) => {
                let reason = machine.reason_of(other, at);
                let what = format!("what is added at `{}` is not known: {}", way.prefix.shown().peek(), reason.what);
                self.unresolved.push(Reason::new(what, at));
            }
        }
    }

    fn walk_mount(&mut self, machine: &mut Machine, id: Id<Instance>, way: &Way, visiting: &mut Vec<Id<Instance>>) {
        let at = machine.heap.instances[id].created;
        let app = machine.get_attr(&Value::Instance(id), Name::from("app"), at);
        let mut way = step(machine, id, way);
        let is_host = machine.model_class(id) == Some("Host");
        way.is_special |= is_host;
        if !is_host {
            way.mounted = way.prefix.peek().len();
            self.add_mount(&mut way, at);
        }
        let Some(target) = machine.mounted_application(&app, 3) else {
            if app.is_unknown() {
                let reason = machine.reason_of(&app, at);
                self.unresolved.push(Reason::new(format!("the mounted application is not known: {}", reason.what), at));
            }
            return;
        };
        (way.dependencies, way.tags) = (Vec::new(), Vec::new());
        way.applications.push(target);
        way.outside = visiting.len();
        self.descend(machine, &Value::Instance(target), &way, visiting);
    }

    fn descend(&mut self, machine: &mut Machine, target: &Value, way: &Way, visiting: &mut Vec<Id<Instance>>) {
        let Value::Instance(target) = target else { return };
        self.reached.insert(*target);
        let at = machine.heap.instances[*target].created;
        if let Some(known) = visiting.iter().position(|known| known == target) {
            // A mount is only followed for a request: what mounts itself is no cycle of routes.
            if known >= way.outside {
                self.cycles.push(at);
            }
            return self.unresolved.push(Reason::new("a router or application that includes itself", at));
        }
        if visiting.len() > DEPTH {
            let what = format!("routers nested more than {DEPTH} deep are not looked at");
            return self.unresolved.push(Reason::new(what, at));
        }
        visiting.push(*target);
        self.walk_routes(machine, &Value::Instance(*target), way, visiting);
        visiting.pop();
    }

    /// Adds a mount that the way has just gone through.
    fn add_mount(&mut self, way: &mut Way, at: Place) {
        self.mounts.push(MountRow {
            before: self.rows.len(),
            path: (!way.prefix.has_holes()).then(|| way.prefix.clone()),
            place: at,
            through: way.through[..way.through.len().saturating_sub(1)].to_vec(),
            is_conditional: !way.conditions.is_empty(),
            is_exact: !way.is_special,
            mounts: way.mounts.clone(),
        });
        way.mounts.push(self.mounts.len() - 1);
    }

    fn add_row(&mut self, machine: &mut Machine, id: Id<Instance>, way: &Way, socket: bool) {
        let (place, mut through, conditions) = registration(machine, id);
        let at = machine.heap.instances[id].created;
        let path = machine.get_attr(&Value::Instance(id), Name::from("path"), at);
        let path = machine.to_text_with_literals(&path);
        let full = super::crates::join(machine, id, &way.prefix, &path);
        let (full, unprefixed) = super::crates::without_unknown_prefix(machine, id, full);
        if full.has_holes() {
            self.untold
                .push((place, Text::joined(&["the path `".into(), full.shown(), "` is not fully known".into()])));
            return;
        }
        let methods = if socket { Some(vec!["WEBSOCKET".to_owned()]) } else { methods(machine, id, at) };
        let Some(methods) = methods else {
            self.untold.push((place, Text::joined(&["the methods of `".into(), full, "` are not known".into()])));
            return;
        };
        let Some(methods) = super::crates::guarded(&methods, &way.only) else {
            return self.objections.push(super::crates::guarded_away(place, methods, way));
        };
        through.splice(0..0, way.through.iter().copied());
        let conditions = way.conditions.iter().cloned().chain(conditions);
        let conditions = conditions.filter(|condition| !way.given.contains(condition)).chain(unprefixed);
        self.rows.push(Row {
            route: id,
            methods,
            path: full,
            place,
            through,
            conditional: conjunction(conditions),
            dependencies: way.dependencies.clone(),
            tags: way.tags.clone(),
            hidden: way.hidden,
            deprecated: way.deprecated,
            applications: way.applications.clone(),
            mounted: way.mounted,
            mounts: way.mounts.clone(),
            layers: way.layers.clone(),
            missed: way.missed.clone(),
            apart: way.apart.clone(),
            is_special: way.is_special || super::crates::is_special(machine, id),
            closes: way.closes,
        });
    }
}

/// One step further: through an include or mount.
fn step(machine: &mut Machine, id: Id<Instance>, way: &Way) -> Way {
    let mut way = way.clone();
    let at = machine.heap.instances[id].created;
    let path = machine.get_attr(&Value::Instance(id), Name::from("path"), at);
    let path = machine.to_text_with_literals(&path);
    way.prefix = super::crates::join(machine, id, &way.prefix, &path);
    way.through.push(at);
    way.conditions.extend(conditions_of(machine, id));
    way
}

fn conditions_of(machine: &Machine, id: Id<Instance>) -> Vec<Arc<str>> {
    machine.heap.instances[id].condition.as_ref().map(|condition| condition.texts()).unwrap_or_default()
}

/// Where a route was registered first, the includes that copied it, and the conditions of all of them.
fn registration(machine: &mut Machine, id: Id<Instance>) -> (Place, Vec<Place>, Vec<Arc<str>>) {
    let (mut through, mut conditions) = (Vec::new(), Vec::new());
    let mut route = id;
    for _ in 0..DEPTH {
        conditions.extend(conditions_of(machine, route));
        let at = machine.heap.instances[route].created;
        match machine.heap.instances[route].attrs.get(&Name::from("_origin")) {
            Some(Value::Instance(origin)) => {
                through.push(at);
                route = *origin;
            }
            _ => break,
        }
    }
    (machine.heap.instances[route].created, through, conditions)
}

fn methods(machine: &mut Machine, id: Id<Instance>, at: Place) -> Option<Vec<String>> {
    let methods = machine.get_attr(&Value::Instance(id), Name::from("methods"), at);
    let mut known = Vec::new();
    for method in machine.iterate(&methods, at)? {
        known.push(machine.name_of(&method)?.to_string());
    }
    Some(known)
}
