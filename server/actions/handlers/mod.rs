//! What would one change about a single handler? Its registration, its signature, its body.

mod add_404_guard;
mod add_response_model;
mod add_status_code;
mod annotated;
mod lookup;
mod run_in_threadpool;
mod tested;

pub use add_404_guard::{ADD_404_GUARD, code, raise};
pub use add_response_model::ADD_RESPONSE_MODEL;
pub use add_status_code::ADD_STATUS_CODE;
pub use annotated::CONVERT_TO_ANNOTATED;
pub use lookup::{Lookup, lookups};
pub use run_in_threadpool::RUN_IN_THREADPOOL;
