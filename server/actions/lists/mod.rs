//! What would one change about a list that an endpoint answers? How much of it comes at once.

mod add_pagination;
mod answer;
mod body;
mod bounds;
mod change;
mod cursor_key;
mod envelope;
mod fetch;
mod ground;
mod meaning;
mod memory;
mod model;
mod page_schema;
mod paged;
mod recognise;
mod response;
mod rust;
mod service;
mod shape;
mod style;
mod through;

pub use add_pagination::ADD_PAGINATION;
