//! Which objects does running the workspace's module code make? A small abstract interpreter over facts.

mod modules;
mod world;

pub use modules::{ModuleId, Modules, is_stdlib};
pub use world::{EntryPoint, Version, World};
