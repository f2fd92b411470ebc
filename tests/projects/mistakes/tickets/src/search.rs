//! Finding tickets again.

use crate::AppState;
use axum::extract::Query;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

pub fn router() -> Router<AppState> {
    Router::new().route("/search", get(search))
}

#[derive(Deserialize)]
pub struct Page {
    limit: u32,
    offset: u32,
}

#[derive(Deserialize)]
pub struct Wanted {
    text: String,
    #[serde(flatten)]
    page: Page,
}

async fn search(Query(wanted): Query<Wanted>) -> Json<(String, u32)> {
    Json((wanted.text, wanted.page.limit + wanted.page.offset))
}
