//! What would one change about the data that a service takes and gives?

mod rust;

pub use rust::SPLIT_SCHEMAS;
