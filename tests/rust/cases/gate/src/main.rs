//! expect: GET /open
//! expect: GET /traced
//! expect: GET /logged
//! expect: GET /checked
//! expect: GET /checked-here
//! expect: GET /opaque
//! expect: GET /bearer
//! expect: GET /own
//! expect: GET /own-quiet
//! expect: GET /extracted
//! expect: GET /based if the prefix of all paths, which is not known, is empty
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::{header, StatusCode};
use axum::middleware::{from_extractor, from_fn, Next};
use axum::response::Response;
use axum::{routing::get, Router};
use tower_http::trace::TraceLayer;
use tower_http::validate_request::ValidateRequestHeaderLayer;

mod own;
mod quiet;

async fn page() -> &'static str {
    "page"
}

async fn log(request: Request, next: Next) -> Response {
    println!("{}", request.uri());
    next.run(request).await
}

async fn check(request: Request, next: Next) -> Result<Response, StatusCode> {
    match request.headers().get(header::AUTHORIZATION) {
        Some(_) => Ok(next.run(request).await),
        None => Err(StatusCode::UNAUTHORIZED),
    }
}

fn at(path: &str) -> Router {
    Router::new().route(path, get(page))
}

#[tokio::main]
async fn main() {
    let base = std::env::var("BASE").unwrap_or_default();
    let app = at("/open")
        .merge(at("/traced").layer(TraceLayer::new_for_http().make_span_with(|_: &Request| tracing::span!("token"))))
        .merge(at("/logged").layer(from_fn(log)))
        .merge(at("/checked").layer(from_fn(check)))
        .route("/checked-here", get(page.layer(from_fn(check))))
        .merge(at("/opaque").layer(some_layers::Gate::new()))
        .merge(at("/bearer").layer(ValidateRequestHeaderLayer::bearer("secret")))
        .merge(at("/own").layer(own::GateLayer))
        .merge(at("/own-quiet").layer(quiet::CountLayer::default()))
        .merge(at("/extracted").route_layer(from_extractor::<own::Member>()))
        .nest(&base, at("/based"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
