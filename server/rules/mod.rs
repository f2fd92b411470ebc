//! What is wrong with an API? Rules over the settled API: each one is a file of code and a page of the same name.
//!
//! A rule sees the [`Api`](crate::api::Api) and places in text, never a syntax node or a framework. It stays silent on
//! what is conditional, unresolved or unknown: a wrong finding is worse than a missing one.

mod check;
mod finding;
pub mod inputs;
mod list;
mod memory;
pub mod outputs;
pub mod project;
pub mod routing;
mod rule;
pub mod runtime;
pub mod security;
mod selection;
mod subject;
mod suppress;
pub mod tests;
pub mod wiring;

pub use check::{Checked, check};
pub use finding::{Draft, Finding, Related, Report};
pub use list::{RULES, rule};
pub use memory::Memory;
pub use rule::{ALL, Check, Group, Level, PYTHON, Profile, RUST, Rule};
pub use selection::{Selection, UnknownRule, find};
pub use subject::{Looked, Subject};
