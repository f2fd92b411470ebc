//! What is said of routers in Rust beside what the pages show: where code that nobody can see has a hand in it, nothing.

use super::page::MANIFEST;
use wayline::edit::apply;
use wayline::engine::{self, Extent, Question};
use wayline::rules::{Checked, Profile, Selection};

/// What is found in a program, with the manifest of the pages or another one.
fn check(text: &str, manifest: &str) -> Checked {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("src")).unwrap();
    std::fs::write(root.path().join("Cargo.toml"), manifest).unwrap();
    std::fs::write(root.path().join("src/main.rs"), text).unwrap();
    let question = Question { paths: &[root.path().to_owned()], extent: Extent::Tests };
    engine::open(&question, &|_| {}).unwrap().check(&Selection::of(Profile::All))
}

fn rules(text: &str) -> Vec<&'static str> {
    check(text, MANIFEST).findings.iter().map(|finding| finding.rule).collect()
}

/// A program that serves what an expression makes with axum.
fn axum(items: &str, app: &str) -> String {
    format!(
        "use axum::routing::{{get, post, put}};\nuse axum::Router;\n\nasync fn a() {{}}\nasync fn b() {{}}\n{items}\n\
         #[tokio::main]\nasync fn main() {{\n    let app: Router = {app};\n    \
         let listener = tokio::net::TcpListener::bind(\"127.0.0.1:0\").await.unwrap();\n    \
         axum::serve(listener, app).await.unwrap();\n}}\n"
    )
}

#[test]
fn what_is_certain_is_found_wherever_the_router_came_from() {
    let cases = [
        ("", "Router::new().route(\"/a\", get(a).get(b))", "duplicate-route"),
        ("", "Router::new().route(\"/a\", get(a)).nest(\"/\", Router::new())", "malformed-path"),
        ("const P: &str = \"a\";", "Router::new().route(P, get(a))", "malformed-path"),
        (
            "fn inner() -> Router { Router::new().route(\"/{x}\", get(a)) }",
            "Router::new().nest(\"/i\", inner()).route(\"/i/{y}\", post(b))",
            "conflicting-routes",
        ),
        ("fn late(r: Router) -> Router { r.route_layer(()) }", "late(Router::new())", "layer-without-routes"),
        (
            "fn inner() -> Router { Router::new().route(\"/x\", get(a)).fallback(b) }",
            "Router::new().merge(inner()).merge(Router::new().route(\"/y\", get(a)).fallback(a))",
            "merged-fallbacks",
        ),
    ];
    for (items, app, rule) in cases {
        let text = axum(items, app);
        assert_eq!(rules(&text), [rule], "{text}");
    }
}

#[test]
fn nothing_is_said_where_somebody_else_has_a_hand_in_it() {
    let cases = [
        ("", "other::router().route_layer(())"),
        ("", "other::add(Router::new()).route_layer(()).route(\"/a\", get(a))"),
        ("use other::Ext;", "Router::new().with_more().route_layer(()).route(\"/a\", get(a))"),
        ("", "if other::on() { Router::new().fallback(a) } else { Router::new() }.merge(Router::new().fallback(b))"),
        ("", "{ let mut r = Router::new(); if other::on() { r = r.route(\"/a\", get(a)); } r.route(\"/a\", get(b)) }"),
        ("", "{ let mut r = Router::new(); for n in other::all() { r = r.merge(n); } r.route_layer(()) }"),
        ("", "other::all().into_iter().fold(Router::new(), |r, n| r.merge(n)).route_layer(())"),
        ("", "Router::new().route(&other::path(), get(a)).route(&other::path(), get(b))"),
        ("", "Router::new().nest(&other::path(), Router::new().route(\"/:x\", get(a)).without_v07_checks())"),
    ];
    for (items, app) in cases {
        let text = axum(items, app);
        let found: Vec<_> = rules(&text).into_iter().filter(|rule| *rule != "malformed-path").collect();
        assert!(found.is_empty(), "{found:?} in\n{text}");
    }
}

#[test]
fn versions_decide_what_a_path_means_and_unknown_ones_hold_back() {
    let manifest =
        |axum: &str| format!("[package]\nname = \"x\"\nedition = \"2021\"\n\n[dependencies]\naxum = {axum}\n");
    let found = |path: &str, version: &str| {
        let text = axum("", &format!("Router::new().route(\"{path}\", get(a))"));
        check(&text, &manifest(version)).findings.len()
    };
    for (path, version, count) in [
        ("/:id", "\"0.8\"", 1),
        ("/:id", "\"0.7\"", 0),
        ("/{id}", "\"0.7\"", 1),
        ("/{id}.json", "\"0.9\"", 0),
        ("/{id}.json", "\"0.8.4\"", 1),
        ("/:id", "{ git = \"https://example.com\" }", 0),
        ("/{id}", "{ path = \"../axum\" }", 0),
        ("/x\", get(a)).nest_service(\"/files", "\"0.7\"", 0),
    ] {
        assert_eq!(found(path, version), count, "{path} in {version}");
    }
}

#[test]
fn a_comment_suppresses_what_the_link_of_a_chain_is_about() {
    let with = |above: &str, beside: &str, other: &str| {
        let chain = format!(
            "Router::new()\n        .route(\"/b\", put(b)){other}\n        {above}\n        .route(\"/:a\", get(a)){beside}"
        );
        let mut found = rules(&axum("", &chain));
        found.sort_unstable();
        found
    };
    let comment = "// wayline: ignore[malformed-path]";
    assert_eq!(with("", "", ""), ["malformed-path"]);
    assert_eq!(with(comment, "", ""), [""; 0]);
    assert_eq!(with("", comment, ""), [""; 0]);
    assert_eq!(with("", "", comment), ["malformed-path", "unused-suppression"]);
}

#[test]
fn a_link_moves_above_another_unless_a_comment_stands_between() {
    let app = |links: &str| {
        format!(
            "use actix_web::{{web, App, HttpResponse, HttpServer}};\n\nasync fn a() -> HttpResponse {{ HttpResponse::Ok().finish() }}\n\n\
             #[actix_web::main]\nasync fn main() -> std::io::Result<()> {{\n    HttpServer::new(|| App::new()\n{links})\n        \
             .bind((\"127.0.0.1\", 0))?.run().await\n}}\n"
        )
    };
    let wide = ".route(\"/u/{id}\", web::get().to(a))";
    let narrow = ".route(\"/u/me\", web::get().to(|| async { HttpResponse::Ok() }))";
    let mended = |text: &str| {
        let found = check(text, MANIFEST).findings;
        let edits = found.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits);
        (found.len(), apply(text, edits.map(|edit| &edit.splice)).unwrap())
    };
    let before = app(&format!("        {wide}\n        {narrow}"));
    assert_eq!(mended(&before), (1, app(&format!("        {narrow}\n        {wide}"))));
    let commented = app(&format!("        {wide} // all\n        {narrow}"));
    assert_eq!(mended(&commented), (1, commented.clone()));
}
