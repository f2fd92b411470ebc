//! Giving money back, all of it or a part.

use crate::auth::Merchant;
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{Refund, Status, Store};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use std::sync::Arc;

pub fn router() -> Router<AppState> {
    Router::new().route("/{refund_id}", get(read_refund))
}

/// What lies below one payment.
pub fn of_payment() -> Router<AppState> {
    Router::new().route("/{payment_id}/refunds", get(list_refunds).merge(post(create_refund)))
}

#[derive(Deserialize)]
pub struct NewRefund {
    amount: u64,
    reason: Option<String>,
}

async fn read_refund(
    _: Merchant,
    State(store): State<Arc<Store>>,
    Path(refund_id): Path<u64>,
) -> Result<Json<Refund>, ApiError> {
    let found = store.tables().refunds.get(&refund_id).cloned();
    found.map(Json).ok_or(ApiError::NotFound("no such refund"))
}

async fn list_refunds(_: Merchant, State(store): State<Arc<Store>>, Path(payment_id): Path<u64>) -> Json<Vec<Refund>> {
    let tables = store.tables();
    Json(tables.refunds.values().filter(|refund| refund.payment == payment_id).cloned().collect())
}

async fn create_refund(
    _: Merchant,
    State(store): State<Arc<Store>>,
    Path(payment_id): Path<u64>,
    Json(new): Json<NewRefund>,
) -> Result<(StatusCode, Json<Refund>), ApiError> {
    let mut tables = store.tables();
    let payment = tables.payments.get(&payment_id).cloned().ok_or(ApiError::NotFound("no such payment"))?;
    let left = tables.refundable(&payment);
    if payment.status == Status::Pending || new.amount == 0 || new.amount > left {
        return Err(ApiError::Conflict("that much cannot be given back"));
    }
    if new.amount == left {
        tables.payments.entry(payment_id).and_modify(|payment| payment.status = Status::Refunded);
    }
    Ok((StatusCode::CREATED, Json(tables.add_refund(payment_id, new.amount, new.reason))))
}
