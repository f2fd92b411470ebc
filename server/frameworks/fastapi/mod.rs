//! What does FastAPI mean? Applications, routers, includes by version, and how parameters become inputs.

mod interface;

pub use interface::{Answer, Registration, interface};

use super::Framework;
use crate::syntax::Language;

/// FastAPI.
pub static FRAMEWORK: Framework = Framework {
    name: "fastapi",
    package: "fastapi",
    language: Language::Python,
    applications: &["FastAPI"],
    routers: &["APIRouter"],
    registering: &[
        "FastAPI",
        "APIRouter",
        "APIRoute",
        "include_router",
        "add_api_route",
        "api_route",
        "add_api_websocket_route",
        "websocket",
    ],
    needles: &["FastAPI", "APIRouter", "include_router", "add_api_route"],
    decorators: &["get", "put", "post", "delete", "options", "head", "patch", "trace", "api_route", "websocket"],
    modules: &[
        "fastapi",
        "fastapi.applications",
        "fastapi.routing",
        "fastapi.security",
        "fastapi.security.base",
        "fastapi.security.api_key",
        "fastapi.security.http",
        "fastapi.security.oauth2",
        "fastapi.security.open_id_connect_url",
    ],
    model: concat!(include_str!("model.py"), include_str!("security.py")),
};
