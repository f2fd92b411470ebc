//! Do rules find what their pages say, and nothing else?

pub mod docs;
mod fixes;
mod migration;
pub mod page;
mod pages;
mod routers;
mod rust_fixes;
mod suppressions;
mod wiring_fixes;
