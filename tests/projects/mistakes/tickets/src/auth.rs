//! Agents show a card; nobody else sees tickets.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;

pub async fn require_agent(request: Request, next: Next) -> Result<Response, StatusCode> {
    if !request.headers().contains_key("x-agent-card") {
        return Err(StatusCode::UNAUTHORIZED);
    }
    Ok(next.run(request).await)
}
