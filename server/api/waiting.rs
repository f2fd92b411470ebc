//! Which functions would add routes to an application if somebody called them?
//!
//! Features that are loaded on demand are registered by a function that takes the application. Where nothing that
//! runs calls it, its routes exist on the condition that somebody does.

use super::entry::{has_run, is_top_level, made_up_args};
use super::start::{applications_after, note_bound};
use crate::eval::{Condition, FunctionObject, Id, Instance, Machine, Value};
use crate::facts::{Name, ParamKind, render};
use crate::frameworks::application_words;
use crate::text::FileId;

/// Steps of one such function.
const WAITING_STEPS: u64 = 1_500_000;

/// Calls every function that takes an application, registers something and has not run, with the closest application.
pub(super) fn run_waiting(machine: &mut Machine, bounded: &mut Vec<String>) {
    let mut known = Known::default();
    for id in waiting(machine) {
        let function = &machine.heap.functions[id];
        let (file, name) = (function.facts.file, function.qualname.to_string());
        if has_run(machine, id) {
            continue;
        }
        let Some(app) = known.closest(machine, file) else { continue };
        let stopped = machine.start(WAITING_STEPS, |machine| {
            let at = machine.heap.functions[id].place();
            let mut args = vec![Value::Instance(app)];
            args.extend(made_up_args(machine, id, 1));
            machine.condition = Condition::inside(None, format!("`{name}` is called"));
            machine.startup = Some(0);
            machine.call_with(&Value::Function(id), args, at);
            machine.startup = None;
        });
        note_bound(machine, bounded, stopped, &format!("function {name}"));
    }
}

fn waiting(machine: &Machine) -> Vec<Id<FunctionObject>> {
    let functions = machine.heap.functions.iter();
    let waits = |(id, function): &(Id<FunctionObject>, &FunctionObject)| {
        takes_application(function)
            && is_top_level(machine, function)
            && function.owner.is_none()
            && !has_run(machine, *id)
            && !machine.library.is_model(function.facts.file)
            && !machine.world.is_test(function.facts.file)
            && machine.function_registers(*id, 4)
    };
    functions.filter(waits).map(|(id, _)| id).collect()
}

/// Whether the first parameter is annotated as an application.
fn takes_application(function: &FunctionObject) -> bool {
    let Some(first) = function.signature().params.first() else { return false };
    let code = function.facts.item(function.item);
    let text = first.annotation.map(|annotation| render(code, annotation)).unwrap_or_default();
    let last = text.trim_matches('"').rsplit('.').next().unwrap_or_default();
    first.kind != ParamKind::VarArgs && application_words().contains(&last)
}

/// The applications made so far, found out once each.
#[derive(Default)]
struct Known {
    /// How many instances were looked at.
    looked_at: u32,
    /// Applications, each with the path of the file that makes it.
    applications: Vec<(Id<Instance>, String)>,
}

impl Known {
    /// The application whose file shares the longest path with a file; of those, the one with the most routes.
    fn closest(&mut self, machine: &mut Machine, file: FileId) -> Option<Id<Instance>> {
        let new = applications_after(machine, self.looked_at as usize);
        self.looked_at = machine.heap.instances.len();
        self.applications
            .extend(new.into_iter().map(|app| (app, path(machine, machine.heap.instances[app].created.file))));
        let wanted = path(machine, file);
        let shared =
            |other: &str| wanted.split('/').zip(other.split('/')).take_while(|(left, right)| left == right).count();
        let longest = self.applications.iter().map(|(_, path)| shared(path)).max()?;
        let closest: Vec<Id<Instance>> =
            self.applications.iter().filter(|(_, path)| shared(path) == longest).map(|(app, _)| *app).collect();
        closest.into_iter().max_by_key(|app| route_count(machine, *app))
    }
}

fn path(machine: &Machine, file: FileId) -> String {
    let modules = machine.world.modules();
    modules.of_file(file).map(|id| modules.file_path(id)).unwrap_or_default()
}

fn route_count(machine: &mut Machine, app: Id<Instance>) -> usize {
    let at = machine.heap.instances[app].created;
    let routes = machine.get_attr(&Value::Instance(app), Name::from("routes"), at);
    machine.iterate(&routes, at).map_or(0, |routes| routes.len())
}
