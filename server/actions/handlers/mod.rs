//! What would one change about a single handler? Its registration, its signature, its body.

mod add_response_model;
mod add_status_code;
mod annotated;

pub use add_response_model::ADD_RESPONSE_MODEL;
pub use add_status_code::ADD_STATUS_CODE;
pub use annotated::CONVERT_TO_ANNOTATED;
