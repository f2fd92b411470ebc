//! Which objects does running the workspace's module code make? A small abstract interpreter over facts.

mod modules;
mod world;

pub use modules::Modules;
pub use world::{EntryPoint, Version, World};
