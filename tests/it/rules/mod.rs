//! Do rules find what their pages say, and nothing else?

mod docs;
mod fixes;
mod migration;
pub mod page;
mod pages;
mod routers;
mod suppressions;
mod wiring_fixes;
