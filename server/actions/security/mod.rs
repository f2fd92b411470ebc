//! What would one change about who may do what? Authentication and ownership.

mod add_auth_dependency;
mod guard;
mod placement;
mod routes;
mod stub;
mod unused;
mod uses;
mod web_socket;

pub use add_auth_dependency::ADD_AUTH_DEPENDENCY;
