// axum-extra, abbreviated.

pub mod routing {
    pub use axum::Router as RouterExt;
    pub use axum::routing::*;
}
