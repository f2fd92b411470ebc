//! Does a handler read what its path and its clients send? Path parameters, converters, bodies.

mod body_not_last;
mod body_on_get;
mod converter_mismatch;
mod default;
mod ignored_path_param_default;
mod invalid_path_param_declaration;
mod not_a_handler;
mod optional_path;
mod outdated_extractor;
mod path_param_missing;
mod path_param_name_mismatch;
mod path_params_mismatch;
mod unread;
mod unreadable_query_field;

pub use body_not_last::BODY_NOT_LAST;
pub use body_on_get::BODY_ON_GET;
pub use converter_mismatch::CONVERTER_MISMATCH;
pub use ignored_path_param_default::IGNORED_PATH_PARAM_DEFAULT;
pub use invalid_path_param_declaration::INVALID_PATH_PARAM_DECLARATION;
pub use not_a_handler::NOT_A_HANDLER;
pub use optional_path::OPTIONAL_PATH;
pub use outdated_extractor::OUTDATED_EXTRACTOR;
pub use path_param_missing::PATH_PARAM_MISSING;
pub use path_param_name_mismatch::PATH_PARAM_NAME_MISMATCH;
pub use path_params_mismatch::PATH_PARAMS_MISMATCH;
pub use unreadable_query_field::UNREADABLE_QUERY_FIELD;
