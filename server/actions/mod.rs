//! What would somebody do by hand at a cursor? Each action is a function from the API and a place to a [`Change`].
//!
//! An action is two files of one name: its code and its page, which is its documentation and its test. [`ACTIONS`] lists
//! them. `offer` answers while a menu opens and reads what is settled; `make` runs when the action is chosen and may look
//! at other files.
//!
//! [`Change`]: crate::edit::Change

mod action;
mod asked;
mod bench;
mod cursor;
mod cycle;
mod handlers;
mod list;
mod lists;
mod names;
mod rust;
mod schemas;
mod security;
mod setting;
mod symbol;

pub use action::{Action, ActionKind, Offer, Refusal};
pub use asked::{Asked, annotated_parts, last_name};
pub use bench::Bench;
pub use cursor::Cursor;
pub use list::{ACTIONS, find};
pub use names::Meaning;
pub use setting::{SETTINGS, Setting, Settings, UnknownSetting};
pub use symbol::{Defined, Symbol};
