//! Does code for an older axum become code for the newer one, once all fixes are made? What is not certain stays.

use super::page::MANIFEST;
use wayline::edit::{Safety, apply};
use wayline::engine::{self, Extent, Question};
use wayline::rules::{Finding, Profile, Selection};

fn found(text: &str) -> Vec<Finding> {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("src")).unwrap();
    std::fs::write(root.path().join("Cargo.toml"), MANIFEST).unwrap();
    std::fs::write(root.path().join("src/main.rs"), text).unwrap();
    let question = Question { paths: &[root.path().to_owned()], extent: Extent::Tests };
    engine::open(&question, &|_| {}).unwrap().check(&Selection::of(Profile::All)).findings
}

/// The text once the fixes are made that may be made without asking.
fn migrated(text: &str) -> String {
    let found = found(text);
    let fixes = found.iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.safety == Safety::Safe);
    apply(text, fixes.flat_map(|fix| &fix.edits).map(|edit| &edit.splice)).unwrap()
}

const OLD: &str = r#"use axum::{
    async_trait,
    extract::{FromRequestParts, Host, Path},
    http::{request::Parts, StatusCode},
    routing::get,
    Router,
};

struct User(u32);

#[async_trait]
impl<S: Send + Sync> FromRequestParts<S> for User {
    type Rejection = StatusCode;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(User(1))
    }
}

async fn read(user: User, Host(host): Host, Path(id): Path<u32>) -> String {
    format!("{host} {id} {}", user.0)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let app = Router::new().route("/users/:id", get(read));
    axum::Server::bind(&"0.0.0.0:3000".parse().unwrap())
        .serve(app.into_make_service())
        .with_graceful_shutdown(stop())
        .await?;
    Ok(())
}

async fn stop() {}
"#;

const NEW: &str = r#"use axum::{
    extract::{FromRequestParts, Path},
    http::{request::Parts, StatusCode},
    routing::get,
    Router,
};
use axum_extra::extract::Host;

struct User(u32);

impl<S: Send + Sync> FromRequestParts<S> for User {
    type Rejection = StatusCode;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(User(1))
    }
}

async fn read(user: User, Host(host): Host, Path(id): Path<u32>) -> String {
    format!("{host} {id} {}", user.0)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let app = Router::new().route("/users/{id}", get(read));
    axum::serve(tokio::net::TcpListener::bind("0.0.0.0:3000").await?, app.into_make_service())
        .with_graceful_shutdown(stop())
        .await?;
    Ok(())
}

async fn stop() {}
"#;

#[test]
fn all_that_is_certain_is_made_at_once() {
    assert_eq!(migrated(OLD), NEW);
    assert_eq!(found(NEW), []);
}

/// A program that serves with `axum::Server` in a way, with items before it.
fn serving(items: &str, serve: &str) -> String {
    format!(
        "use axum::{{Router, routing::get}};\nuse std::net::SocketAddr;\n{items}\nasync fn a() {{}}\n\n\
         #[tokio::main]\nasync fn main() {{\n    let app: Router = Router::new().route(\"/\", get(a));\n    {serve}\n}}\n"
    )
}

#[test]
fn a_server_stays_where_its_address_or_its_errors_are_not_known() {
    let cases = [
        "let at = \"0.0.0.0:1\".parse().unwrap();\n    axum::Server::bind(&at).serve(app.into_make_service()).await.unwrap();",
        "axum::Server::bind(&([0, 0, 0, 0], 1).into()).serve(app.into_make_service()).await.unwrap();",
        "let at = SocketAddr::from(([0; 4], 1));\n    let served = axum::Server::bind(&at).serve(app.into_make_service()).await;",
        "let at = SocketAddr::from(([0; 4], 1));\n    let server = axum::Server::bind(&at).serve(app.into_make_service());",
        "let at = SocketAddr::from(([0; 4], 1));\n    axum::Server::try_bind(&at).unwrap().serve(app.into_make_service()).await.unwrap();",
    ];
    for serve in cases {
        let text = serving("", serve);
        let found = found(&text);
        assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["removed-name"], "{text}");
        assert_eq!(found[0].fix, None, "{text}");
    }
}

#[test]
fn nothing_is_said_of_what_is_not_compiled_or_no_axum() {
    let serve = "axum::serve(tokio::net::TcpListener::bind(\"0.0.0.0:1\").await.unwrap(), app).await.unwrap();";
    let cases = [
        "#[cfg(feature = \"old\")]\nuse axum::extract::Host;\n",
        "#[cfg(feature = \"old\")]\nmod old {\n    use axum::Server;\n}\n",
        "mod own {\n    pub mod axum {\n        pub struct Server;\n    }\n    use axum::Server;\n}\n",
        "use axum_extra::{TypedHeader, extract::Host};\n",
    ];
    for items in cases {
        assert_eq!(found(&serving(items, serve)), [], "{items}");
    }
}

#[test]
fn what_the_compiler_mends_itself_is_left_to_it() {
    let socket = "use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};\n\
        async fn talk(ws: WebSocketUpgrade) -> axum::response::Response {\n    ws.on_upgrade(echo)\n}\n\
        async fn echo(mut socket: WebSocket) {\n    drop(socket.send(Message::Text(String::new())).await);\n}\n";
    let serve = "let app = app.route(\"/talk\", get(talk));\n    \
        axum::serve(tokio::net::TcpListener::bind(\"0.0.0.0:1\").await.unwrap(), app).await.unwrap();";
    assert_eq!(found(&serving(socket, serve)), []);
}
