//! Charges: made by merchants, captured or failed by the bank.

use crate::auth::Merchant;
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{Payment, Status, Store};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use std::sync::Arc;

pub fn router() -> Router<AppState> {
    Router::new()
        .route("/", get(list_payments).post(create_payment))
        .route("/{payment_id}", get(read_payment))
        .route("/{payment_id}/capture", post(capture_payment))
}

#[derive(Deserialize)]
#[serde(default)]
pub struct Page {
    status: Option<Status>,
    limit: usize,
}

impl Default for Page {
    fn default() -> Self {
        Page { status: None, limit: 50 }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPayment {
    order: u64,
    amount: u64,
    currency: String,
}

async fn list_payments(
    _: Merchant,
    State(store): State<Arc<Store>>,
    Query(page): Query<Page>,
) -> Json<Vec<Payment>> {
    let tables = store.tables();
    let wanted = tables.payments.values().filter(|payment| page.status.is_none_or(|it| it == payment.status));
    Json(wanted.take(page.limit.min(200)).cloned().collect())
}

async fn create_payment(
    _: Merchant,
    State(store): State<Arc<Store>>,
    Json(new): Json<NewPayment>,
) -> Result<(StatusCode, Json<Payment>), ApiError> {
    if new.amount == 0 {
        return Err(ApiError::Invalid("nothing to pay"));
    }
    let payment = store.tables().add_payment(new.order, new.amount, new.currency);
    Ok((StatusCode::CREATED, Json(payment)))
}

async fn read_payment(
    _: Merchant,
    State(store): State<Arc<Store>>,
    Path(payment_id): Path<u64>,
) -> Result<Json<Payment>, ApiError> {
    let found = store.tables().payments.get(&payment_id).cloned();
    found.map(Json).ok_or(ApiError::NotFound("no such payment"))
}

async fn capture_payment(
    _: Merchant,
    State(store): State<Arc<Store>>,
    Path(payment_id): Path<u64>,
) -> Result<Json<Payment>, ApiError> {
    let mut tables = store.tables();
    let payment = tables.payments.get_mut(&payment_id).ok_or(ApiError::NotFound("no such payment"))?;
    if payment.status != Status::Pending {
        return Err(ApiError::Conflict("the payment is settled"));
    }
    payment.status = Status::Captured;
    Ok(Json(payment.clone()))
}
