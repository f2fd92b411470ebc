//! Does a handler read what its path and its clients send? Path parameters, converters, bodies.

mod body_on_get;
mod converter_mismatch;
mod default;
mod ignored_path_param_default;
mod invalid_path_param_declaration;
mod path_param_missing;
mod path_param_name_mismatch;
mod unread;

pub use body_on_get::BODY_ON_GET;
pub use converter_mismatch::CONVERTER_MISMATCH;
pub use ignored_path_param_default::IGNORED_PATH_PARAM_DEFAULT;
pub use invalid_path_param_declaration::INVALID_PATH_PARAM_DECLARATION;
pub use path_param_missing::PATH_PARAM_MISSING;
pub use path_param_name_mismatch::PATH_PARAM_NAME_MISMATCH;
