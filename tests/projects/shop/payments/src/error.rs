//! What goes wrong, and what a client is told of it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde::Serialize;

#[derive(Debug)]
pub enum ApiError {
    NotFound(&'static str),
    Conflict(&'static str),
    Invalid(&'static str),
    Unauthorized,
}

#[derive(Serialize)]
struct Body {
    detail: &'static str,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, detail) = match self {
            ApiError::NotFound(detail) => (StatusCode::NOT_FOUND, detail),
            ApiError::Conflict(detail) => (StatusCode::CONFLICT, detail),
            ApiError::Invalid(detail) => (StatusCode::UNPROCESSABLE_ENTITY, detail),
            ApiError::Unauthorized => (StatusCode::UNAUTHORIZED, "who are you?"),
        };
        (status, Json(Body { detail })).into_response()
    }
}
