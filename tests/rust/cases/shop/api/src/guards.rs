use axum::{extract::FromRequestParts, http::{header, request::Parts, StatusCode}};

pub struct Member;

impl<S: Send + Sync> FromRequestParts<S> for Member {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        match parts.headers.get(header::AUTHORIZATION) {
            Some(_) => Ok(Member),
            None => Err(StatusCode::UNAUTHORIZED),
        }
    }
}
