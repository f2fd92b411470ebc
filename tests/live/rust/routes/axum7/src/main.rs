//! The same workspace with axum 0.7, whose parameters begin with a colon.
//! expect: GET /users/{id} -> user
//! expect: DELETE /users/{id} -> remove
//! expect: GET /files/{*rest} -> files
//! expect: GET /root -> user_root
//! expect: GET /below/root/things/{thing} -> thing
//! expect: GET /literal -> user_root
//! absent: GET /braces/1
use axum::body::Body;
use axum::extract::{Path, Request};
use axum::routing::{delete, get};
use axum::Router;
use tower::ServiceExt;

async fn user(Path(_id): Path<u32>) -> &'static str {
    "user"
}
async fn remove(Path(_id): Path<u32>) -> &'static str {
    "remove"
}
async fn files(Path(_rest): Path<String>) -> &'static str {
    "files"
}
async fn user_root() -> &'static str {
    "user_root"
}
async fn thing() -> &'static str {
    "thing"
}

fn app() -> Router {
    let things = Router::new().route("/things/:thing", get(thing));
    Router::new()
        .route("/users/:id", get(user))
        .merge(Router::new().route("/users/:id", delete(remove)))
        .route("/files/*rest", get(files))
        .nest("/", Router::new().route("/root", get(user_root)))
        .nest("/below/root", things)
        .route("/literal", get(user_root))
}

#[tokio::main]
async fn main() {
    for question in proof::questions(include_str!("main.rs")) {
        let request = Request::builder().method(&*question.method).uri(&question.uri).body(Body::empty());
        let response = app().oneshot(request.expect("a request")).await.expect("a response");
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        question.answered(status, None, &String::from_utf8_lossy(&body));
    }
}
