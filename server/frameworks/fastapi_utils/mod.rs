//! What do the class-based views of fastapi-utils mean? The decorators inside have registered; the class names them.

use super::Framework;
use crate::syntax::Language;

/// fastapi-utils, and fastapi-restful, which is the same under another name.
pub static FRAMEWORK: Framework = Framework {
    name: "fastapi-utils",
    package: "fastapi-utils",
    language: Language::Python,
    applications: &[],
    routers: &["InferringRouter"],
    registering: &["InferringRouter", "cbv"],
    decorators: &[],
    modules: &[
        "fastapi_utils.cbv",
        "fastapi_utils.inferring_router",
        "fastapi_utils",
        "fastapi_restful.cbv",
        "fastapi_restful.inferring_router",
        "fastapi_restful",
    ],
    model: include_str!("model.py"),
};
