//! Does a handler answer what it says? Status codes, exceptions, response types.

mod body_on_no_content_status;
mod refused_operation;
mod returned_http_exception;

pub use body_on_no_content_status::BODY_ON_NO_CONTENT_STATUS;
pub use refused_operation::REFUSED_OPERATION;
pub use returned_http_exception::RETURNED_HTTP_EXCEPTION;
