//! What customers attach to their tickets. Does not compile: see `Cargo.toml`.

use axum::extract::{Multipart, Path};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;

#[derive(Deserialize)]
struct Note {
    text: String,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/tickets/{ticket}/files", post(attach))
        .route("/tickets/{ticket}/notes", post(annotate));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8300").await?;
    axum::serve(listener, app).await
}

async fn attach(mut files: Multipart, Path(ticket): Path<u64>) -> Json<u64> {
    while let Ok(Some(_)) = files.next_field().await {}
    Json(ticket)
}

fn annotate(Path(ticket): Path<u64>, Json(note): Json<Note>) -> Json<(u64, usize)> {
    Json((ticket, note.text.len()))
}
