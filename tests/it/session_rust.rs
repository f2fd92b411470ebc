//! Is a session with Rust services, after any changes, in the state of opening what stands there in the end?

use crate::random::Numbers;
use crate::session::{opened, settle, shown, write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use tempfile::TempDir;
use wayline::engine::{FileChange, Session, Work};

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

/// Documents of a folder, as a session and as the disk have them.
struct Edited {
    root: TempDir,
    session: Session,
    texts: Vec<(String, String)>,
}

impl Edited {
    fn new(texts: Vec<(String, String)>) -> Self {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), ".git/HEAD", "");
        texts.iter().for_each(|(path, text)| write(root.path(), path, text));
        let mut session = Session::new(root.path().to_owned());
        settle(&mut session);
        Edited { root, session, texts }
    }

    fn shop() -> Self {
        let texts = [("Cargo.toml", MANIFEST), ("src/main.rs", MAIN), ("src/items.rs", ITEMS)];
        Self::new(texts.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }

    /// Gives a file another text; what must be done again. The state is then that of opening what is on disk.
    fn set(&mut self, path: &str, text: &str) -> Work {
        write(self.root.path(), path, text);
        let work = self.session.change(&FileChange::Text(path.to_owned(), Arc::from(text)));
        assert_eq!(shown(&settle(&mut self.session)), opened(&self.root), "{path}: {text}");
        work
    }

    fn replace(&mut self, path: &str, from: &str, to: &str) -> Work {
        let at = self.texts.iter().position(|(known, _)| known == path).unwrap();
        let text = &self.texts[at].1;
        assert!(text.contains(from), "{from} is in {path}");
        self.texts[at].1 = text.replacen(from, to, 1);
        let text = self.texts[at].1.clone();
        self.set(path, &text)
    }

    /// Replaces a piece of a file; whether anything is evaluated then. The state is that of opening what is on disk.
    fn evaluates(&mut self, path: &str, from: &str, to: &str) -> bool {
        let at = self.texts.iter().position(|(known, _)| known == path).unwrap();
        let text = self.texts[at].1.replacen(from, to, 1);
        assert_ne!(text, self.texts[at].1, "{from} is in {path}");
        self.texts[at].1.clone_from(&text);
        write(self.root.path(), path, &text);
        self.session.change(&FileChange::Text(path.to_owned(), Arc::from(text.as_str())));
        let evaluated = AtomicBool::new(false);
        let say = |what: &str| evaluated.store(what == "evaluating" || evaluated.load(Relaxed), Relaxed);
        let snapshot = self.session.settle(&say).unwrap();
        assert_eq!(shown(&snapshot), opened(&self.root), "{path}: {from} is now {to}");
        evaluated.load(Relaxed)
    }
}

#[test]
fn only_what_a_change_can_reach_is_done_again() {
    let mut shop = Edited::shop();
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
    let mut shop = Edited::shop();
    let mut evaluates = |path: &str, from: &str, to: &str| shop.evaluates(path, from, to);
    for (path, from, to) in [
        ("src/items.rs", "\"/items/{id}\"", "\"/item/{id}\""),
        ("src/items.rs", "\"/item/{id}\"", "\"/things/{id}/all\""),
        ("src/items.rs", "\"/items\"", "\"/ite\""),
        ("src/main.rs", "\"/api\"", "\"/api/v1\""),
        ("src/main.rs", "\"/api/v1\"", "\"/ap\""),
    ] {
        assert!(!evaluates(path, from, to), "{path}: {from} is now {to}");
    }
    for (path, from, to) in [
        ("src/items.rs", "{id}", "{item}"),
        ("src/items.rs", "\"/ite\"", "\"/\""),
        ("src/items.rs", "\"/\"", "\"/items/\""),
        ("src/main.rs", "\"/ap\"", "\"/:ap\""),
    ] {
        assert!(evaluates(path, from, to), "{path}: {from} is now {to}");
    }
}

/// A service whose only file is `src/main.rs`.
fn service(package: &str, main: &str) -> Edited {
    let manifest = format!("[package]\nname = \"shop\"\n\n[dependencies]\n{package}\n");
    Edited::new(vec![("Cargo.toml".to_owned(), manifest), ("src/main.rs".to_owned(), main.to_owned())])
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

fn edit_at_random(texts: Vec<(String, String)>, seed: u64, steps: usize) {
    let mut edited = Edited::new(texts.clone());
    let mut numbers = Numbers(seed);
    let rust: Vec<usize> =
        (0..texts.len()).filter(|at| Path::new(&texts[*at].0).extension().is_some_and(|it| it == "rs")).collect();
    for step in 0..steps {
        let at = rust[numbers.below(rust.len())];
        // Every few steps the file is mended, or nothing would be left to break.
        if numbers.below(3) == 0 {
            edited.texts[at].1.clone_from(&texts[at].1);
        }
        let (path, text) = &mut edited.texts[at];
        numbers.replace(text, 6, &PIECES);
        write(edited.root.path(), path, text);
        edited.session.change(&FileChange::Text(path.clone(), Arc::from(text.as_str())));
        if step % 2 == 0 {
            settle(&mut edited.session);
        }
        if step % 4 == 3 {
            let now = shown(&settle(&mut edited.session));
            assert_eq!(now, opened(&edited.root), "after step {step}: {:#?}", edited.texts);
        }
    }
}

#[test]
fn after_random_edits_the_state_is_that_of_opening_the_texts() {
    edit_at_random(Edited::shop().texts, 4321, 120);
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
        edit_at_random(files.filter_map(|it| Some((own(it.path()), text(it.path())?))).collect(), seed, 24);
    }
}

/// Every line of a file is taken out and put back.
#[test]
fn without_any_one_line_the_state_is_that_of_opening_the_text() {
    let mut shop = Edited::shop();
    for (path, original) in [("src/main.rs", MAIN), ("src/items.rs", ITEMS)] {
        let lines: Vec<&str> = original.split_inclusive('\n').collect();
        for left_out in 0..lines.len() {
            let now = [&lines[..left_out], &lines[left_out + 1..]].concat().concat();
            shop.set(path, &now);
        }
        shop.set(path, original);
    }
}
