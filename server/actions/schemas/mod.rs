//! What would one change about a data model? Its shape, its limits, its version of Pydantic.

mod add_field_constraints;
mod field;
mod migrate;
mod model;
mod rust;
mod split;

pub use add_field_constraints::ADD_FIELD_CONSTRAINTS;
pub use migrate::MIGRATE_PYDANTIC;
pub(in crate::actions) use model::is_model;
pub use split::SPLIT_SCHEMAS;
