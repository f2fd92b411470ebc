//! What does Starlette mean? Its application, routers and routes.

use super::Framework;
use crate::syntax::Language;

/// Starlette, and the ground that FastAPI stands on.
pub static FRAMEWORK: Framework = Framework {
    name: "starlette",
    package: "starlette",
    language: Language::Python,
    applications: &["Starlette"],
    routers: &["Router"],
    registering: &["Starlette", "add_route", "add_websocket_route", "mount", "Mount", "Router", "WebSocketRoute"],
    decorators: &["route", "websocket_route"],
    modules: &[
        "starlette",
        "starlette.applications",
        "starlette.routing",
        "starlette.middleware",
        "starlette.config",
        "starlette.datastructures",
    ],
    model: include_str!("model.py"),
};
