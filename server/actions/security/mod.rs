//! What would one change about who may ask?

mod rust;

pub use rust::ADD_AUTH_DEPENDENCY;
