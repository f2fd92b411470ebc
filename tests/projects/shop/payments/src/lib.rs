//! Payments of the shop: charges, refunds, and what the bank tells about them.

mod auth;
mod error;
mod routes;
mod settings;
mod state;
mod store;

pub use settings::Settings;
pub use state::AppState;

use axum::Router;
use std::time::Duration;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

/// Where the versioned part of the service lies.
const API: &str = "/v1";
/// No request of ours is longer.
const LARGEST_BODY: usize = 64 * 1024;

/// The whole service.
pub fn app(state: AppState) -> Router {
    Router::new()
        .nest(API, routes::api(&state))
        .merge(routes::operations())
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, Duration::from_secs(10)))
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}
