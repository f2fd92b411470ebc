//! Which actions are there? All of them, in the order of menus and documentation.

use super::action::Action;
use super::{handlers, lists, schemas, security};

/// Every action.
pub static ACTIONS: &[&Action] = &[
    &lists::ADD_PAGINATION,
    &security::ADD_AUTH_DEPENDENCY,
    &security::ADD_OWNERSHIP_CHECK,
    &schemas::SPLIT_SCHEMAS,
    &schemas::ADD_FIELD_CONSTRAINTS,
    &schemas::MIGRATE_PYDANTIC,
    &handlers::ADD_404_GUARD,
    &handlers::ADD_RESPONSE_MODEL,
    &handlers::ADD_STATUS_CODE,
    &handlers::CONVERT_TO_ANNOTATED,
    &handlers::RUN_IN_THREADPOOL,
];

/// The action of a name.
pub fn find(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().copied().find(|action| action.name == name)
}
