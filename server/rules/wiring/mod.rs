//! Does everything hang together? Routers and includes, dependencies and what they depend on.

mod called_dependency;
mod dependency_called_as_default;
mod dependency_cycle;
mod dependency_without_depends;
mod extractor_without_provider;
mod hoist;
mod include_cycle;
mod inclusion;
mod provide;
mod routes_added_after_include;
mod state_per_worker;
mod unincluded_router;

pub use called_dependency::CALLED_DEPENDENCY;
pub use dependency_called_as_default::DEPENDENCY_CALLED_AS_DEFAULT;
pub use dependency_cycle::DEPENDENCY_CYCLE;
pub use dependency_without_depends::DEPENDENCY_WITHOUT_DEPENDS;
pub use extractor_without_provider::EXTRACTOR_WITHOUT_PROVIDER;
pub use include_cycle::INCLUDE_CYCLE;
pub use routes_added_after_include::ROUTES_ADDED_AFTER_INCLUDE;
pub use state_per_worker::STATE_PER_WORKER;
pub use unincluded_router::UNINCLUDED_ROUTER;
