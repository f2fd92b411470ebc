use crate::store::Store;
use axum::extract::State;
use axum::http::StatusCode;
use axum::Json;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
pub struct Health {
    status: &'static str,
    version: &'static str,
}

pub async fn health() -> Json<Health> {
    Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

/// Whether the store answers.
pub async fn ready(State(store): State<Arc<Store>>) -> StatusCode {
    drop(store.tables());
    StatusCode::NO_CONTENT
}
