//! Where do programs begin? At the `main` of each crate that matters; where none serves anything, at functions that make
//! an application and that nobody calls.

use super::super::entry::{has_run, made_up_args};
use super::super::start::note_bound;
use super::factory::receiver;
use super::left::served_applications;
use super::uncalled::Uncalled;
use crate::eval::crates::{Package, TargetKind};
use crate::eval::{Call, FunctionObject, Id, Machine, ModuleRef, Value};
use crate::facts::{Name, Node};
use crate::frameworks::{crate_model, crate_names};
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
    let serving = machine.world.crates().depending(&crate_names());
    if !has_own(machine, declaring, &serving) {
        return;
    }
    let wanted: FxHashSet<FileId> = declaring.iter().copied().collect();
    let mut uncalled = Uncalled::default();
    for samples in [false, true] {
        let mut served: Vec<String> = Vec::new();
        for program in programs(machine, samples, &wanted, &serving) {
            let before = served_applications(machine);
            run_main(machine, &program, bounded);
            if served_applications(machine) > before {
                served.push(program.folder);
            }
        }
        uncalled.run(machine, declaring, &mut served, samples, bounded);
        super::left::serve_or_note(machine);
        if served_applications(machine) > 0 {
            return;
        }
    }
}

/// Whether a package is of those whose programs and functions start something: no framework, and not somebody's
/// dependency that Cargo unpacked.
pub(super) fn is_own(package: &Package) -> bool {
    !package.is_vendored && crate_model(&package.name).is_none()
}

/// Whether anything of what may make a router is the workspace's own.
fn has_own(machine: &Machine, declaring: &[FileId], serving: &FxHashSet<Name>) -> bool {
    let crates = machine.world.crates();
    crates.packages().iter().any(|package| is_own(package) && serving.contains(&package.name))
        || declaring.iter().any(|file| crates.package_of(*file).is_none())
}

/// Folders whose programs count only if nothing else serves anything.
const SAMPLES: [&str; 6] = ["examples", "example", "samples", "benches", "benchmarks", "demo"];

pub(super) fn is_sample(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|part| SAMPLES.contains(&part))
}

/// The programs of packages in which something makes a router, or that depend on such.
fn programs(
    machine: &Machine,
    samples: bool,
    declaring: &FxHashSet<FileId>,
    serving: &FxHashSet<Name>,
) -> Vec<Program> {
    let crates = machine.world.crates();
    let mut found = Vec::new();
    for package in crates.packages().iter().filter(|it| is_own(it) && serving.contains(&it.name)) {
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

/// Declares what a file holds.
pub(super) fn declare_file(machine: &mut Machine, file: FileId, bounded: &mut Vec<String>) {
    let stopped = machine.start(FACTORY_STEPS, |machine| {
        if let Some(module) = machine.module_of_source(file).or_else(|| loose_root(machine, file)) {
            machine.declare_with_inner(module);
        }
    });
    note_bound(machine, bounded, stopped, "items");
}

/// Where the name of a function stands in its file.
pub(super) fn name_offset(function: &FunctionObject) -> u32 {
    function.facts.span(function.item, Node::Mark(function.signature().name_mark)).start
}

/// A file that belongs to no package is a crate of its own.
fn loose_root(machine: &mut Machine, file: FileId) -> Option<ModuleRef> {
    if machine.world.crates().package_of(file).is_some() {
        return None;
    }
    machine.crate_root(file)
}

pub(super) fn run_factory(machine: &mut Machine, factory: Id<FunctionObject>, bounded: &mut Vec<String>) {
    if has_run(machine, factory) {
        return;
    }
    let name = machine.heap.functions[factory].qualname.to_string();
    let stopped = machine.start(FACTORY_STEPS, |machine| {
        let at = machine.heap.functions[factory].place();
        let skip = usize::from(takes_self(machine, factory));
        let mut args = made_up_args(machine, factory, skip);
        if skip > 0 {
            args.insert(0, receiver(machine, factory, at));
        }
        let made = machine.call(&Value::Function(factory), Call::of(args, at));
        machine.note_escape(&made);
    });
    note_bound(machine, bounded, stopped, &format!("the function `{name}`"));
}

fn takes_self(machine: &Machine, id: Id<FunctionObject>) -> bool {
    machine.heap.functions[id].signature().params.first().is_some_and(|param| param.name == "self")
}
