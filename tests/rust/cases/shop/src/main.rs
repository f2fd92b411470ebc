//! expect: GET /api/orders
//! expect: POST /api/orders
//! expect: GET /api/orders/{shop}/{id}
//! expect: GET /healthz
//! expect: GET /readyz
//! expect: GET /shelf/books
//! expect: PUT /shelf/books
//! expect: GET /shelf/maps
//! expect: DELETE /shelf/maps/{id}
//! expect: GET /turn/1
//! expect: GET /turn/2
//! expect: GET /health
//! expect: ANY /echo
//! expect: GET /beta if beta
//! expect: GET /debug if cfg(debug_assertions)
//! expect: GET /kind
//! expect: GET /early if !beta
//! expect: GET /spec/things/{id}
//! absent: GET /test-only
use api::extension::WithHealth as _;
use axum::routing::{any, delete, get, put};
use axum::{middleware, Router};
use utoipa_axum::{router::OpenApiRouter, routes};

mod health;
use health::health;

macro_rules! shelf {
    ($router:expr; $($name:literal => $($verb:ident $handler:path),+);* $(;)?) => {
        $router$(.route(concat!("/shelf/", $name), MethodRouter::new()$(.$verb($handler))+))*
    };
}

use axum::routing::MethodRouter;

enum Kind {
    Large,
    Small { items: u32 },
}

async fn books() {}
async fn maps() {}
async fn turn() {}
async fn echo() {}
async fn beta_page() {}
async fn kind_page() {}
async fn early() {}

#[cfg_attr(all(), utoipa::path(get, path = "/things/{id}", params(("id" = u32, Path))))]
async fn thing() {}

async fn require_member(request: axum::extract::Request, next: middleware::Next) -> axum::response::Response {
    next.run(request).await
}

fn kinds(kind: &Kind) -> Router {
    match kind {
        Kind::Large => Router::new().route("/kind/large", get(kind_page)),
        Kind::Small { items: _ } => Router::new().route("/kind", get(kind_page)),
    }
}

fn early_routes(beta: bool) -> Router {
    let router = Router::new();
    if !beta {
        return router.route("/early", get(early));
    }
    router
}

async fn app(beta: bool) -> Router {
    let mut router = Router::new()
        .nest(&format!("{}/orders", api::BASE), api::orders())
        .route("/health", get(health))
        .with_health();
    if beta {
        router = router.route("/beta", get(beta_page));
    }
    #[cfg(debug_assertions)]
    let router = router.route("/debug", get(|| async { "debug" }));
    let router = shelf!(router; "books" => get books, put books; "maps" => get maps);
    let router = router.route("/shelf/maps/{id}", delete(maps)).route("/echo", any(echo));
    let turns = vec![("/turn/1", get(turn)), ("/turn/2", get(turn))];
    let router = turns.into_iter().fold(router, |router, (path, method)| router.route(path, method));
    let (spec, _) = OpenApiRouter::new().routes(routes!(thing)).split_for_parts();
    router.nest("/spec", spec).merge(kinds(&Kind::Small { items: 3 })).merge(early_routes(beta)).layer(
        tower::ServiceBuilder::new().layer(middleware::from_fn(require_member)),
    )
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let beta = std::env::var("BETA").is_ok();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    tokio::select! {
        result = axum::serve(listener, app(beta).await) => result?,
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test_app() -> Router {
        Router::new().route("/test-only", get(turn))
    }
}
