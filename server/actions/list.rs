//! Which actions are there? All of them, in the order of menus and documentation.

use super::action::Action;
use super::{handlers, lists};

/// Every action.
pub static ACTIONS: &[&Action] = &[&lists::ADD_PAGINATION, &handlers::ADD_STATUS_CODE];

/// The action of a name.
pub fn find(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().copied().find(|action| action.name == name)
}
