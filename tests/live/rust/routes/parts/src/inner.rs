use axum::routing::get;
use axum::Router;

async fn daily() -> &'static str {
    "parts::inner::daily"
}

pub fn routes(prefix: &str) -> Router {
    Router::new().nest(prefix, Router::new().route("/daily", get(daily)).merge(deep::yearly_routes()))
}

pub mod deep {
    use super::super::paths::VERSION;
    use axum::{routing, Router};

    async fn yearly() -> &'static str {
        "parts::inner::deep::yearly"
    }

    pub fn yearly_routes() -> Router {
        Router::new().route(&format!("{VERSION}/yearly"), routing::get(yearly))
    }
}
