//! What would one change about a single handler? Its registration, its signature, its body.

mod add_status_code;

pub use add_status_code::ADD_STATUS_CODE;
