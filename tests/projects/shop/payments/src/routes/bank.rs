//! What the bank tells: nobody else may.

use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{Status, Store};
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use std::sync::Arc;

pub fn router() -> Router<AppState> {
    Router::new().route("/events", post(receive_event))
}

#[derive(Deserialize)]
pub struct Event {
    payment: u64,
    status: Status,
}

async fn receive_event(State(store): State<Arc<Store>>, Json(event): Json<Event>) -> Result<StatusCode, ApiError> {
    let mut tables = store.tables();
    let payment = tables.payments.get_mut(&event.payment).ok_or(ApiError::NotFound("no such payment"))?;
    payment.status = event.status;
    Ok(StatusCode::NO_CONTENT)
}
