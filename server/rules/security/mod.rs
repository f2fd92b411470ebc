//! Who may do what? Origins and layers that refuse requests.

mod cors_credentials;
mod uncovered_route;

pub use cors_credentials::CORS_CREDENTIALS;
pub use uncovered_route::UNCOVERED_ROUTE;
