//! What all handlers share.

use crate::settings::Settings;
use crate::store::Store;
use axum::extract::FromRef;
use std::sync::Arc;

#[derive(Clone)]
pub struct AppState {
    pub settings: Arc<Settings>,
    pub store: Arc<Store>,
}

impl AppState {
    pub fn new(settings: Settings) -> Self {
        AppState { settings: Arc::new(settings), store: Arc::default() }
    }
}

impl FromRef<AppState> for Arc<Store> {
    fn from_ref(state: &AppState) -> Self {
        state.store.clone()
    }
}

impl FromRef<AppState> for Arc<Settings> {
    fn from_ref(state: &AppState) -> Self {
        state.settings.clone()
    }
}
