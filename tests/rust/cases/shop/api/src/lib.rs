//! Routes of another crate of the workspace.
use axum::{extract::{Path, Query}, routing, Json, Router};
use serde::Deserialize;

pub mod extension;
mod guards;
pub use guards::Member;

pub const BASE: &str = "/api";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    page_size: u32,
    after: Option<String>,
    #[serde(rename = "q")]
    words: String,
}

#[derive(Deserialize)]
pub struct NewOrder {
    name: String,
}

async fn list(Query(_page): Query<Page>) -> Json<Vec<String>> {
    Json(vec![])
}

async fn create(_: Member, Json(order): Json<NewOrder>) -> Json<String> {
    Json(order.name)
}

async fn one(Path((_shop, _id)): Path<(u32, u32)>) -> String {
    String::new()
}

/// Nobody calls it with a known prefix in this crate.
pub fn orders() -> Router {
    Router::new().route("/", routing::get(list).post(create)).route("/{shop}/{id}", routing::get(one))
}
