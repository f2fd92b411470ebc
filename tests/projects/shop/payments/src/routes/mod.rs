//! The routes, by what they are about.

mod bank;
mod health;
mod payments;
mod refunds;
mod sandbox;

use crate::auth::require_bank;
use crate::state::AppState;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::Router;

/// Everything with a version.
pub fn api(state: &AppState) -> Router<AppState> {
    let bank = bank::router().route_layer(from_fn_with_state(state.clone(), require_bank));
    let mut api = Router::new()
        .nest("/payments", payments::router().merge(refunds::of_payment()))
        .nest("/refunds", refunds::router())
        .nest("/bank", bank);
    if state.settings.sandbox {
        api = api.nest("/sandbox", sandbox::router());
    }
    api
}

/// What operators ask.
pub fn operations() -> Router<AppState> {
    Router::new().route("/health", get(health::health)).route("/ready", get(health::ready))
}
