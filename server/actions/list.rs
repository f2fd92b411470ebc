//! Which actions are there? All of them, in the order of menus and documentation.

use super::action::Action;
use super::handlers;
use super::schemas;

/// Every action.
pub static ACTIONS: &[&Action] = &[
    &handlers::ADD_STATUS_CODE,
    &handlers::CONVERT_TO_ANNOTATED,
    &handlers::ADD_RESPONSE_MODEL,
    &schemas::ADD_FIELD_CONSTRAINTS,
    &schemas::SPLIT_SCHEMAS,
    &schemas::MIGRATE_PYDANTIC,
];

/// The action of a name.
pub fn find(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().copied().find(|action| action.name == name)
}
