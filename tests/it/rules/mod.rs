//! Do rules find what their pages say, and nothing else?

pub mod docs;
mod fixes;
pub mod page;
mod pages;
mod routers;
mod suppressions;
mod wiring_fixes;
