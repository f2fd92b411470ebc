//! expect: GET /health
//! expect: GET /api/items
use axum::{routing::get, Router};

// Written by somebody else, or by a script that is run by hand.
include!("routes.rs");

#[tokio::main]
async fn main() {
    let app = Router::new().route("/health", get(health)).nest("/api", routes());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}

async fn health() {}
