//! Where does a workspace's program begin? Files that make applications, entry functions nobody calls, startup code.

use super::entry::Entries;
use crate::eval::{Call, Condition, Ended, Id, Instance, Machine, Value};
use crate::facts::{ItemId, Name, Place};
use crate::frameworks::FRAMEWORKS;
use crate::text::FileId;
use rustc_hash::FxHashSet;

/// Steps of one startup handler.
const STARTUP_STEPS: u64 = 100_000;
/// How many places where a bound cut something short are listed.
const LIMITS_SHOWN: usize = 20;
/// Rounds of startup code: a handler may make applications that have handlers of their own.
const STARTUP_ROUNDS: usize = 4;

/// The files evaluation may begin at, in the order to try them.
#[derive(Clone, Debug, Default)]
pub struct Starts {
    /// Files outside tests and samples whose text may make an application, nearest to the root first.
    pub files: Vec<FileId>,
    /// Files of samples, scripts and documentation: they count only if the others make no route.
    pub samples: Vec<FileId>,
    /// Files of languages with declared modules whose text may make a router, by path.
    pub declaring: Vec<FileId>,
    /// Files of tests in which to look for calls of endpoints; none if nobody asks for these.
    pub tests: Vec<FileId>,
    /// Whether to look at what rules ask for: the bodies of handlers, and where routers are included.
    pub rules: bool,
    /// All files outside tests and samples whose text may register something, nearest to the root first.
    pub registrars: Vec<FileId>,
}

/// Runs everything that may register a route. Returns the starts that a bound ended, in words.
pub fn run(machine: &mut Machine, starts: &Starts) -> Vec<String> {
    let mut bounded = Vec::new();
    run_all(machine, &starts.files, &mut bounded);
    super::waiting::run_waiting(machine, &mut bounded);
    run_registrars(machine, &starts.registrars, &mut bounded);
    super::crates::run(machine, &starts.declaring, &mut bounded);
    if machine.escaped.is_empty() && !has_routes(machine) {
        run_all(machine, &starts.samples, &mut bounded);
    }
    note_limits(machine, &mut bounded);
    bounded
}

/// Runs files that register something and that nothing has imported so far. An application without any route waits for
/// them; where there are routes already, what they add depends on whether somebody imports them.
fn run_registrars(machine: &mut Machine, files: &[FileId], bounded: &mut Vec<String>) {
    let complete = has_routes(machine);
    for file in files {
        if machine.ran.contains(&(*file, ItemId::default())) {
            continue;
        }
        run_file_if(machine, *file, complete, bounded);
    }
}

fn run_all(machine: &mut Machine, files: &[FileId], bounded: &mut Vec<String>) {
    for file in files {
        run_file(machine, *file, bounded);
    }
    run_subclass_users(machine, files, bounded);
    let mut entries = Entries::new(files);
    entries.run(machine, bounded);
    let mut done: Vec<Value> = Vec::new();
    for _ in 0..STARTUP_ROUNDS {
        if !run_startup(machine, &mut done, bounded) {
            break;
        }
    }
}

/// Runs a file as the interpreter would if it were started with it.
pub(super) fn run_file(machine: &mut Machine, file: FileId, bounded: &mut Vec<String>) {
    run_file_if(machine, file, false, bounded);
}

/// Runs a file; with `imported`, what it registers exists on the condition that somebody imports it.
fn run_file_if(machine: &mut Machine, file: FileId, imported: bool, bounded: &mut Vec<String>) {
    let Some(id) = machine.world.modules().of_file(file) else { return };
    let path = machine.world.modules().file_path(id);
    let steps = machine.bounds.steps;
    let stopped = machine.start(steps, |machine| {
        if imported {
            machine.condition = Condition::inside(None, format!("`{path}` is imported"));
        }
        let module = machine.import_module(id);
        machine.run_module(module);
    });
    note_bound(machine, bounded, stopped, &path);
}

/// Files that use a subclass of an application class under its own name make applications too.
fn run_subclass_users(machine: &mut Machine, files: &[FileId], bounded: &mut Vec<String>) {
    let known: FxHashSet<FileId> = files.iter().copied().collect();
    let names: Vec<(Name, FileId)> = machine
        .heap
        .classes
        .iter()
        .filter(|(_, class)| !class.is_model && is_application_class(machine, &class.mro))
        .map(|(_, class)| (class.name, class.place.file))
        .collect();
    for (name, file) in names {
        for file in machine.world.importing(name, file) {
            if !known.contains(&file) && !machine.world.is_test(file) {
                run_file(machine, file, bounded);
            }
        }
    }
}

/// Whether a linear order holds the application class of a framework.
pub(super) fn is_application_class(machine: &Machine, mro: &[Value]) -> bool {
    mro.iter().any(|entry| match entry {
        Value::Class(id) => {
            let class = &machine.heap.classes[*id];
            class.is_model
                && machine.model_is_python(class)
                && FRAMEWORKS.iter().any(|framework| framework.applications.contains(&&*class.name))
        }
        _ => false,
    })
}

/// All applications made so far, in order.
pub(super) fn applications(machine: &Machine) -> Vec<Id<Instance>> {
    applications_after(machine, 0)
}

/// The applications among all instances but the first ones.
pub(super) fn applications_after(machine: &Machine, first: usize) -> Vec<Id<Instance>> {
    let instances = machine.heap.instances.iter().skip(first);
    let is_application = |instance: &Instance| is_application_class(machine, &machine.heap.classes[instance.class].mro);
    instances.filter(|(_, instance)| is_application(instance)).map(|(id, _)| id).collect()
}

fn has_routes(machine: &mut Machine) -> bool {
    applications(machine).into_iter().any(|app| {
        let at = machine.heap.instances[app].created;
        let routes = machine.get_attr(&Value::Instance(app), Name::from("routes"), at);
        machine.iterate(&routes, at).is_some_and(|routes| !routes.is_empty())
    })
}

/// Runs startup handlers and lifespans that have not run yet; whether there were any.
fn run_startup(machine: &mut Machine, done: &mut Vec<Value>, bounded: &mut Vec<String>) -> bool {
    let mut ran = false;
    for app in applications(machine) {
        let at = machine.heap.instances[app].created;
        for (handler, args) in startup_handlers(machine, app, at) {
            let key = Value::tuple(vec![handler.clone(), Value::Instance(app)]);
            if done.iter().any(|known| machine.same(known, &key)) {
                continue;
            }
            done.push(key);
            ran = true;
            let stopped = machine.start(STARTUP_STEPS, |machine| {
                machine.startup = Some(0);
                machine.call_until_yield(&handler, Call::of(args, at));
                machine.startup = None;
            });
            note_bound(machine, bounded, stopped, "startup code");
        }
    }
    ran
}

/// Startup handlers and lifespans of an application, with what each is called with.
pub(super) fn startup_handlers(machine: &mut Machine, app: Id<Instance>, at: Place) -> Vec<(Value, Vec<Value>)> {
    let router = machine.get_attr(&Value::Instance(app), Name::from("router"), at);
    let mut list = |name: &str| {
        let value = machine.find_attr(&router, Name::from(name), at);
        value.and_then(|value| machine.iterate(&value, at)).unwrap_or_default()
    };
    let handlers = list("on_startup");
    let mut lifespans = list("_included_lifespans");
    lifespans.extend(machine.find_attr(&router, Name::from("lifespan_context"), at));
    let runs = |value: &Value| !matches!(value, Value::None) && !value.is_opaque();
    let handlers = handlers.into_iter().map(|handler| (handler, Vec::new()));
    let lifespans = lifespans.into_iter().map(|lifespan| (lifespan, vec![Value::Instance(app)]));
    handlers.chain(lifespans).filter(|(handler, _)| runs(handler)).collect()
}

/// Handlers of start-up and shutdown events of an application that certainly has a lifespan: they never run.
pub(super) fn silenced_handlers(machine: &mut Machine, app: Id<Instance>, at: Place) -> Vec<Value> {
    let router = machine.get_attr(&Value::Instance(app), Name::from("router"), at);
    let lifespan = machine.find_attr(&router, Name::from("lifespan_context"), at);
    let is_certain = matches!(lifespan, Some(Value::Function(_) | Value::Bound(_)));
    if !is_certain {
        return Vec::new();
    }
    let lists = ["on_startup", "on_shutdown"].map(|name| machine.find_attr(&router, Name::from(name), at));
    lists.iter().flatten().flat_map(|list| machine.iterate(list, at).unwrap_or_default()).collect()
}

/// One line for a start that a bound ended.
pub(super) fn note_bound(machine: &Machine, bounded: &mut Vec<String>, ended: Option<Ended>, what: &str) {
    let Some(ended) = ended else { return };
    let at = ended.at.map_or_else(String::new, |at| format!("{}: ", file_line(machine, at)));
    bounded.push(format!("{at}{} in {what}; what it would register from here on is missing", ended.by));
}

/// One line for each place where a bound cut something short, up to a few.
fn note_limits(machine: &mut Machine, bounded: &mut Vec<String>) {
    let limits = std::mem::take(&mut machine.limits);
    let line =
        |(at, what): &(Place, &str)| format!("{}: {what}; everything else is evaluated", file_line(machine, *at));
    let mut lines: Vec<String> = limits.iter().take(LIMITS_SHOWN).map(line).collect();
    lines.dedup();
    bounded.extend(lines);
    if limits.len() > LIMITS_SHOWN {
        bounded.push(format!("and {} more places like these", limits.len() - LIMITS_SHOWN));
    }
}

/// `file:line` of a place.
fn file_line(machine: &Machine, at: Place) -> String {
    let path = machine.world.modules().of_file(at.file).map(|id| machine.world.modules().file_path(id));
    let line = machine.world.facts_of(at.file).map_or(1, |facts| facts.line(facts.span(at.item, at.node).start));
    format!("{}:{line}", path.unwrap_or_default())
}
