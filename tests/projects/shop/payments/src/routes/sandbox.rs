//! Only where no money moves: payments as tests want them.

use crate::auth::Merchant;
use crate::state::AppState;
use crate::store::Store;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::delete;
use axum::Router;
use std::sync::Arc;

pub fn router() -> Router<AppState> {
    Router::new().route("/payments", delete(forget_payments))
}

async fn forget_payments(_: Merchant, State(store): State<Arc<Store>>) -> StatusCode {
    let mut tables = store.tables();
    tables.payments.clear();
    tables.refunds.clear();
    StatusCode::NO_CONTENT
}
