//! Does every route answer the requests it is meant for? Paths, their order, and what is registered twice.

mod clash;
mod conflicting_routes;
mod contradicting_guard;
mod duplicate_operation_id;
mod duplicate_route;
mod fault;
mod layer_without_routes;
mod links;
mod malformed_path;
mod merged_fallbacks;
mod mixed_paths;
mod order;
mod pattern;
mod shadowed_route;

pub use conflicting_routes::CONFLICTING_ROUTES;
pub use contradicting_guard::CONTRADICTING_GUARD;
pub use duplicate_operation_id::DUPLICATE_OPERATION_ID;
pub use duplicate_route::DUPLICATE_ROUTE;
pub use layer_without_routes::LAYER_WITHOUT_ROUTES;
pub(super) use links::adds_routes;
pub use malformed_path::MALFORMED_PATH;
pub use merged_fallbacks::MERGED_FALLBACKS;
pub use mixed_paths::MIXED_PATHS;
pub(super) use pattern::{names, parameters};
pub use shadowed_route::SHADOWED_ROUTE;
