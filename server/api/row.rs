//! What does walking an application find? Routes and mounts, each on one way from it.

use crate::eval::{Id, Instance, Text, Value};
use crate::facts::Place;
use std::sync::Arc;

/// One registered route on one way from an application.
#[derive(Debug)]
pub(super) struct Row {
    /// The route object.
    pub route: Id<Instance>,
    /// `http` verbs, or `WEBSOCKET`.
    pub methods: Vec<String>,
    /// The full path in the framework's spelling.
    pub path: Text,
    /// Where it was registered.
    pub place: Place,
    /// Includes and mounts on the way, outermost first.
    pub through: Vec<Place>,
    /// The condition under which it exists.
    pub conditional: Option<String>,
    /// Dependencies that includes by reference add.
    pub dependencies: Vec<Value>,
    /// Tags that includes by reference add.
    pub tags: Vec<Value>,
    /// Whether the way keeps it out of the schema.
    pub hidden: bool,
    /// Whether the way declares it deprecated.
    pub deprecated: bool,
    /// Applications on the way, outermost first.
    pub applications: Vec<Id<Instance>>,
    /// How many bytes of the path mounts make up.
    pub mounted: usize,
    /// The mounts on the way, as indices of the mounts of the walk.
    pub mounts: Vec<usize>,
    /// Whether more than method and path decides whether it gets a request: its host, or guards.
    pub is_special: bool,
    /// Layers in effect that routers bring along, in run order.
    pub layers: Vec<Value>,
    /// Layers on the way that were added before the route was, and so do not cover it.
    pub missed: Vec<Value>,
    /// The steps of the way behind which routers are matched by themselves.
    pub apart: Vec<Place>,
    /// The router that keeps requests for its path whose method is another.
    pub closes: Option<Place>,
}

/// A mount on the way to routes.
#[derive(Debug)]
pub(super) struct MountRow {
    /// How many rows come before it.
    pub before: usize,
    /// The full path in the framework's spelling; `None` if it is not fully known.
    pub path: Option<Text>,
    /// Where it was mounted.
    pub place: Place,
    /// Includes and mounts on the way, outermost first.
    pub through: Vec<Place>,
    /// Whether it exists only under a condition.
    pub is_conditional: bool,
    /// Whether it matches by its path alone.
    pub is_exact: bool,
    /// The mounts it lies in.
    pub mounts: Vec<usize>,
}

/// The way from an application to where the walk is.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    pub prefix: Text,
    pub through: Vec<Place>,
    pub conditions: Vec<Arc<str>>,
    pub dependencies: Vec<Value>,
    pub tags: Vec<Value>,
    pub hidden: bool,
    pub deprecated: bool,
    pub applications: Vec<Id<Instance>>,
    pub mounted: usize,
    pub mounts: Vec<usize>,
    pub is_special: bool,
    pub layers: Vec<Value>,
    pub missed: Vec<Value>,
    pub apart: Vec<Place>,
    pub closes: Option<Place>,
    /// The verbs that guards leave; empty for all.
    pub only: Vec<String>,
    /// Those that were left before the last guards.
    pub before: Vec<String>,
    /// The guard that left them.
    pub guard: Option<Place>,
    /// Conditions that hold anyway.
    pub given: Vec<Arc<str>>,
    /// How many applications and routers lie outside of the innermost mount.
    pub outside: usize,
}
