//! Which applications stand below no other? The graph of mounts and includes, walked once and without recursion.

use super::start::applications;
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{Name, Place};
use rustc_hash::{FxHashMap, FxHashSet};

/// Steps for what one application or router holds.
const STEPS: u64 = 300_000;

/// Applications that are services of their own, in the order of their creation: from them all others are reached. Of
/// applications that mount each other, the one made first counts. One that is made where a mounted one is made, by
/// the same factory, does not, unless a module has a name for it.
pub(super) fn topmost(machine: &mut Machine) -> Vec<Id<Instance>> {
    let all = applications(machine);
    let mut graph = Graph::default();
    let mut finished: Vec<Id<Instance>> = Vec::new();
    for app in &all {
        graph.visit(machine, *app, &mut finished);
    }
    let is_application: FxHashSet<Id<Instance>> = all.iter().copied().collect();
    let (mut roots, mut below) = (FxHashSet::default(), FxHashSet::default());
    for app in finished.into_iter().rev().filter(|id| is_application.contains(id)) {
        if !below.contains(&app) {
            roots.insert(app);
            graph.reach(app, &mut below);
        }
    }
    let loose = graph.loosely_mounted(machine);
    let place = |id: &Id<Instance>| machine.heap.instances[*id].created;
    let mut mounted: FxHashSet<Place> = below.iter().filter(|id| !roots.contains(id)).map(place).collect();
    mounted.extend(loose.iter().map(place));
    let loose: FxHashSet<Id<Instance>> = loose.into_iter().collect();
    let named = named(machine);
    let is_own = |app: &Id<Instance>| !mounted.contains(&place(app)) || named.contains(app) && !loose.contains(app);
    all.into_iter().filter(|app| roots.contains(app) && is_own(app)).collect()
}

/// What names of modules hold.
fn named(machine: &Machine) -> FxHashSet<Id<Instance>> {
    let modules = machine.modules.iter().filter(|module| module.id.is_some());
    let values = modules.flat_map(|module| machine.heap.scopes[module.scope].names.values());
    values.filter_map(|value| if let Value::Instance(id) = value { Some(*id) } else { None }).collect()
}

/// What each application or router holds directly.
#[derive(Default)]
struct Graph {
    held: FxHashMap<Id<Instance>, Vec<Id<Instance>>>,
    /// Entries of routes that were met.
    met: FxHashSet<Id<Instance>>,
}

impl Graph {
    /// Visits everything below an instance that nobody visited; notes each once all below it is visited.
    fn visit(&mut self, machine: &mut Machine, root: Id<Instance>, finished: &mut Vec<Id<Instance>>) {
        let mut open = vec![(root, 0)];
        while let Some((id, next)) = open.pop() {
            if next == 0 && self.held.contains_key(&id) {
                continue;
            }
            let met = &mut self.met;
            let held = self.held.entry(id).or_insert_with(|| machine.held_by(id, met));
            match held.get(next) {
                Some(child) => open.extend([(id, next + 1), (*child, 0)]),
                None => finished.push(id),
            }
        }
    }

    /// Applications that are mounted on what no application holds.
    fn loosely_mounted(&self, machine: &mut Machine) -> Vec<Id<Instance>> {
        let all = machine.heap.instances.iter().map(|(id, _)| id).filter(|id| !self.met.contains(id));
        let is_mount = |id: &Id<Instance>| matches!(machine.model_class(*id), Some("Mount" | "Host"));
        let mounts: Vec<Id<Instance>> = all.filter(is_mount).collect();
        mounts.into_iter().filter_map(|mount| machine.held_through(&Value::Instance(mount))).collect()
    }

    /// Adds everything below an instance, itself included.
    fn reach(&self, root: Id<Instance>, below: &mut FxHashSet<Id<Instance>>) {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if below.insert(id) {
                open.extend(self.held.get(&id).into_iter().flatten());
            }
        }
    }
}

impl Machine<'_> {
    /// The applications and routers that an application or router mounts or includes by reference.
    fn held_by(&mut self, id: Id<Instance>, met: &mut FxHashSet<Id<Instance>>) -> Vec<Id<Instance>> {
        self.refuel(STEPS);
        let at = self.heap.instances[id].created;
        let routes = self.get_attr(&Value::Instance(id), Name::from("routes"), at);
        let routes = self.iterate(&routes, at).unwrap_or_default();
        met.extend(routes.iter().filter_map(|route| if let Value::Instance(id) = route { Some(*id) } else { None }));
        routes.iter().filter_map(|route| self.held_through(route)).collect()
    }

    fn held_through(&mut self, route: &Value) -> Option<Id<Instance>> {
        let Value::Instance(id) = *route else { return None };
        let at = self.heap.instances[id].created;
        match self.model_class(id)? {
            "Mount" | "Host" => {
                let app = self.get_attr(route, Name::from("app"), at);
                self.mounted_application(&app, 3)
            }
            "_IncludedRouter" => match self.get_attr(route, Name::from("included_router"), at) {
                Value::Instance(router) => Some(router),
                _ => None,
            },
            _ => None,
        }
    }
}
