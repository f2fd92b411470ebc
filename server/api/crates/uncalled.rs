//! What do functions start that no program calls? Those that serve something, then those that make an application, all of
//! them within one allowance.

use super::factory::{run_factories, takes_application};
use super::left::served_applications;
use super::start::{declare_file, is_own, is_sample, name_offset, run_factory};
use crate::eval::{FunctionObject, Id, Machine};
use crate::text::FileId;

/// Steps of all these functions together. A folder of other people's libraries has no end of them.
const STEPS: u64 = 12_000_000;
/// What is told once if there are more.
const EXHAUSTED: &str =
    "functions that no program calls took too many steps together; what the rest of them would register is missing";

/// The allowance.
pub(super) struct Uncalled {
    /// Steps that are left.
    left: u64,
}

impl Default for Uncalled {
    fn default() -> Self {
        Uncalled { left: STEPS }
    }
}

impl Uncalled {
    /// Runs such functions. `served` are the folders of packages that serve something.
    pub(super) fn run(
        &mut self,
        machine: &mut Machine,
        declaring: &[FileId],
        served: &mut Vec<String>,
        samples: bool,
        bounded: &mut Vec<String>,
    ) {
        if self.left == 0 {
            return;
        }
        let before = machine.steps;
        machine.allowance = before.saturating_add(self.left);
        run_serving(machine, samples, served, bounded);
        run_factories(machine, declaring, served, samples, bounded);
        if machine.is_exhausted() {
            bounded.push(EXHAUSTED.to_owned());
        }
        machine.allowance = u64::MAX;
        self.left = self.left.saturating_sub(machine.steps - before);
    }
}

/// Functions that serve something and that no program got to, as far as it could be followed.
fn run_serving(machine: &mut Machine, samples: bool, served: &mut Vec<String>, bounded: &mut Vec<String>) {
    for (file, name_at) in machine.world.serving() {
        if machine.is_exhausted() {
            return;
        }
        let crates = machine.world.crates();
        let path = crates.path(file).unwrap_or_default();
        let package = crates.package_of(file);
        let is_library = package.is_some_and(|package| !is_own(package));
        let folder = package.map(|package| package.folder.clone()).unwrap_or_default();
        if is_library || is_sample(path) != samples || machine.world.is_test(file) {
            continue;
        }
        declare_file(machine, file, bounded);
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
