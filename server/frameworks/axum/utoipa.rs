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

// One method router holds all handlers, and stands at the path of each.
pub fn everywhere(entries: Vec<Nest>) -> Vec<Nest> {
    let paths = __paths_apart__(entries);
    if paths.is_empty() {
        return entries;
    }
    let mut all = vec![];
    for path in paths {
        for entry in entries {
            all.push(axum::Nest { path: path, target: entry.target });
        }
    }
    all
}

macro_rules! routes {
    ($($handler:path),* $(,)?) => { $crate::everywhere(vec![$($crate::entry($handler)),*]) };
}
