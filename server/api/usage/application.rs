//! Which application does a call ask? The one its client was made of: a service as programs start it, or what a test puts
//! together for itself.

use super::argument::Arguments;
use super::order::Pattern;
use crate::api::crates;
use crate::api::flatten::Flattened;
use crate::api::row::Row;
use crate::api::{Api, Layer};
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{ExprId, ItemId, Name, Place};
use crate::frameworks;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// What is asked.
#[derive(Clone, Debug)]
pub(super) enum Of {
    /// Nobody knows: any service may answer.
    Any,
    /// A service, by its index, as it is started, and whether nothing but its routes answers as far as routers tell.
    Service(usize, bool),
    /// Routes of a test's own.
    Own(Rc<Vec<OwnRow>>),
}

/// A route that a test puts together.
#[derive(Debug)]
pub(super) struct OwnRow {
    pub methods: Vec<String>,
    pub pattern: Pattern,
    /// Its full path, in canonical form.
    pub path: String,
    /// The function that answers.
    pub handler: Option<Place>,
}

/// The applications that calls of one module ask, by the text of what makes them.
#[derive(Debug, Default)]
pub(super) struct Applications(FxHashMap<String, Of>);

impl Applications {
    /// What a call asks whose receiver is an expression of an item.
    pub(super) fn asked(&mut self, arguments: &mut Arguments, api: &Api, item: ItemId, receiver: ExprId) -> Of {
        let key = arguments.made_by(item, receiver);
        if let Some(known) = self.0.get(&key) {
            return known.clone();
        }
        let turns = arguments.values(item, &[receiver]);
        let app = match &turns[..] {
            [values] => values.first().and_then(|value| application(arguments.machine(), value, 4)),
            _ => None,
        };
        let of = app.map_or(Of::Any, |app| described(arguments.machine(), api, app));
        self.0.insert(key, of.clone());
        of
    }
}

/// The application that a value is, or that a client was made of.
fn application(machine: &Machine, value: &Value, depth: usize) -> Option<Id<Instance>> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::ExternalCall(made) => made.call.args.iter().find_map(|arg| application(machine, arg, depth)),
        Value::Instance(client) if machine.heap.instances[*client].attrs.contains_key(&Name::from("app")) => {
            application(machine, machine.heap.instances[*client].attrs.get(&Name::from("app"))?, depth)
        }
        other => crates::inner(machine, other),
    }
}

fn described(machine: &mut Machine, api: &Api, app: Id<Instance>) -> Of {
    let mut walk = Flattened::default();
    walk.walk(machine, app);
    let at = machine.heap.instances[app].created;
    if let Some(service) = api.services.iter().position(|service| service.at == at) {
        let tables = || api.tables.iter().filter(|table| table.service == service);
        let is_table = |entries: &[crate::api::Entry]| {
            entries.len() == walk.rows.len()
                && entries.iter().zip(&walk.rows).all(|(known, row)| known.route == row.place)
        };
        if tables().any(|table| is_table(&table.entries)) {
            return Of::Service(service, is_alone(machine, app, &walk));
        }
    }
    Of::Own(Rc::new(walk.rows.iter().map(|row| own_row(machine, row)).collect()))
}

/// Whether no router has a fallback, as far as frameworks are known to tell.
fn is_alone(machine: &Machine, app: Id<Instance>, walk: &Flattened) -> bool {
    let falls_back = |id: &Id<Instance>| {
        let fallback = machine.heap.instances[*id].attrs.get(&Name::from("fallback"));
        fallback.is_some_and(|fallback| !matches!(fallback, Value::Tuple(none) if none.is_empty()))
    };
    crates::framework(machine, app) == Some("axum") && !walk.reached.iter().chain([&app]).any(falls_back)
}

fn own_row(machine: &mut Machine, row: &Row) -> OwnRow {
    // What its path is made of decides which endpoint is meant: not only how it is spelled.
    row.path.read();
    let endpoint = machine.find_attr(&Value::Instance(row.route), Name::from("endpoint"), row.place);
    let handler = endpoint.and_then(|value| frameworks::callable(machine, &value)).and_then(|callable| callable.at);
    let path = crates::canonical(machine, row);
    let pattern = Pattern::of(&path, row.applications.first().and_then(|app| crates::framework(machine, *app)));
    OwnRow { methods: row.methods.clone(), pattern, path, handler }
}

/// Whether nothing but its routes answers for a service of declared modules, as far as the layers around them tell.
pub(super) fn answers_alone(api: &Api, service: usize) -> bool {
    let passes = |layer: &Layer| {
        let name = layer.name.as_str();
        let is_known = ["tower_http::", "tower::", "axum::Extension", "axum::extract::"].iter();
        is_known.clone().any(|library| name.starts_with(library)) && !name.contains("normalize_path")
    };
    let mut endpoints = api.endpoints.iter().filter(|endpoint| endpoint.service == service);
    endpoints.all(|endpoint| endpoint.layers.iter().all(passes))
}
