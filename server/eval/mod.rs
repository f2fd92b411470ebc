//! Which objects does running the workspace's module code make? A small abstract interpreter over facts.
//!
//! It knows no framework: models of libraries (code in the analysed language) and natives come in through the
//! [`Library`]. Nothing here fails, does I/O, or reads a clock; bounds are steps and depth.

mod argument;
mod assign;
mod attribute;
mod bindings;
mod bounds;
mod branch;
pub mod builtins;
mod call;
mod callable;
mod class;
mod collection;
mod comparison;
mod comprehension;
mod condition;
mod construct;
mod control;
pub mod crates;
mod declared;
mod descriptor;
mod enumeration;
mod expression;
mod format;
mod frame;
mod function;
mod heap;
mod import;
mod item;
mod journal;
mod key;
mod library;
mod literal;
mod machine;
mod manager;
mod matching;
mod module;
pub mod modules;
mod mro;
mod name;
mod namespace;
mod object;
mod objection;
mod operator;
mod parameter;
mod pattern;
mod postpone;
mod reflection;
mod registrar;
mod relevance;
mod scope;
mod size;
mod statement;
#[cfg(test)]
pub(crate) mod testing;
pub mod text;
mod value;
mod world;
mod written;

pub use bounds::{Bounds, Ended};
pub use callable::{Bound, Call, Method, Native, Partial, Wrapped, Wrapping};
pub use condition::{Condition, conjunction};
pub use declared::{Attribute, Declared, OF_FUNCTION};
pub use heap::{Heap, Id};
pub use library::{Library, Model};
pub use machine::{Cx, Machine};
pub use module::{ModuleObject, Progress};
pub use modules::{ModuleId, Modules, is_stdlib};
pub use object::{ClassKind, ClassObject, Deferred, Dict, Field, FunctionObject, Instance, List, Namespace};
pub use objection::Objection;
pub use scope::{Scope, ScopeKind};
pub use value::{
    ExternalCall, HOLE, Known, Lazy, MacroValue, Member, ModuleRef, Reason, Subscripted, SuperValue, Value,
};
pub use world::{EntryPoint, Version, World};
pub use written::{Literal, Piece, Text, is_plain_path};
