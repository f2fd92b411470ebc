use axum::{extract::Path, http::StatusCode, routing::delete, Router};

pub async fn remove(Path(_id): Path<u32>) -> StatusCode {
    StatusCode::NO_CONTENT
}

pub fn router() -> Router {
    Router::new().route("/items/{id}", delete(remove))
}
