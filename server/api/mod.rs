//! Which endpoints do the services of the workspace answer? The graph that rules, tables and editors read.

mod endpoint;
mod model;

pub use endpoint::{Auth, Callable, Dependency, Endpoint, Evidence, Input, InputPlace, Layer, Schema, Verdict};
pub use model::{Api, Effort, Router, Service, Unresolved};
