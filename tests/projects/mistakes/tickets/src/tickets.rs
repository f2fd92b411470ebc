//! Tickets and the messages on them.

use crate::AppState;
use axum::extract::{Path, State};
use axum::routing::{get, patch};
use axum::{Json, Router};
use serde::Deserialize;

pub fn router() -> Router<AppState> {
    Router::new()
        .route("/", get(list_tickets).post(open_ticket))
        .route("/{ticket}", get(read_ticket))
        .route("/{id}", patch(close_ticket))
        .route("/{ticket}/messages/{message}", get(read_message))
        .route("/:ticket/history", get(read_history))
}

#[derive(Deserialize)]
pub struct NewTicket {
    subject: String,
}

async fn list_tickets(State(state): State<AppState>) -> Json<Vec<String>> {
    Json(state.subjects.lock().map(|subjects| subjects.clone()).unwrap_or_default())
}

async fn open_ticket(State(state): State<AppState>, Json(new): Json<NewTicket>) -> Json<usize> {
    let Ok(mut subjects) = state.subjects.lock() else { return Json(0) };
    subjects.push(new.subject);
    Json(subjects.len())
}

async fn read_ticket(Path(ticket): Path<u64>) -> Json<u64> {
    Json(ticket)
}

async fn close_ticket(Path(id): Path<u64>) -> Json<u64> {
    Json(id)
}

async fn read_message(Path(message): Path<u64>) -> Json<u64> {
    Json(message)
}

async fn read_history(Path(ticket): Path<u64>) -> Json<Vec<u64>> {
    Json(vec![ticket])
}
