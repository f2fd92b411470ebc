//! Does a session know after any edits which tests call what, as if the folder were opened anew? In Rust, where tests stand
//! beside the code.

use crate::random::Numbers;
use crate::session::{opened, settle, shown, write};
use std::sync::Arc;
use wayline::engine::{FileChange, Session};

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\n\n[dependencies]\naxum = \"0.8\"\n";
const MAIN: &str = r"use axum::Router;
use shop::app;

#[tokio::main]
async fn main() {
    axum::serve(listener().await, app()).await.unwrap();
}
";
const LIB: &str = r#"use axum::{Router, routing::get};

const API: &str = "/v1";

pub fn app() -> Router {
    Router::new().nest(API, items())
}

fn items() -> Router {
    Router::new().route("/items", get(list).post(add)).route("/items/{id}", get(read))
}

async fn list() {}
async fn add() {}
async fn read() {}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEMS: &str = "/v1/items";

    #[tokio::test]
    async fn listed() {
        let app = app();
        let request = Request::get(ITEMS).body(Body::empty()).unwrap();
        assert_eq!(app.oneshot(request).await.unwrap().status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn read_below_its_own_prefix() {
        items().oneshot(Request::get("/items/3").body(Body::empty()).unwrap()).await.unwrap();
    }
}
"#;
const TEST: &str = r#"use axum::Router;
use shop::app;

async fn send(app: &Router, method: Method, path: &str) -> Response {
    let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
    app.clone().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn added() {
    let app = app();
    send(&app, Method::POST, "/v1/items").await;
    let base_url = serve(app).await;
    let answer = reqwest::get(format!("{base_url}/v1/items/7")).await.unwrap();
    assert!(answer.status().is_success());
    client.get("/v1/item").await;
}
"#;

/// Pieces that change what is asked, or break and mend code.
const PIECES: [&str; 18] = [
    "",
    "x",
    "\n",
    "(",
    ")",
    "\"",
    "// ",
    "{",
    "}",
    ";",
    "/items",
    "\"/v1/items/8\"",
    "#[cfg(test)]\n",
    "#[test]\nfn more() { client.get(\"/v1/items\"); }\n",
    "let app = items();\n",
    "NOT_FOUND",
    ".fallback(read)",
    "é😀",
];

#[test]
fn after_random_edits_of_a_service_and_its_tests_calls_are_those_of_opening_the_texts() {
    let original = [("src/main.rs", MAIN), ("src/lib.rs", LIB), ("tests/api.rs", TEST)];
    let root = tempfile::tempdir().unwrap();
    write(root.path(), ".git/HEAD", "");
    write(root.path(), "wayline.toml", "profile = 'all'\n");
    write(root.path(), "Cargo.toml", MANIFEST);
    original.iter().for_each(|(path, text)| write(root.path(), path, text));
    let mut session = Session::new(root.path().to_owned());
    let calls = |session: &mut Session| {
        let snapshot = settle(session);
        snapshot.api.endpoints.iter().map(|endpoint| endpoint.tests.len()).collect::<Vec<_>>()
    };
    assert_eq!(calls(&mut session), [1, 1, 2]);
    let mut texts: Vec<String> = original.iter().map(|(_, text)| (*text).to_owned()).collect();
    let mut numbers = Numbers(99);
    for step in 0..160 {
        let at = [1, 1, 2, 2, 0][numbers.below(5)];
        // Every few steps the file is mended, or nothing would be left to break.
        if numbers.below(2) == 0 {
            original[at].1.clone_into(&mut texts[at]);
        }
        numbers.replace(&mut texts[at], 12, &PIECES);
        write(root.path(), original[at].0, &texts[at]);
        session.change(&FileChange::Text(original[at].0.to_owned(), Arc::from(texts[at].as_str())));
        if step % 2 == 0 {
            let now = shown(&settle(&mut session));
            assert_eq!(now, opened(&root), "after step {step}: {texts:#?}");
        }
    }
}
