//! How does a finished evaluation become the API? Rows become endpoints, notes become what is unresolved.

use super::flatten::{Flattened, MountRow, Row};
use super::service::{framework, layers, services};
use super::start::{self, Starts};
use super::usage;
use super::{Api, Effort, Endpoint, Entry, InputPlace, Operation, Router, Table, Unresolved};
use crate::eval::{Id, Instance, Library, Machine, Reason, Value, World};
use crate::facts::{ItemId, Name, Place};
use crate::frameworks::fastapi::{Answer, Registration};
use crate::frameworks::{self, Callable, Interface};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Evaluates a workspace and links what it registers.
pub fn link(world: &dyn World, library: &Library, starts: &Starts) -> Api {
    let mut machine = Machine::new(world, library);
    let bounded = start::run(&mut machine, starts);
    let mut linker = Linker::new(machine);
    linker.link_services();
    linker.link_routers();
    linker.link_notes();
    let bodies = super::body::doings(&mut linker.machine, &linker.api);
    linker.api.doings = bodies;
    let (includes, late) = super::wiring::wiring(&mut linker.machine);
    (linker.api.includes, linker.api.late) = (includes, late);
    let steps = linker.machine.steps;
    let files_run = linker.machine.ran.iter().filter(|(_, item)| *item == ItemId::default()).count();
    linker.api.effort = Effort { steps, files_run, bounded };
    usage::link_tests(&mut linker.machine, &mut linker.api, &starts.tests);
    linker.api
}

/// Steps for what one route or router was given.
const ROW_STEPS: u64 = 300_000;

/// What tells two rows of one service apart.
type RowKey = (usize, String, String, Option<Place>);

struct Linker<'w> {
    machine: Machine<'w>,
    api: Api,
    reached: FxHashSet<Id<Instance>>,
    seen: FxHashSet<RowKey>,
    /// Service, place of registration, path and handler.
    registered: FxHashSet<(usize, Place, String, Option<Place>)>,
}

impl<'w> Linker<'w> {
    fn new(machine: Machine<'w>) -> Self {
        let (reached, seen, registered) = Default::default();
        Linker { machine, api: Api::default(), reached, seen, registered }
    }

    fn link_services(&mut self) {
        for found in services(&mut self.machine) {
            let index = self.api.services.len();
            self.api.services.push(found.service);
            for walk in found.walks {
                self.reached.extend(&walk.reached);
                self.api.cycles.extend(&walk.cycles);
                self.link_table(index, &walk);
                walk.unresolved.iter().for_each(|reason| self.unresolved(reason, 1));
            }
        }
    }

    /// The rows and mounts of one application object, in the order it tries them.
    fn link_table(&mut self, service: usize, walk: &Flattened) {
        let mut table = Table { service, entries: Vec::new() };
        let mut mounts = walk.mounts.iter().peekable();
        let mut index_of_mount = Vec::new();
        for (at, row) in walk.rows.iter().enumerate() {
            while let Some(mount) = mounts.next_if(|mount| mount.before <= at) {
                index_of_mount.push(table.entries.len());
                table.entries.push(table_mount(mount, &index_of_mount));
            }
            self.reached.extend(&row.applications);
            let entry = self.link_row(service, row, &index_of_mount);
            table.entries.push(entry);
        }
        for mount in mounts {
            index_of_mount.push(table.entries.len());
            table.entries.push(table_mount(mount, &index_of_mount));
        }
        self.api.tables.push(table);
    }

    fn link_row(&mut self, service: usize, row: &Row, mounts: &[usize]) -> Entry {
        let at = row.place;
        self.machine.refuel(ROW_STEPS);
        let (is_plain, matches_by_path) = kind_of_route(&self.machine, row.route);
        let mut entry = Entry {
            methods: row.methods.clone(),
            pattern: row.path.clone(),
            own_pattern: row.path.get(row.mounted..).unwrap_or_default().to_owned(),
            route: at,
            through: row.through.clone(),
            mounts: row.mounts.iter().filter_map(|mount| mounts.get(*mount).copied()).collect(),
            is_conditional: row.conditional.is_some(),
            is_exact: matches_by_path && !row.is_hosted,
            handler: None,
            operation: None,
        };
        let endpoint = self.machine.get_attr(&Value::Instance(row.route), Name::from("endpoint"), at);
        let Some(handler) = frameworks::callable(&self.machine, &endpoint) else {
            if endpoint.is_unknown() {
                let reason = self.machine.reason_of(&endpoint, at);
                let what = format!("the handler of `{}` is not known: {}", row.path, reason.what);
                self.unresolved(&Reason::new(what, at), 1);
            }
            return entry;
        };
        entry.handler = Some(handler.clone());
        if handler.at.is_some_and(|place| !self.machine.library.is_model(place.file)) {
            let operation = self.operation(service, row, &endpoint, handler);
            entry.operation = Some(Operation { is_plain, ..operation });
        }
        entry
    }

    /// What is known of a route of the workspace; adds its endpoints.
    fn operation(&mut self, service: usize, row: &Row, value: &Value, handler: Callable) -> Operation {
        let interface = interface(&mut self.machine, row, value);
        let mut operation = describe_operation(&mut self.machine, row, &interface);
        // Two different registrations of one handler under one path are two endpoints, one of them never reached.
        let is_second_registration = self.registered.insert((service, row.place, row.path.clone(), handler.at));
        let mut methods = row.methods.clone();
        methods.retain(|method| {
            let key = (service, method.clone(), row.path.clone(), handler.at);
            self.seen.insert(key) || row.methods.len() == 1 && is_second_registration
        });
        if methods.is_empty() {
            return operation;
        }
        if let Some(refusal) = &interface.refused {
            let what = format!("FastAPI refuses this operation (`{}`): {}", row.path, refusal.why);
            self.unresolved(&Reason::new(what, row.place), methods.len());
            return operation;
        }
        for method in &methods {
            let endpoint = self.endpoint(service, row, method, value, (handler.clone(), interface.clone()));
            operation.endpoints.push(self.api.endpoints.len());
            self.api.endpoints.push(endpoint);
        }
        operation
    }

    fn endpoint(
        &mut self,
        service: usize,
        row: &Row,
        method: &str,
        value: &Value,
        (handler, interface): (Callable, Interface),
    ) -> Endpoint {
        let machine = &mut self.machine;
        let attr = |machine: &mut Machine, name: &str| attribute(machine, row, name);
        let own_tags = attr(machine, "tags");
        let tags = row.tags.iter().cloned().chain(machine.iterate(&own_tags, row.place).unwrap_or_default());
        let tags: Vec<String> = tags.map(|tag| machine.to_text(&tag).to_string()).collect();
        let (status, name) = (attr(machine, "status_code"), attr(machine, "name"));
        let (operation_id, shown) = (attr(machine, "operation_id"), attr(machine, "include_in_schema"));
        let deprecated = attr(machine, "deprecated");
        let application = row.applications.last().copied();
        Endpoint {
            service,
            framework: application.map_or("", |app| framework(machine, app)),
            method: method.to_owned(),
            path: row.path.clone(),
            pattern: row.path.clone(),
            route: row.place,
            through: row.through.clone(),
            conditional: row.conditional.clone(),
            output: output(machine, row, value),
            status: super::output::status(machine, &status),
            tags,
            name: machine.name_of(&name).map_or_else(|| last_part(&handler.qualname), |name| name.to_string()),
            operation_id: machine.name_of(&operation_id).map(|id| id.to_string()),
            deprecated: row.deprecated || machine.truth(&deprecated) == Some(true),
            in_schema: !row.hidden && machine.truth(&shown) != Some(false),
            auth: super::auth(&interface),
            inputs: interface.inputs,
            dependencies: interface.dependencies,
            layers: row.applications.iter().flat_map(|app| layers(machine, *app)).collect(),
            tests: Vec::new(),
            handler,
        }
    }

    /// Everything included in what is reached is reached, also where an include copies the routes.
    fn reach_included(&mut self) {
        let mut open: Vec<Id<Instance>> = self.reached.iter().copied().collect();
        while let Some(id) = open.pop() {
            let own = self.attr_instances(id, "router");
            for next in own.into_iter().chain(self.attr_instances(id, "_included")) {
                if self.reached.insert(next) {
                    open.push(next);
                }
            }
        }
    }

    /// The instances that an attribute holds, itself or in a list.
    fn attr_instances(&mut self, id: Id<Instance>, name: &str) -> Vec<Id<Instance>> {
        let at = self.machine.heap.instances[id].created;
        let Some(value) = self.machine.heap.instances[id].attrs.get(&Name::from(name)).cloned() else {
            return Vec::new();
        };
        let items = self.machine.iterate(&value, at).unwrap_or_else(|| vec![value]);
        items.iter().filter_map(|item| if let Value::Instance(id) = item { Some(*id) } else { None }).collect()
    }

    /// Routers of the workspace that no service reaches.
    fn link_routers(&mut self) {
        self.reach_included();
        let own_routers = self.own_routers();
        let routers: Vec<Id<Instance>> = self.machine.heap.instances.iter().map(|(id, _)| id).collect();
        let mut places: FxHashSet<Place> =
            self.reached.iter().map(|id| self.machine.place_of(&Value::Instance(*id))).collect();
        for id in routers {
            let is_router = self.machine.model_class(id).is_some_and(|class| class == "APIRouter");
            let at = self.machine.heap.instances[id].created;
            if !is_router || self.machine.library.is_model(at.file) || own_routers.contains(&id) {
                continue;
            }
            let reached = self.reached.contains(&id) || places.contains(&at);
            let router = self.describe_router(id, at, reached);
            if !reached && router.routes > 0 && places.insert(at) {
                let what = "a router that no application reaches";
                self.unresolved(&Reason::new(what, at), router.routes);
            }
            self.api.routers.push(router);
        }
    }

    /// The routers inside applications.
    fn own_routers(&self) -> FxHashSet<Id<Instance>> {
        let router = Name::from("router");
        let own = |app| match self.machine.heap.instances[app].attrs.get(&router) {
            Some(Value::Instance(own)) => Some(*own),
            _ => None,
        };
        start::applications(&self.machine).into_iter().filter_map(own).collect()
    }

    fn describe_router(&mut self, id: Id<Instance>, at: Place, reached: bool) -> Router {
        let value = Value::Instance(id);
        self.machine.refuel(ROW_STEPS);
        let prefix = self.machine.get_attr(&value, Name::from("prefix"), at);
        let routes = self.machine.get_attr(&value, Name::from("routes"), at);
        let routes = self.machine.iterate(&routes, at).map_or(0, |routes| routes.len());
        Router { at, prefix: self.machine.name_of(&prefix).map(|prefix| prefix.to_string()), routes, reached }
    }

    fn link_notes(&mut self) {
        let notes = std::mem::take(&mut self.machine.notes);
        notes.iter().for_each(|reason| self.unresolved(reason, 1));
        self.api.unresolved.sort();
        self.api.unresolved.dedup();
    }

    fn unresolved(&mut self, reason: &Arc<Reason>, endpoints: usize) {
        if self.machine.library.is_model(reason.at.file) || self.machine.world.is_test(reason.at.file) {
            return;
        }
        self.api.unresolved.push(Unresolved { at: reason.at, reason: reason.what.to_string(), endpoints });
    }
}

/// A mount as an entry of a table.
fn table_mount(mount: &MountRow, index_of_mount: &[usize]) -> Entry {
    let pattern = mount.path.clone().unwrap_or_default();
    Entry {
        methods: Vec::new(),
        own_pattern: String::new(),
        route: mount.place,
        through: mount.through.clone(),
        mounts: mount.mounts.iter().filter_map(|outer| index_of_mount.get(*outer).copied()).collect(),
        is_conditional: mount.is_conditional,
        is_exact: mount.is_exact && mount.path.is_some(),
        handler: None,
        operation: None,
        pattern,
    }
}

/// Names by which a class of routes decides itself what it matches.
const MATCHING: [&str; 4] = ["matches", "path_regex", "path_format", "__getattribute__"];

/// Whether a route is of the framework's own class, and whether it matches by its path alone.
fn kind_of_route(machine: &Machine, route: Id<Instance>) -> (bool, bool) {
    let instance = &machine.heap.instances[route];
    let mut is_plain = true;
    for entry in &machine.heap.classes[instance.class].mro {
        let Value::Class(class) = entry else { return (false, false) };
        let class = &machine.heap.classes[*class];
        if class.is_model {
            return (is_plain, !instance.attrs.contains_key(&Name::from("path_regex")));
        }
        is_plain = false;
        let names = &machine.heap.scopes[class.namespace].names;
        if MATCHING.iter().any(|name| names.contains_key(&Name::from(name))) {
            return (false, false);
        }
    }
    (false, false)
}

fn describe_operation(machine: &mut Machine, row: &Row, interface: &Interface) -> Operation {
    let [status, operation_id, shown] =
        ["status_code", "operation_id", "include_in_schema"].map(|name| attribute(machine, row, name));
    let in_path = interface.inputs.iter().filter(|input| input.place == InputPlace::Path);
    Operation {
        endpoints: Vec::new(),
        refused: interface.refused.clone(),
        is_plain: true,
        is_complete: interface.complete,
        takes_request: interface.takes_request,
        parameters: interface.parameters.clone(),
        path_inputs: in_path.map(|input| input.name.clone()).collect(),
        status: super::output::status(machine, &status),
        operation_id: machine.name_of(&operation_id).map(|id| id.to_string()),
        in_schema: !row.hidden && machine.truth(&shown) == Some(true),
        remarks: interface.remarks.clone(),
    }
}

/// An attribute of a route; `None` if it has none of this name.
fn attribute(machine: &mut Machine, row: &Row, name: &str) -> Value {
    machine.find_attr(&Value::Instance(row.route), Name::from(name), row.place).unwrap_or(Value::None)
}

/// What the handler of a route takes and depends on, or why the framework refuses it.
fn interface(machine: &mut Machine, row: &Row, endpoint: &Value) -> Interface {
    let is_socket = match machine.model_class(row.route) {
        Some("APIRoute") => false,
        Some("APIWebSocketRoute") => true,
        _ => return Interface { complete: true, ..Interface::default() },
    };
    let [own, path, model, status] =
        ["dependencies", "path", "response_model", "status_code"].map(|name| attribute(machine, row, name));
    let own = machine.iterate(&own, row.place).unwrap_or_default();
    let outer: Vec<Value> = row.dependencies.iter().cloned().chain(own).collect();
    let answer = Answer { model: &model, status: super::output::status(machine, &status) };
    let route = Registration {
        path: &row.path,
        own_path: &machine.to_text(&path),
        outer: &outer,
        answer: (!is_socket).then_some(answer),
        site: row.place,
    };
    frameworks::fastapi::interface(machine, endpoint, &route)
}

fn output(machine: &mut Machine, row: &Row, endpoint: &Value) -> Option<String> {
    super::output::output(machine, row.route, endpoint)
}

fn last_part(qualname: &str) -> String {
    qualname.rsplit('.').next().unwrap_or(qualname).to_owned()
}
