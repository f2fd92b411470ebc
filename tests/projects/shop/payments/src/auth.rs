//! Who is asking? Merchants and the bank show tokens of their own.

use crate::error::ApiError;
use crate::settings::Settings;
use axum::extract::{FromRef, FromRequestParts, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// A merchant who has shown the token.
pub struct Merchant;

impl<S> FromRequestParts<S> for Merchant
where
    S: Send + Sync,
    Arc<Settings>: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let settings = Arc::<Settings>::from_ref(state);
        shows(&parts.headers, &settings.merchant_token).then_some(Merchant).ok_or(ApiError::Unauthorized)
    }
}

/// Lets nobody but the bank through.
pub async fn require_bank(
    State(settings): State<Arc<Settings>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    if !shows(request.headers(), &settings.bank_token) {
        return Err(ApiError::Unauthorized);
    }
    Ok(next.run(request).await)
}

/// Whether headers bear a token. Nobody shows one that is not set.
fn shows(headers: &HeaderMap, token: &str) -> bool {
    let shown = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.strip_prefix("Bearer "));
    !token.is_empty() && shown == Some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_shows_a_token_that_is_not_set() {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, "Bearer ".parse().unwrap());
        assert!(!shows(&headers, ""));
        headers.insert(AUTHORIZATION, "Bearer secret".parse().unwrap());
        assert!(shows(&headers, "secret"));
    }
}
