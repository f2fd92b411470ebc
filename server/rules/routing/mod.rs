//! Does every route answer the requests it is meant for? Paths, their order, and what is registered twice.

mod duplicate_operation_id;
mod duplicate_route;
mod malformed_path;
mod order;
mod pattern;
mod shadowed_route;

pub use duplicate_operation_id::DUPLICATE_OPERATION_ID;
pub use duplicate_route::DUPLICATE_ROUTE;
pub use malformed_path::MALFORMED_PATH;
pub(super) use pattern::{names, parameters};
pub use shadowed_route::SHADOWED_ROUTE;
