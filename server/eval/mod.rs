//! Which objects does running the workspace's module code make? A small abstract interpreter over facts.
//!
//! It knows no framework: models of libraries (code in the analysed language) and natives come in through the
//! [`Library`]. Nothing here fails, does I/O, or reads a clock; bounds are steps and depth.

mod assign;
pub mod attribute;
mod bounds;
mod branch;
pub mod builtins;
mod call;
mod collection;
mod comprehension;
mod condition;
mod construct;
mod control;
mod define;
mod expression;
mod format;
mod heap;
mod import;
mod item;
mod journal;
mod library;
mod machine;
mod manager;
mod matching;
mod module;
pub mod modules;
mod name;
mod namespace;
mod operator;
mod reflection;
mod relevance;
mod scope;
mod size;
mod statement;
#[cfg(test)]
pub(crate) mod testing;
pub mod text;
mod value;
mod world;

pub use bounds::{Bounds, Ended};
pub use condition::Condition;
pub use heap::{ClassKind, ClassObject, Deferred, Dict, Field, FunctionObject, Heap, Id, Instance, List, Namespace};
pub use library::{Library, Model};
pub use machine::{Cx, Machine};
pub use module::{ModuleObject, Progress};
pub use modules::{ModuleId, Modules};
pub use scope::{Scope, ScopeKind};
pub use value::{
    Bound, Call, ExternalCall, HOLE, Lazy, Member, Method, ModuleRef, Native, Partial, Reason, Subscripted, SuperValue,
    Value, Wrapped, Wrapping,
};
pub use world::{EntryPoint, Version, World};
