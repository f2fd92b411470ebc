//! Is a session with Rust services, after any changes, in the state of opening what stands there in the end?

use crate::edited::{Edited, edit_at_random};
use std::path::Path;
use wayline::engine::Work;

const MANIFEST: &str = "[package]\nname = \"shop\"\n\n[dependencies]\naxum = \"0.8\"\n";
const MAIN: &str = r#"use axum::Router;
mod items;

#[tokio::main]
async fn main() {
    let app = Router::new().nest("/api", items::router());
    let listener = tokio::net::TcpListener::bind("0.0.0.0:80").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
"#;
const ITEMS: &str = r#"use axum::{Json, Router, extract::Path, routing::{get, post}};

pub fn router() -> Router {
    let router = Router::new().route("/items/{id}", get(read));
    if cfg!(feature = "write") { router.route("/items", post(create)) } else { router }
}

async fn read(Path(id): Path<u32>) -> Json<u32> {
    let twice = id * 2;
    Json(twice)
}

async fn create(Json(item): Json<Item>) -> Json<u32> {
    Json(item.id)
}

struct Item {
    id: u32,
}
"#;

fn shop() -> Edited {
    Edited::new(&[("Cargo.toml", MANIFEST), ("src/main.rs", MAIN), ("src/items.rs", ITEMS)])
}

#[test]
fn only_what_a_change_can_reach_is_done_again() {
    let mut shop = shop();
    assert_eq!(shop.session.snapshot().api.endpoints.len(), 2);
    let mut work = |from: &str, to: &str| shop.replace("src/items.rs", from, to);
    assert_eq!(work("pub fn", "// A comment.\n\npub fn"), Work::Spans);
    assert_eq!(work("id * 2", "id * 2000"), Work::Spans, "the body of a handler");
    assert_eq!(
        work("    Json(twice)", "    let more = compute(twice);\n    Json(more)"),
        Work::Spans,
        "it calls another"
    );
    assert_eq!(work("Json(item.id)", "println!(\"{}\", item.id);\n    Json(item.id)"), Work::Spans, "it is longer");
    assert_eq!(work("post(create)", "get(create)"), Work::Evaluate);
    assert_eq!(work("Path(id): Path<u32>", "Path(id): Path<u64>"), Work::Evaluate, "what a handler takes");
    assert_eq!(work("-> Json<u32> {\n    let", "-> Json<u8> {\n    let"), Work::Evaluate, "what it gives");
    assert_eq!(work("    let twice", "    let app: Router;\n    let twice"), Work::Evaluate, "it names a router now");
    assert_eq!(work("\"/items/{id}\"", "\"/items/{item}\""), Work::Respell);
}

#[test]
fn a_path_that_is_typed_is_spelled_anew_and_evaluates_nothing() {
    let mut shop = shop();
    for (path, from, to) in [
        ("src/items.rs", "\"/items/{id}\"", "\"/item/{id}\""),
        ("src/items.rs", "\"/item/{id}\"", "\"/things/{id}/all\""),
        ("src/items.rs", "\"/items\"", "\"/ite\""),
        ("src/main.rs", "\"/api\"", "\"/api/v1\""),
        ("src/main.rs", "\"/api/v1\"", "\"/ap\""),
    ] {
        assert!(!shop.evaluates(path, from, to), "{path}: {from} is now {to}");
    }
    for (path, from, to) in [
        ("src/items.rs", "{id}", "{item}"),
        ("src/items.rs", "\"/ite\"", "\"/\""),
        ("src/items.rs", "\"/\"", "\"/items/\""),
        ("src/main.rs", "\"/ap\"", "\"/:ap\""),
    ] {
        assert!(shop.evaluates(path, from, to), "{path}: {from} is now {to}");
    }
}

/// A service whose only file is `src/main.rs`.
fn service(package: &str, main: &str) -> Edited {
    let manifest = format!("[package]\nname = \"shop\"\n\n[dependencies]\n{package}\n");
    Edited::new(&[("Cargo.toml", manifest.as_str()), ("src/main.rs", main)])
}

#[test]
fn so_is_one_that_an_attribute_holds() {
    let actix = "use actix_web::{App, HttpResponse, HttpServer, get, web};\n\n#[get(\"/items/{id}\")]\n\
        async fn read(id: web::Path<u32>) -> HttpResponse { HttpResponse::Ok().finish() }\n\n#[get(\"/health\")]\n\
        async fn health() -> HttpResponse { HttpResponse::Ok().finish() }\n\n#[actix_web::main]\nasync fn main() {\n    \
        HttpServer::new(|| App::new().service(web::scope(\"/api\").service(read).service(health))).run().await;\n}\n";
    let rocket = "#[macro_use]\nextern crate rocket;\n\n#[get(\"/items\")]\nfn list() -> String { String::new() }\n\n\
        #[post(\"/health\")]\nfn health() -> String { String::new() }\n\n#[launch]\nfn rocket() -> _ {\n    \
        rocket::build().mount(\"/api\", routes![list, health])\n}\n";
    let poem = "use poem::{Route, Server, listener::TcpListener};\nuse poem_openapi::{OpenApi, OpenApiService, payload::PlainText};\n\n\
        struct Api;\n\n#[OpenApi]\nimpl Api {\n    #[oai(path = \"/items\", method = \"get\")]\n    \
        async fn list(&self) -> PlainText<String> { PlainText(String::new()) }\n    \
        #[oai(path = \"/health\", method = \"get\")]\n    async fn health(&self) -> PlainText<String> { PlainText(String::new()) }\n\
        }\n\n#[tokio::main]\nasync fn main() {\n    let service = OpenApiService::new(Api, \"a\", \"1\");\n    \
        Server::new(TcpListener::bind(\"0.0.0.0:80\")).run(Route::new().nest(\"/api\", service)).await;\n}\n";
    let utoipa = "use utoipa_axum::{router::OpenApiRouter, routes};\n\n#[utoipa::path(get, path = \"/items\")]\n\
        async fn list() {}\n\n#[utoipa::path(get, path = \"/health\")]\nasync fn health() {}\n\n\
        #[tokio::main]\nasync fn main() {\n    let router = OpenApiRouter::new().routes(routes!(list)).routes(routes!(health));\n    \
        let app = router.split_for_parts().0;\n    let listener = tokio::net::TcpListener::bind(\"0.0.0.0:80\").await.unwrap();\n    \
        axum::serve(listener, app).await.unwrap();\n}\n";
    let services = [
        ("actix-web = \"4\"", actix),
        ("rocket = \"0.5\"", rocket),
        ("poem = \"3\"\npoem-openapi = \"5\"", poem),
        ("axum = \"0.8\"\nutoipa = \"5\"\nutoipa-axum = \"0.2\"", utoipa),
    ];
    for (package, main) in services {
        let mut shop = service(package, main);
        assert_eq!(shop.session.snapshot().api.endpoints.len(), 2, "{package}");
        for (from, to) in [("/items", "/ite"), ("/ite", "/things/all"), ("/health", "/heal")] {
            assert!(!shop.evaluates("src/main.rs", from, to), "{package}: {from} is now {to}");
        }
        for (from, to) in
            [("\"/heal\"", "\"/heal/\""), ("/heal/", "/heal"), ("\"/heal", "\"/heal/{x}"), ("\"/heal/", "\"/:a/")]
        {
            assert!(shop.evaluates("src/main.rs", from, to), "{package}: {from} is now {to}");
        }
    }
}

/// Pieces that break and mend code.
const PIECES: [&str; 26] = [
    "",
    "x",
    "\n",
    "    ",
    "(",
    ")",
    "\"",
    "'",
    "// ",
    "{",
    "}",
    ";",
    ".",
    "!",
    ".route(\"/z\", get(read))",
    "Router::new()",
    "\"/p\"",
    "/q",
    "a",
    "mod items;",
    "#[get(\"/q\")]\n",
    "fn more() -> Router { Router::new() }\n",
    "é😀",
    "/*",
    "r#\"",
    " as u8",
];

#[test]
fn after_random_edits_the_state_is_that_of_opening_the_texts() {
    edit_at_random(&shop().texts, &PIECES, 4321, 120);
}

#[test]
fn so_it_is_in_the_services_of_all_frameworks() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust/cases");
    let mut cases: Vec<_> = std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for (seed, case) in (1..).zip(cases) {
        let files = ignore::WalkBuilder::new(&case).build().flatten().filter(|entry| entry.path().is_file());
        let text = |path: &Path| std::fs::read_to_string(path).ok();
        let own = |path: &Path| path.strip_prefix(&case).unwrap().to_string_lossy().into_owned();
        let texts: Vec<_> = files.filter_map(|it| Some((own(it.path()), text(it.path())?))).collect();
        edit_at_random(&texts, &PIECES, seed, 24);
    }
}

#[test]
fn without_any_one_line_the_state_is_that_of_opening_the_text() {
    let mut shop = shop();
    ["src/main.rs", "src/items.rs"].into_iter().for_each(|path| shop.leave_out_each_line(path));
}
