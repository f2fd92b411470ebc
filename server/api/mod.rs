//! Which endpoints do the services of the workspace answer? The graph that rules, tables and editors read.

mod auth;
mod endpoint;
mod entry;
mod flatten;
mod link;
mod model;
mod mounts;
mod output;
mod service;
mod start;
mod usage;
mod waiting;

pub use crate::frameworks::{Callable, Dependency, Input, InputPlace, Stance};
pub use auth::auth;
pub use endpoint::{Auth, Endpoint, Evidence, Layer, Schema, Verdict};
pub use link::link;
pub use model::{Api, Effort, Router, Service, Unresolved};
pub use start::Starts;
pub use usage::client_words;
