//! Which functions make an application that nobody is seen to serve? Those whose result is one and that nobody calls.

use super::super::entry::has_run;
use super::start::{declare_file, is_own, is_sample, name_offset, run_factory};
use crate::eval::{Cx, FunctionObject, Id, Instance, Machine, Value};
use crate::facts::{ExprId, Place};
use crate::frameworks::crate_model;
use crate::text::FileId;
use rustc_hash::{FxHashMap, FxHashSet};

/// Functions that give an application and that no program called, in packages that serve nothing and that nobody who
/// serves depends on.
pub(super) fn run_factories(
    machine: &mut Machine,
    declaring: &[FileId],
    served: &[String],
    samples: bool,
    bounded: &mut Vec<String>,
) {
    let files = unserved(machine, declaring, served, samples);
    for file in &files {
        if machine.is_exhausted() {
            return;
        }
        declare_file(machine, *file, bounded);
    }
    let mut factories = Vec::new();
    let functions = functions_by_file(machine, &files);
    for file in &files {
        if machine.is_exhausted() {
            return;
        }
        factories.extend(factories_in(machine, *file, functions.get(file).map_or(&[], Vec::as_slice)));
    }
    for factory in factories {
        if machine.is_exhausted() {
            return;
        }
        run_factory(machine, factory, bounded);
    }
}

/// The files that may have such functions.
fn unserved(machine: &Machine, declaring: &[FileId], served: &[String], samples: bool) -> Vec<FileId> {
    let used = used_by(machine, served);
    let crates = machine.world.crates();
    let is_wanted = |file: &FileId| {
        let package = crates.package_of(*file);
        let is_served = package.map_or(!served.is_empty(), |package| used.contains(&package.folder));
        let is_of_pass = is_sample(crates.path(*file).unwrap_or_default()) == samples;
        !is_served && is_of_pass && package.is_none_or(is_own) && !machine.world.is_test(*file)
    };
    declaring.iter().copied().filter(is_wanted).filter(|file| machine.world.leads_in(*file)).collect()
}

/// The functions of some files that are known so far.
fn functions_by_file(machine: &Machine, files: &[FileId]) -> FxHashMap<FileId, Vec<Id<FunctionObject>>> {
    let mut found: FxHashMap<FileId, Vec<Id<FunctionObject>>> = files.iter().map(|file| (*file, Vec::new())).collect();
    for (id, function) in machine.heap.functions.iter() {
        if let Some(of_file) = found.get_mut(&function.facts.file) {
            of_file.push(id);
        }
    }
    found
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
fn factories_in(machine: &mut Machine, file: FileId, all: &[Id<FunctionObject>]) -> Vec<Id<FunctionObject>> {
    let mut found = Vec::new();
    let mut places: FxHashSet<Place> = FxHashSet::default();
    for &id in all {
        let function = machine.heap.functions[id].clone();
        let signature = function.signature();
        let Some(returns) = signature.returns else { continue };
        if !machine.world.leads_on(file, name_offset(&function)) {
            continue;
        }
        let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
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
pub(super) fn takes_application(machine: &mut Machine, id: Id<FunctionObject>) -> bool {
    let function = machine.heap.functions[id].clone();
    let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
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

/// What a method is called on that nobody calls: an object with a router in it, or a function that may fill one, that a
/// program made, if there is one.
pub(super) fn receiver(machine: &Machine, method: Id<FunctionObject>, at: Place) -> Value {
    let owner = machine.heap.functions[method].owner;
    let of_owner = machine.heap.instances.iter().filter(|(_, it)| owner == Some(it.class)).map(|(id, _)| id);
    let has_function = |id: Id<Instance>| {
        machine.heap.instances[id].attrs.values().any(|attr| matches!(attr, Value::Function(_) | Value::Bound(_)))
    };
    let is_full = |id: &Id<Instance>| machine.is_registrar(&Value::Instance(*id), 1) || has_function(*id);
    let holding = of_owner.filter(is_full).last().map(Value::Instance);
    holding.unwrap_or_else(|| Value::unknown("the receiver of a method that nobody calls", at))
}
