// utoipa-axum, abbreviated. A handler says itself at which path it stands and which verbs it answers.

pub mod router {
    pub use axum::Router as OpenApiRouter;
    pub use axum::Router as OpenApiRouterExt;
}

pub fn entry(handler: H) -> Nest {
    let found = __utoipa_path__(handler);
    axum::Nest {
        path: found.0,
        target: axum::routing::MethodRouter {
            routes: vec![axum::Verb { methods: found.1, path: "", endpoint: handler, is_service: false }],
        },
    }
}

macro_rules! routes {
    ($($handler:path),* $(,)?) => { vec![$($crate::entry($handler)),*] };
}
