//! What of Rust services that are broken, half typed or generated, or whose manifests are?

use super::{assert_doctor_says, assert_routes};
use std::path::Path;
use tempfile::TempDir;
use wayline::engine::{Extent, Question, Snapshot, open};

const MANIFEST: &str = "[package]\nname = \"app\"\n\n[dependencies]\naxum = \"0.8\"\n";
const MAIN: &str = "use axum::{Router, routing::get};\n\n#[tokio::main]\nasync fn main() {\nBODY\n}\n\nfn other() -> Router {\n    Router::new().route(\"/other\", get(a))\n}\n\nasync fn a() {}\n\nasync fn b() {}\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        super::write(&folder, path, text);
    }
    folder
}

fn main_with(body: &str) -> TempDir {
    folder(&[("Cargo.toml", MANIFEST.as_bytes()), ("src/main.rs", MAIN.replace("BODY", body).as_bytes())])
}

fn opened(folder: &Path) -> Snapshot {
    open(&Question { paths: &[folder.to_owned()], extent: Extent::Rules }, &|_| ()).expect("the folder opens")
}

fn rows(snapshot: &Snapshot) -> Vec<String> {
    let mut rows: Vec<String> = snapshot.api.endpoints.iter().map(|it| format!("{} {}", it.method, it.path)).collect();
    rows.sort();
    rows
}

#[test]
fn a_half_typed_chain_keeps_what_was_said_before_and_is_told() {
    let serve = "    axum::serve(listener, app).await.unwrap();";
    for typed in [
        ".route(\"/b\", ",
        ".route(\"/b\", get(",
        ".route(\"/b\", get(b)",
        ".route(\"/b\", get(b);",
        ".route(\"/b",
        ".route(\"/b\", get(|| async { 1 }",
        ".nest(\"/c\", Router::new().route(\"/d\", get(a))",
        ".layer(x(json!({ \"a\": 1 )));",
    ] {
        for layout in ["", "\n        "] {
            let chain = format!(
                "    let app = Router::new()\n        .merge(other())\n        .route(\"/a\", get(a)){layout}{typed}"
            );
            let snapshot = opened(main_with(&format!("{chain}\n{serve}")).path());
            assert_eq!(rows(&snapshot), ["GET /a", "GET /other"], "{typed}");
            assert_eq!(snapshot.api.unresolved.len(), 1, "{typed}: {:?}", snapshot.api.unresolved);
        }
    }
}

#[test]
fn a_word_that_is_being_typed_costs_nothing_else() {
    let serve = "    axum::serve(listener, app).await.unwrap();";
    for typed in [
        ".",
        ".rou",
        ".route",
        "?",
        ".route::",
        "    let x",
        "    let x =",
        "    foo(",
        "    \"",
        "    if x {",
        "    match a",
    ] {
        let text = format!(
            "    let app = Router::new().route(\"/a\", get(a));\n    let app = app.route(\"/b\", get(b)){typed}\n{serve}"
        );
        let text = if typed.starts_with(' ') { text.replace(typed, &format!(";\n{typed}")) } else { text };
        let snapshot = opened(main_with(&text).path());
        assert!(rows(&snapshot).contains(&"GET /a".to_owned()), "{typed}: {:?}", rows(&snapshot));
    }
}

#[test]
fn a_body_that_is_being_written_costs_no_other_function() {
    for typed in [
        "fn more() {\n    let x = \"\n}\n",
        "fn more() {\n    x(\n",
        "fn more(\n",
        "impl X {\n    fn y() {\n        if z {\n    }\n}\n",
        "#[get(\"/\n",
        "macro_rules! m { ( => \n",
    ] {
        let text = MAIN.replace("BODY", "    axum::serve(listener, other()).await;");
        let text = text.replace("fn other", &format!("{typed}\nfn other"));
        let folder = folder(&[("Cargo.toml", MANIFEST.as_bytes()), ("src/main.rs", text.as_bytes())]);
        let snapshot = opened(folder.path());
        let is_told = !snapshot.problems.is_empty() || !snapshot.api.unresolved.is_empty();
        assert!(rows(&snapshot) == ["GET /other"] || is_told, "{typed}: {:?}", rows(&snapshot));
    }
}

#[test]
fn a_manifest_that_does_not_parse_is_told_and_the_rest_of_the_workspace_is_whole() {
    let text = MAIN.replace("BODY", "    axum::serve(listener, other()).await;");
    let folder = folder(&[
        ("Cargo.toml", b"[workspace]\nmembers = [\"app\", \"bad\"]\n"),
        ("app/Cargo.toml", MANIFEST.as_bytes()),
        ("app/src/main.rs", text.as_bytes()),
        ("bad/Cargo.toml", b"[package]\nname = \"bad\"\nversion = \n"),
        ("bad/src/lib.rs", b"pub fn f() {}\n"),
    ]);
    assert_routes(&folder, &["/other"]);
    assert_doctor_says(&folder, &["bad/Cargo.toml:3: skipped:"]);
}

#[test]
fn files_that_are_no_text_are_told_and_what_was_built_is_left_alone() {
    let text = MAIN.replace("BODY", "    axum::serve(listener, other()).await;");
    let bad = "mod c;\nmod d;\nmod e;\n".to_owned() + &text;
    let folder = folder(&[
        ("Cargo.toml", MANIFEST.as_bytes()),
        ("src/main.rs", bad.as_bytes()),
        ("src/c.rs", b"pub fn f() {} // \xff\xfe\n"),
        ("src/d.rs", b"pub fn f() {} // \0\n"),
        ("src/e.rs", " ".repeat((8 << 20) + 1).as_bytes()),
        ("target/CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55"),
        ("target/debug/build/app/out/main.rs", text.replace("/other", "/built").as_bytes()),
    ]);
    assert_routes(&folder, &["/other"]);
    for words in [["src/c.rs", "not UTF-8"], ["src/d.rs", "not text"], ["src/e.rs", "larger than 8 MiB"]] {
        assert_doctor_says(&folder, &words);
    }
}

/// Takes each token of a text out, or cuts each line before it; strings stay whole, for they may say anything.
fn slips(text: &str) -> impl Iterator<Item = String> + '_ {
    let word = |char: char| char.is_alphanumeric() || char == '_';
    let starts = text
        .char_indices()
        .filter(move |(at, char)| !(char.is_whitespace() || word(*char) && text[..*at].ends_with(word)));
    let in_string = |at: usize| text[..at].rsplit('\n').next().is_some_and(|line| line.matches('"').count() % 2 == 1);
    let starts = starts.filter(move |(at, _)| !in_string(*at));
    starts.flat_map(move |(at, char)| {
        let rest = &text[at..];
        let length = if word(char) { rest.find(|char| !word(char)).unwrap_or(rest.len()) } else { char.len_utf8() };
        let line = rest.find('\n').unwrap_or(rest.len());
        [[&text[..at], &rest[length..]].concat(), [&text[..at], &rest[line..]].concat()]
    })
}

#[test]
fn whatever_token_is_missing_no_row_is_wrong_unless_something_is_told() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust/cases/archive");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(&cases).build().flatten().filter(|entry| entry.path().is_file()) {
        let own = entry.path().strip_prefix(&cases).expect("inside").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).expect("a text");
        super::write(&folder, &own, &text);
        files.push((own, text));
    }
    let whole = rows(&opened(folder.path()));
    for (path, text) in files.iter().filter(|(path, _)| path.strip_suffix(".rs").is_some()) {
        for (at, slip) in slips(text).enumerate().filter(|(at, _)| at % 9 == 0) {
            super::write(&folder, path, &slip);
            let snapshot = opened(folder.path());
            let is_told = !snapshot.problems.is_empty() || !snapshot.api.unresolved.is_empty();
            let wrong: Vec<String> = rows(&snapshot).into_iter().filter(|row| !whole.contains(row)).collect();
            assert!(wrong.is_empty() || is_told, "{path} with slip {at}: {wrong:?}\n{slip}");
        }
        super::write(&folder, path, text);
    }
}
