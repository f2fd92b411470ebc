//! What does an editor show in a Rust service? The same as in one of Python, from the first keystroke to the last.

use super::talk::Talk;
use insta::assert_snapshot;
use serde_json::json;

const MANIFEST: &str = "[package]
name = \"library\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
axum = \"0.8\"
tower-http = \"0.6\"
";
const MAIN: &str = "mod books;

use axum::{Router, extract::Request, middleware::{Next, from_fn}, response::Response};

async fn log(request: Request, next: Next) -> Response {
    next.run(request).await
}

fn app() -> Router {
    Router::new().nest(\"/api\", books::router()).layer(from_fn(log)).layer(tower_http::trace::TraceLayer::new_for_http())
}

#[tokio::main]
async fn main() {
    let listener = tokio::net::TcpListener::bind(\"0.0.0.0:80\").await.unwrap();
    axum::serve(listener, app()).await.unwrap();
}
";
const BOOKS: &str = "use axum::{Json, Router, extract::{Path, State}, routing::get};

pub fn router() -> Router {
    Router::new().route(\"/books/{id}\", get(read_book).delete(drop_book))
}

async fn read_book(Path(id): Path<u64>) -> Json<u64> {
    Json(id)
}

async fn drop_book(State(store): State<Store>, Path(id): Path<u64>) {}
";
const FILES: [(&str, &str); 3] = [("Cargo.toml", MANIFEST), ("src/main.rs", MAIN), ("src/books.rs", BOOKS)];

fn play(script: &str) -> String {
    Talk::play_all(&FILES, "utf-16", script)
}

#[test]
fn a_handler_shows_where_it_answers_and_what_it_takes() {
    assert_snapshot!(play(
        "
        > open src/books.rs
        > hover src/books.rs `read|_book(Path`
        > hover src/books.rs `fn drop|_book`
        > definition src/books.rs `get(read|_book`
        > symbols src/books.rs
        > lenses src/books.rs
        > hints src/books.rs
    "
    ));
}

#[test]
fn half_typed_chains_keep_the_routes_they_have() {
    assert_snapshot!(play(
        "
        > open src/main.rs
        > open src/books.rs
        > edit src/books.rs `{id}\"` `{id}/pages\"`
        > hover src/books.rs `read|_book(Path`
        > edit src/books.rs `.delete(drop_book))` `.delete(drop_book)).`
        > symbols src/books.rs
        > edit src/main.rs `\"/api\"` `\"/api/v2\"`
        > edit src/books.rs `.delete(drop_book)).` `.delete(drop_book))`
        > symbols src/books.rs
    "
    ));
}

#[test]
fn a_path_in_a_test_leads_to_its_handler_and_back() {
    let tests = "\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[tokio::test]\n    async fn reads() {\n        \
                 let request = Request::get(\"/api/books/1\").body(Body::empty()).unwrap();\n        \
                 crate::app().oneshot(request).await.unwrap();\n    }\n}\n";
    let books = format!("{BOOKS}{tests}");
    let outside =
        "#[tokio::test]\nasync fn drops() {\n    client.delete(format!(\"{base_url}/api/books/7\")).send().await;\n}\n";
    let files =
        [("Cargo.toml", MANIFEST), ("src/main.rs", MAIN), ("src/books.rs", books.as_str()), ("tests/api.rs", outside)];
    let mut talk = Talk::new(&files, "utf-16", json!({}));
    let said = talk.play(
        "
        > open src/books.rs
        > open tests/api.rs
        > definition src/books.rs `\"/api/bo|oks/1`
        > hover src/books.rs `\"/api/bo|oks/1`
        > definition tests/api.rs `/bo|oks/7`
        > references src/books.rs `fn drop|_book`
        > lenses src/books.rs
    ",
    );
    assert_eq!(talk.client.quit(), 0);
    assert_snapshot!(said);
}
