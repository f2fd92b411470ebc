//! What does an application try, in which order? Its rows and mounts become the entries of a table.

use super::flatten::Flattened;
use super::link::{Linker, ROW_STEPS, attribute, interface};
use super::respell::Field;
use super::row::{MountRow, Row};
use super::service::framework;
use super::{Entry, InputPlace, Operation, Table};
use crate::eval::{Id, Instance, Machine, Text, Value};
use crate::facts::{Name, Place};
use crate::frameworks::{self, Callable, Interface};
use std::sync::Arc;

impl Linker<'_> {
    /// The rows and mounts of one application object, in the order it tries them.
    pub(super) fn link_table(&mut self, service: usize, walk: &Flattened) {
        let mut table = Table { service, entries: Vec::new() };
        let number = self.api.tables.len();
        let mut mounts = walk.mounts.iter().peekable();
        let mut index_of_mount = Vec::new();
        for (at, row) in walk.rows.iter().enumerate() {
            while let Some(mount) = mounts.next_if(|mount| mount.before <= at) {
                index_of_mount.push(table.entries.len());
                self.note_pattern(number, table.entries.len(), mount.path.as_ref(), None);
                table.entries.push(table_mount(mount, &index_of_mount));
            }
            self.note_pattern(number, table.entries.len(), Some(&row.path), Some(row.mounted));
            self.reached.extend(&row.applications);
            let entry = self.link_row(service, row, &index_of_mount);
            table.entries.push(entry);
        }
        for mount in mounts {
            index_of_mount.push(table.entries.len());
            self.note_pattern(number, table.entries.len(), mount.path.as_ref(), None);
            table.entries.push(table_mount(mount, &index_of_mount));
        }
        let root = walk.rows.first().and_then(|row| row.applications.first());
        self.roots.extend(root.map(|root| (*root, number)));
        self.api.tables.push(Arc::new(table));
    }

    /// Notes of what the pattern of an entry is made; `own` is where the part without mounts begins.
    fn note_pattern(&mut self, table: usize, entry: usize, path: Option<&Text>, own: Option<usize>) {
        let Some(path) = path else { return };
        self.spellings.note(Field::Entry(table, entry), path, 0);
        if let Some(own) = own {
            self.spellings.note(Field::OwnEntry(table, entry), path, own);
        }
    }

    fn link_row(&mut self, service: usize, row: &Row, mounts: &[usize]) -> Entry {
        let at = row.place;
        self.machine.refuel(ROW_STEPS);
        let (is_plain, matches_by_path) = kind_of_route(&self.machine, row.route);
        let mut entry = Entry {
            methods: row.methods.clone(),
            framework: row.applications.last().map_or("", |app| framework(&self.machine, *app)),
            pattern: row.path.peek().to_string(),
            own_pattern: row.path.peek().get(row.mounted..).unwrap_or_default().to_owned(),
            route: at,
            through: row.through.clone(),
            mounts: row.mounts.iter().filter_map(|mount| mounts.get(*mount).copied()).collect(),
            is_conditional: row.conditional.is_some(),
            is_exact: matches_by_path && !row.is_special,
            closes: row.closes,
            apart: row.apart.clone(),
            missed: super::crates::missed(&self.machine, row),
            handler: None,
            operation: None,
        };
        let endpoint = self.machine.get_attr(&Value::Instance(row.route), Name::from("endpoint"), at);
        let stand_in = super::crates::stand_in(&self.machine, row, &endpoint);
        let is_declared = stand_in.is_some();
        let Some(handler) = stand_in.or_else(|| frameworks::callable(&self.machine, &endpoint)) else {
            if endpoint.is_unknown() {
                let reason = self.machine.reason_of(&endpoint, at);
                let why = format!("` is not known: {}", reason.what);
                self.untold(at, &Text::joined(&["the handler of `".into(), row.path.clone(), why.into()]), 1);
            }
            return entry;
        };
        entry.handler = Some(handler.clone());
        if is_declared || handler.at.is_some_and(|place| !self.machine.library.is_model(place.file)) {
            let operation = self.operation(service, row, &endpoint, handler);
            entry.operation = Some(Operation { is_plain, ..operation });
        }
        entry
    }

    /// Whether no row of a service had this method, path and handler before.
    fn is_new(&mut self, service: usize, row: &Row, method: &str, handler: Option<Place>) -> bool {
        let key = (service, method.to_owned(), row.path.peek().to_string(), handler);
        let Some(known) = self.seen.get(&key) else {
            self.seen.insert(key, row.path.clone());
            return true;
        };
        if !row.path.is_made_like(known) {
            // Spelled otherwise, it may be no repetition.
            known.read();
            row.path.read();
        }
        false
    }

    /// What is known of a route of the workspace; adds its endpoints.
    fn operation(&mut self, service: usize, row: &Row, value: &Value, handler: Callable) -> Operation {
        let interface = interface(&mut self.machine, row, value);
        let mut operation = describe_operation(&mut self.machine, row, &interface);
        // Two different registrations of one handler under one path are two endpoints, one of them never reached.
        let is_second_registration =
            self.registered.insert((service, row.place, row.path.peek().to_string(), handler.at));
        let mut methods = row.methods.clone();
        methods.retain(|method| {
            let is_new = self.is_new(service, row, method, handler.at);
            is_new || row.methods.len() == 1 && is_second_registration
        });
        if methods.is_empty() {
            return operation;
        }
        if let Some(refusal) = &interface.refused {
            let what = "FastAPI refuses this operation (`".into();
            let why = format!("`): {}", refusal.why).into();
            self.untold(row.place, &Text::joined(&[what, row.path.clone(), why]), methods.len());
            return operation;
        }
        for method in &methods {
            let endpoint = self.endpoint(service, row, method, value, (handler.clone(), interface.clone()));
            let at = self.api.endpoints.len();
            if endpoint.path != endpoint.pattern {
                // What the framework makes of another spelling is for it to say.
                row.path.read();
            }
            self.spellings.note(Field::Endpoint(at), &row.path, 0);
            operation.endpoints.push(at);
            self.api.endpoints.push(Arc::new(endpoint));
        }
        operation
    }
}

/// A mount as an entry of a table.
fn table_mount(mount: &MountRow, index_of_mount: &[usize]) -> Entry {
    let pattern = mount.path.as_ref().map(|path| path.peek().to_string()).unwrap_or_default();
    Entry {
        methods: Vec::new(),
        framework: "",
        own_pattern: String::new(),
        route: mount.place,
        through: mount.through.clone(),
        mounts: mount.mounts.iter().filter_map(|outer| index_of_mount.get(*outer).copied()).collect(),
        is_conditional: mount.is_conditional,
        is_exact: mount.is_exact && mount.path.is_some(),
        closes: None,
        apart: Vec::new(),
        missed: Vec::new(),
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

/// The names of the parameters of a path, in order, converters left out.
fn path_names(path: &str) -> Vec<String> {
    let inner = path.split('{').skip(1).filter_map(|part| part.split_once('}'));
    inner.map(|(name, _)| name.split(':').next().unwrap_or(name).trim_start_matches('*').to_owned()).collect()
}

fn describe_operation(machine: &mut Machine, row: &Row, interface: &Interface) -> Operation {
    let wants = interface.parameters.iter().any(|it| it.taken.as_ref().is_some_and(|taken| taken.wants.is_some()));
    let providers = wants.then(|| frameworks::providers(machine, &row.layers));
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
        path_names: path_names(&super::crates::canonical(machine, row)),
        path_inputs: in_path.map(|input| input.name.clone()).collect(),
        providers,
        status: super::output::status(machine, &status),
        operation_id: machine.name_of(&operation_id).map(|id| id.to_string()),
        in_schema: !row.hidden && machine.truth(&shown) == Some(true),
        remarks: interface.remarks.clone(),
    }
}
