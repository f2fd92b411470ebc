//! Where do programs begin? At the `main` of each crate that matters; where none serves anything, at functions that make
//! an application and that nobody calls.

use super::super::entry::{has_run, made_up_args};
use super::super::start::note_bound;
use super::left::served_applications;
use crate::eval::crates::TargetKind;
use crate::eval::{Call, FunctionObject, Id, Machine, ModuleRef, Value};
use crate::facts::{ExprId, Name, Node, Place};
use crate::frameworks::crate_model;
use crate::text::FileId;
use rustc_hash::FxHashSet;

/// Steps of one program.
const STEPS: u64 = 3_000_000;
/// Steps of one function that makes an application.
const FACTORY_STEPS: u64 = 600_000;

/// Where a program may begin.
struct Program {
    root: FileId,
    /// The folder of its package.
    folder: String,
}

/// Runs all programs. `declaring` are the files that may make a router.
pub(in crate::api) fn run(machine: &mut Machine, declaring: &[FileId], bounded: &mut Vec<String>) {
    if machine.world.crates().files().next().is_none() {
        return;
    }
    let wanted: FxHashSet<FileId> = declaring.iter().copied().collect();
    for samples in [false, true] {
        let mut served: Vec<String> = Vec::new();
        for program in programs(machine, samples, &wanted) {
            let before = served_applications(machine);
            run_main(machine, &program, bounded);
            if served_applications(machine) > before {
                served.push(program.folder);
            }
        }
        run_serving(machine, samples, &mut served, bounded);
        run_factories(machine, declaring, &served, samples, bounded);
        super::left::serve_or_note(machine);
        if served_applications(machine) > 0 {
            return;
        }
    }
}

/// Folders whose programs count only if nothing else serves anything.
const SAMPLES: [&str; 6] = ["examples", "example", "samples", "benches", "benchmarks", "demo"];

fn is_sample(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|part| SAMPLES.contains(&part))
}

/// The programs of packages in which something makes a router, or that depend on such.
fn programs(machine: &Machine, samples: bool, declaring: &FxHashSet<FileId>) -> Vec<Program> {
    let crates = machine.world.crates();
    let mut found = Vec::new();
    for package in crates.packages().iter().filter(|package| crate_model(&package.name).is_none()) {
        for target in &package.targets {
            let path = crates.path(target.root).unwrap_or_default();
            let is_example = target.kind == TargetKind::Example || is_sample(path);
            let is_program = matches!(target.kind, TargetKind::Binary | TargetKind::Example);
            if is_program && is_example == samples && !machine.world.is_test(target.root) {
                found.push(Program { root: target.root, folder: package.folder.clone() });
            }
        }
    }
    let mut loose: Vec<(FileId, &str)> = crates
        .files()
        .filter(|(file, path)| {
            let is_root = matches!(path.rsplit('/').next(), Some("main.rs"));
            is_root && declaring.contains(file) && crates.package_of(*file).is_none() && is_sample(path) == samples
        })
        .collect();
    loose.sort_unstable();
    found.extend(loose.into_iter().map(|(root, path)| Program {
        root,
        folder: path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
    }));
    found
}

fn run_main(machine: &mut Machine, program: &Program, bounded: &mut Vec<String>) {
    let path = machine.world.crates().path(program.root).unwrap_or_default().to_owned();
    let stopped = machine.start(STEPS, |machine| {
        let Some(root) = machine.crate_root(program.root) else { return };
        for name in ["main", "rocket"] {
            let Some(main @ Value::Function(id)) = machine.declared_name(root, Name::from(name)) else { continue };
            if has_run(machine, id) {
                continue;
            }
            let at = machine.heap.functions[id].place();
            let args = made_up_args(machine, id, 0);
            let made = machine.call(&main, Call::of(args, at));
            machine.note_escape(&made);
        }
    });
    note_bound(machine, bounded, stopped, &path);
}

/// Functions that serve something and that no program got to, as far as it could be followed.
fn run_serving(machine: &mut Machine, samples: bool, served: &mut Vec<String>, bounded: &mut Vec<String>) {
    for (file, name_at) in machine.world.serving() {
        let crates = machine.world.crates();
        let path = crates.path(file).unwrap_or_default();
        let package = crates.package_of(file);
        let is_library = package.is_some_and(|package| crate_model(&package.name).is_some());
        let folder = package.map(|package| package.folder.clone()).unwrap_or_default();
        if is_library || is_sample(path) != samples || machine.world.is_test(file) {
            continue;
        }
        let stopped = machine.start(FACTORY_STEPS, |machine| {
            if let Some(module) = machine.module_of_source(file).or_else(|| loose_root(machine, file)) {
                machine.declare_with_inner(module);
            }
        });
        note_bound(machine, bounded, stopped, "items");
        let named =
            |(_, it): &(Id<FunctionObject>, &FunctionObject)| it.facts.file == file && name_offset(it) == name_at;
        let found = machine.heap.functions.iter().find(named).map(|(id, _)| id);
        let before = served_applications(machine);
        if let Some(function) = found.filter(|function| !takes_application(machine, *function)) {
            run_factory(machine, function, bounded);
        }
        if served_applications(machine) > before && !served.contains(&folder) {
            served.push(folder);
        }
    }
}

/// Where the name of a function stands in its file.
fn name_offset(function: &FunctionObject) -> u32 {
    function.facts.span(function.item, Node::Mark(function.signature().name_mark)).start
}

/// Functions that give an application and that no program called, in packages that serve nothing and that nobody who
/// serves depends on.
fn run_factories(
    machine: &mut Machine,
    declaring: &[FileId],
    served: &[String],
    samples: bool,
    bounded: &mut Vec<String>,
) {
    let used = used_by(machine, served);
    let mut factories = Vec::new();
    for file in declaring {
        let crates = machine.world.crates();
        let path = crates.path(*file).unwrap_or_default();
        let package = crates.package_of(*file);
        let folder = package.map_or("", |package| &*package.folder);
        let is_library = package.is_some_and(|package| crate_model(&package.name).is_some());
        let is_served = package.map_or(!served.is_empty(), |_| used.contains(folder));
        if is_served || is_library || is_sample(path) != samples || machine.world.is_test(*file) {
            continue;
        }
        let stopped = machine.start(FACTORY_STEPS, |machine| {
            if let Some(module) = machine.module_of_source(*file).or_else(|| loose_root(machine, *file)) {
                machine.declare_with_inner(module);
            }
        });
        note_bound(machine, bounded, stopped, "items");
        factories.extend(factories_in(machine, *file));
    }
    for factory in factories {
        run_factory(machine, factory, bounded);
    }
}

/// A file that belongs to no package is a crate of its own.
fn loose_root(machine: &mut Machine, file: FileId) -> Option<ModuleRef> {
    if machine.world.crates().package_of(file).is_some() {
        return None;
    }
    machine.crate_root(file)
}

fn run_factory(machine: &mut Machine, factory: Id<FunctionObject>, bounded: &mut Vec<String>) {
    if has_run(machine, factory) {
        return;
    }
    let name = machine.heap.functions[factory].qualname.to_string();
    let stopped = machine.start(FACTORY_STEPS, |machine| {
        let at = machine.heap.functions[factory].place();
        let skip = usize::from(takes_self(machine, factory));
        let mut args = made_up_args(machine, factory, skip);
        if skip > 0 {
            args.insert(0, Value::unknown("the receiver of a method that nobody calls", at));
        }
        let made = machine.call(&Value::Function(factory), Call::of(args, at));
        machine.note_escape(&made);
    });
    note_bound(machine, bounded, stopped, &format!("the function `{name}`"));
}

fn takes_self(machine: &Machine, id: Id<FunctionObject>) -> bool {
    machine.heap.functions[id].signature().params.first().is_some_and(|param| param.name == "self")
}

/// Folders of packages that serve something, and of those they depend on.
fn used_by(machine: &Machine, served: &[String]) -> FxHashSet<String> {
    let packages = machine.world.crates().packages();
    let mut used: FxHashSet<String> = served.iter().cloned().collect();
    let mut open: Vec<String> = served.to_vec();
    while let Some(folder) = open.pop() {
        let Some(package) = packages.iter().find(|package| package.folder == folder) else { continue };
        for dependency in package.dependencies.values() {
            let of = packages.iter().find(|package| package.name == dependency.package);
            if let Some(of) = of.filter(|of| used.insert(of.folder.clone())) {
                open.push(of.folder.clone());
            }
        }
    }
    used
}

/// The functions of a file whose result is an application, and that take none.
fn factories_in(machine: &mut Machine, file: FileId) -> Vec<Id<FunctionObject>> {
    let all: Vec<Id<FunctionObject>> =
        machine.heap.functions.iter().filter(|(_, it)| it.facts.file == file).map(|(id, _)| id).collect();
    let mut found = Vec::new();
    let mut places: FxHashSet<Place> = FxHashSet::default();
    for id in all {
        let function = machine.heap.functions[id].clone();
        let signature = function.signature();
        let Some(returns) = signature.returns else { continue };
        let cx = crate::eval::Cx::new(&function.facts, function.item, function.closure, function.module);
        let makes = {
            let of = machine.eval(&cx, returns);
            is_application_type(machine, &of, 4)
        };
        let is_composed = machine.world.is_composed(file, name_offset(&function));
        if !makes || has_run(machine, id) || takes_application(machine, id) || !places.insert(function.place()) {
            continue;
        }
        if is_composed {
            let what = format!(
                "`{}` makes a router for another, and nobody who calls it could be followed",
                function.qualname
            );
            machine.note(what, function.place());
        } else {
            found.push(id);
        }
    }
    found
}

/// Whether a function is given an application.
fn takes_application(machine: &mut Machine, id: Id<FunctionObject>) -> bool {
    let function = machine.heap.functions[id].clone();
    let cx = crate::eval::Cx::new(&function.facts, function.item, function.closure, function.module);
    let takes: Vec<ExprId> = function.signature().params.iter().filter_map(|param| param.annotation).collect();
    takes.into_iter().any(|annotation| {
        let of = machine.eval(&cx, annotation);
        is_application_type(machine, &of, 4)
    })
}

/// Whether a type is an application, or holds one: `Result<Router, Error>`.
fn is_application_type(machine: &Machine, of: &Value, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match of {
        Value::Class(class) => {
            let class = &machine.heap.classes[*class];
            let model = crate_model(&machine.modules[class.module].name);
            class.is_model && model.is_some_and(|model| model.applications.contains(&&*class.name))
        }
        Value::Subscripted(generic) => {
            let inner: Vec<Value> = match &generic.index {
                Value::Tuple(items) => items.to_vec(),
                one => vec![one.clone()],
            };
            is_application_type(machine, &generic.base, depth)
                || is_wrapper(&generic.base) && inner.iter().any(|of| is_application_type(machine, of, depth))
        }
        Value::Tuple(items) => items.iter().any(|of| is_application_type(machine, of, depth)),
        _ => false,
    }
}

/// Whether a generic type holds what it is given: `Result`, or an alias of it.
fn is_wrapper(mut of: &Value) -> bool {
    while let Value::Subscripted(generic) = of {
        of = &generic.base;
    }
    matches!(of, Value::External(path) if ["Result", "Option", "Box", "Arc"].iter().any(|name| path.ends_with(name)))
}
