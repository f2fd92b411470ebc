//! What would one change about who may do what? Authentication and ownership.

mod add_auth_dependency;
mod add_ownership_check;
mod guard;
mod owner;
mod placement;
mod routes;
mod rust;
mod stub;
mod unused;
mod uses;
mod web_socket;

pub use add_auth_dependency::ADD_AUTH_DEPENDENCY;
pub use add_ownership_check::ADD_OWNERSHIP_CHECK;
