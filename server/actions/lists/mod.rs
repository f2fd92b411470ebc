//! What would one change about a list that a service answers? How much of it a request gets.

mod rust;

pub use rust::ADD_PAGINATION;
