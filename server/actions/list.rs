//! Which actions are there? All of them, in the order of menus and documentation.

use super::action::Action;
use super::{handlers, lists, schemas, security};

/// Every action.
pub static ACTIONS: &[&Action] =
    &[&lists::ADD_PAGINATION, &security::ADD_AUTH_DEPENDENCY, &schemas::SPLIT_SCHEMAS, &handlers::ADD_STATUS_CODE];

/// The action of a name.
pub fn find(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().copied().find(|action| action.name == name)
}
