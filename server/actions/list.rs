//! Which actions are there? All of them, in the order of menus and documentation.

use super::action::Action;
use super::{handlers, security};

/// Every action.
pub static ACTIONS: &[&Action] = &[&handlers::ADD_STATUS_CODE, &handlers::ADD_404_GUARD, &security::ADD_AUTH_DEPENDENCY];

/// The action of a name.
pub fn find(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().copied().find(|action| action.name == name)
}
