// aide, abbreviated: axum's routers under other names. What the `*_with` functions are given last documents the handler.

pub mod axum {
    pub use ::axum::Router as ApiRouter;
    pub use ::axum::Router as IntoApiResponse;

    pub mod routing {
        pub use ::axum::routing::*;
        pub use ::axum::routing::MethodRouter as ApiMethodRouter;

        pub fn get_with(handler: H, transform: F) -> MethodRouter {
            verb("GET", handler)
        }

        pub fn post_with(handler: H, transform: F) -> MethodRouter {
            verb("POST", handler)
        }

        pub fn put_with(handler: H, transform: F) -> MethodRouter {
            verb("PUT", handler)
        }

        pub fn patch_with(handler: H, transform: F) -> MethodRouter {
            verb("PATCH", handler)
        }

        pub fn delete_with(handler: H, transform: F) -> MethodRouter {
            verb("DELETE", handler)
        }

        pub fn head_with(handler: H, transform: F) -> MethodRouter {
            verb("HEAD", handler)
        }

        pub fn options_with(handler: H, transform: F) -> MethodRouter {
            verb("OPTIONS", handler)
        }
    }
}
