//! Those who ask.

use crate::AppState;
use axum::extract::Path;
use axum::routing::get;
use axum::{Extension, Json, Router};
use serde::Deserialize;

/// Who looks after a customer.
#[derive(Clone)]
pub struct Desk {
    pub name: String,
}

pub fn router() -> Router<AppState> {
    Router::new().route("/{customer_id}", get(read_customer)).route("/{customer_id}/desk", get(read_desk))
}

#[derive(Deserialize)]
pub struct Customer {
    customer: u64,
}

async fn read_customer(Path(customer): Path<Customer>) -> Json<u64> {
    Json(customer.customer)
}

async fn read_desk(Path(_): Path<u64>, Extension(desk): Extension<Desk>) -> Json<String> {
    Json(desk.name)
}
