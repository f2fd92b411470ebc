//! What would one change about a data model? Its shape, its limits, its version of Pydantic.

mod field;
mod model;
mod split;

pub use split::SPLIT_SCHEMAS;
