//! How does a finished evaluation become the API? Rows become endpoints, notes become what is unresolved.

use super::respell::{Field, Spellings};
use super::row::Row;
use super::service::{framework, layers, services};
use super::start::{self, Starts};
use super::usage;
use super::{Api, Effort, Endpoint, Router, Unresolved};
use crate::eval::text;
use crate::eval::{Id, Instance, Library, Machine, Reason, Text, Value, World};
use crate::facts::{ItemId, Name, Place};
use crate::frameworks::fastapi::{Answer, Registration};
use crate::frameworks::{self, Callable, Interface};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Evaluates a workspace and links what it registers; and where literals stand in that, if
/// somebody is editing.
pub fn link(world: &dyn World, library: &Library, starts: &Starts) -> (Api, Spellings) {
    let mut machine = Machine::new(world, library);
    let bounded = start::run(&mut machine, starts);
    let mut linker = Linker::new(machine);
    linker.link_services();
    linker.link_routers();
    linker.link_notes();
    if starts.rules {
        linker.link_for_rules();
    }
    let steps = linker.machine.steps;
    let files_run = linker.machine.ran.iter().filter(|(_, item)| *item == ItemId::default()).count();
    linker.api.effort = Effort { steps, files_run, bounded };
    linker.spellings.asked = usage::link_tests(&mut linker.machine, &mut linker.api, &starts.tests, &linker.roots);
    linker.spellings.literals = linker.machine.literals;
    (linker.api, linker.spellings)
}

/// Steps for what one route or router was given.
pub(super) const ROW_STEPS: u64 = 300_000;

/// What tells two rows of one service apart.
pub(super) type RowKey = (usize, String, String, Option<Place>);

/// Makes the API of a finished evaluation.
pub(super) struct Linker<'w> {
    pub(super) machine: Machine<'w>,
    pub(super) api: Api,
    pub(super) reached: FxHashSet<Id<Instance>>,
    /// The table of each application, as an index of `Api::tables`.
    pub(super) roots: Vec<(Id<Instance>, usize)>,
    /// The rows that have endpoints, with their paths.
    pub(super) seen: FxHashMap<RowKey, Text>,
    /// Of which literals texts of the API are made.
    pub(super) spellings: Spellings,
    /// Service, place of registration, path and handler.
    pub(super) registered: FxHashSet<(usize, Place, String, Option<Place>)>,
}

impl<'w> Linker<'w> {
    fn new(machine: Machine<'w>) -> Self {
        let (reached, roots, seen, registered, spellings) = Default::default();
        Linker { machine, api: Api::default(), reached, roots, seen, registered, spellings }
    }

    fn link_for_rules(&mut self) {
        // Before modules run for tests: how many do depends on what is asked.
        self.api.objections.extend(frameworks::objections(&mut self.machine));
        self.api.holders = super::holder::holders(&self.machine);
        self.api.doings = super::body::doings(&mut self.machine, &self.api);
        (self.api.includes, self.api.late) = super::wiring::wiring(&mut self.machine, &mut self.spellings);
    }

    fn link_services(&mut self) {
        for found in services(&mut self.machine) {
            let index = self.api.services.len();
            self.api.services.push(found.service);
            for walk in found.walks {
                self.reached.extend(&walk.reached);
                self.api.cycles.extend(&walk.cycles);
                self.link_table(index, &walk);
                self.api.objections.extend(walk.objections);
                walk.unresolved.iter().for_each(|reason| self.unresolved(reason, 1));
                walk.untold.iter().for_each(|(at, what)| self.untold(*at, what, 1));
            }
        }
    }

    pub(super) fn endpoint(
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
            path: super::crates::canonical(machine, row),
            pattern: row.path.peek().to_string(),
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
            layers: super::crates::layers(machine, row, value)
                .into_iter()
                .chain(row.applications.iter().flat_map(|app| layers(machine, *app)))
                .collect(),
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
            let (router, prefix) = self.describe_router(id, at, reached);
            if !reached && router.routes > 0 && places.insert(at) {
                let what = "a router that no application reaches";
                self.unresolved(&Reason::new(what, at), router.routes);
            }
            if let Some(prefix) = prefix {
                self.spellings.note(Field::Router(self.api.routers.len()), &prefix, 0);
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

    fn describe_router(&mut self, id: Id<Instance>, at: Place, reached: bool) -> (Router, Option<Text>) {
        let value = Value::Instance(id);
        self.machine.refuel(ROW_STEPS);
        let prefix = self.machine.get_attr(&value, Name::from("prefix"), at);
        let routes = self.machine.get_attr(&value, Name::from("routes"), at);
        let routes = self.machine.iterate(&routes, at).map_or(0, |routes| routes.len());
        let prefix = known(&prefix);
        let text = prefix.as_ref().map(|prefix| prefix.peek().to_string());
        (Router { at, prefix: text, routes, reached }, prefix)
    }

    fn link_notes(&mut self) {
        let notes = std::mem::take(&mut self.machine.notes);
        notes.iter().for_each(|reason| self.unresolved(reason, 1));
        self.api.unresolved.sort();
        self.api.unresolved.dedup();
    }

    /// Something unresolved that is told with a path.
    pub(super) fn untold(&mut self, at: Place, what: &Text, endpoints: usize) {
        self.spellings.note(Field::Unresolved(at), what, 0);
        self.unresolved(&Reason::new(Arc::clone(what.peek()), at), endpoints);
    }

    pub(super) fn unresolved(&mut self, reason: &Arc<Reason>, endpoints: usize) {
        if self.machine.library.is_model(reason.at.file) || self.machine.world.is_test(reason.at.file) {
            return;
        }
        self.api.unresolved.push(Unresolved { at: reason.at, reason: text::shown(&reason.what), endpoints });
    }
}

/// A string that is known to its end.
pub(super) fn known(value: &Value) -> Option<Text> {
    match value {
        Value::Str(text) => Some(text.clone()).filter(|text| !text.has_holes()),
        Value::Member(member) => known(&member.value),
        _ => None,
    }
}

/// An attribute of a route; `None` if it has none of this name.
pub(super) fn attribute(machine: &mut Machine, row: &Row, name: &str) -> Value {
    machine.find_attr(&Value::Instance(row.route), Name::from(name), row.place).unwrap_or(Value::None)
}

/// What the handler of a route takes and depends on, or why the framework refuses it.
pub(super) fn interface(machine: &mut Machine, row: &Row, endpoint: &Value) -> Interface {
    if let Some(found) = super::crates::interface(machine, row, endpoint) {
        return found;
    }
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
    let own_path = machine.to_text_with_literals(&path);
    let route = Registration {
        path: row.path.peek(),
        own_path: own_path.peek(),
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
