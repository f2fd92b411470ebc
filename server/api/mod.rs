//! Which endpoints do the services of the workspace answer? The graph that rules, tables and editors read.

mod auth;
mod body;
mod crates;
mod endpoint;
mod entry;
mod flatten;
mod holder;
mod link;
mod model;
mod mounted;
mod mounts;
mod output;
mod respell;
mod returned;
mod row;
mod rows;
mod service;
mod spelled;
mod start;
mod table;
mod usage;
mod waiting;
mod wiring;

pub use crate::frameworks::{
    AnyCaller, Callable, DataField, Dependency, FaultKind, HandlerParameter, Holds, Input, InputPlace, Instead, Kind,
    Made, Matching, Objected, Objection, Oddity, Origin, PathFault, PathField, Presence, Provided, Providers, Reads,
    Refusal, RefusalKind, Remark, Removed, Shape, Stance, Taken, TwoFallbacks, Uncallable, Wanted, Way,
};
pub use auth::auth;
pub use body::{Deed, Doing};
pub use endpoint::{Auth, Endpoint, Evidence, Layer, Schema, Verdict};
pub use holder::Holder;
pub use link::link;
pub use model::{Api, Effort, Router, Service, Unresolved};
pub use respell::{Respelled, Spellings};
pub use spelled::{Spelled, argument, opening};
pub use start::Starts;
pub use table::{Entry, Operation, Table};
pub use usage::{CLIENT_LIBRARIES, Miss, client_hits, client_words};
pub use wiring::{Include, Late};
