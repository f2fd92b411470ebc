//! Which endpoints can the tests of a file be about, where it is not known whom they ask? In a language with packages: those
//! of its own package and of what that depends on.

use crate::api::Api;
use crate::eval::Machine;
use crate::eval::crates::{Crates, Package};
use crate::facts::Name;
use crate::syntax::Language;
use crate::text::FileId;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Whether each endpoint may be meant, by its number; `None` if any may.
pub(super) type Reach = Option<Arc<[bool]>>;

/// What the tests of a file may be about; nothing if the file belongs to a library that a model stands for.
pub(super) fn reach(machine: &Machine, api: &Api, file: FileId) -> Reach {
    if Language::of_path(machine.world.crates().path(file).unwrap_or_default()) != Some(Language::Rust) {
        return None;
    }
    let crates = machine.world.crates();
    let own = crates.package_of(file)?;
    let packages = used(crates, own);
    let is_of = |file: FileId| crates.package_of(file).is_none_or(|package| packages.contains(&package.name));
    let service = |at: usize| api.services.get(at).is_some_and(|service| is_of(service.at.file));
    let handled = |endpoint: &crate::api::Endpoint| endpoint.handler.at.is_some_and(|at| is_of(at.file));
    Some(api.endpoints.iter().map(|endpoint| service(endpoint.service) || handled(endpoint)).collect())
}

/// A package and those of the workspace that it depends on.
fn used(crates: &Crates, own: &Package) -> FxHashSet<Name> {
    let mut used = FxHashSet::from_iter([own.name]);
    let mut open = vec![own];
    while let Some(package) = open.pop() {
        for dependency in package.dependencies.values() {
            let of = crates.packages().iter().find(|package| package.name == dependency.package);
            open.extend(of.filter(|of| used.insert(of.name)));
        }
    }
    used
}
