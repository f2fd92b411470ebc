//! Support tickets: who asked what, and what became of it.

mod auth;
mod customers;
mod search;
mod tickets;

use auth::require_agent;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::delete;
use axum::{Json, Router};
use std::sync::{Arc, Mutex};
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

#[derive(Clone, Default)]
pub struct AppState {
    subjects: Arc<Mutex<Vec<String>>>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8200").await?;
    axum::serve(listener, app(AppState::default())).await
}

fn app(state: AppState) -> Router {
    Router::new()
        .nest("/tickets", tickets::router())
        .nest("/customers", customers::router())
        .nest("/", search::router())
        .layer(from_fn(require_agent))
        .route("/tickets/{ticket}", delete(remove_ticket))
        .layer(DefaultBodyLimit::max(1 << 20))
        .layer(cors())
        .with_state(state)
}

/// The desk of the agents lies on another host and sends their cookies.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::PATCH])
        .allow_headers(AllowHeaders::mirror_request())
        .allow_credentials(true)
}

/// What somebody sent twice.
async fn remove_ticket(Path(ticket): Path<u32>) -> Json<u32> {
    Json(ticket)
}
