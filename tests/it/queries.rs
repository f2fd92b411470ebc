//! Do the queries compile, keep to their vocabulary and find what they are for?

mod rust;

use crate::sources::{files_below, relative, root};
use std::collections::BTreeSet;
use std::fmt::Write;
use tree_sitter::{Node, Query};
use wayline::syntax::{Capture, Language, Scope, Source, query_files};
use wayline::text::Span;

fn folder(language: Language) -> &'static str {
    match language {
        Language::Python => "python",
        Language::Rust => "rust",
    }
}

fn source(language: Language, text: &str) -> Source {
    Source::new(language, text, 0).expect("the pinned grammar")
}

/// One line per match: where, which file, and each capture with the first line of its text.
fn shown(source: &Source, files: &[&str], scope: Scope) -> String {
    let text = source.text().to_string();
    let first_line = |node: Node| text[node.byte_range()].lines().next().unwrap_or_default().to_owned();
    let name = |capture| Capture::NAMES.iter().find(|(known, _)| *known == capture).expect("a name").1;
    let mut lines = String::new();
    for found in source.matches(scope).iter().filter(|found| files.contains(&found.file)) {
        let line = found.captures.iter().map(|(_, node)| node.start_position().row + 1).min().unwrap_or(0);
        let captures =
            found.captures.iter().map(|(capture, node)| format!("@{} {}", name(*capture), first_line(*node)));
        writeln!(lines, "{line}: {}", captures.collect::<Vec<_>>().join(" | ")).expect("a string");
    }
    lines
}

/// The captures a language's queries name, the private ones left out.
fn named_captures(language: Language) -> BTreeSet<String> {
    let files = query_files(language).iter().map(|(_, text)| *text);
    let query = Query::new(&language.grammar(), &files.collect::<String>()).expect("a compiled query");
    query.capture_names().iter().filter(|name| !name.starts_with('_')).map(ToString::to_string).collect()
}

#[test]
fn every_query_file_compiles_alone() {
    for language in Language::ALL {
        for (name, text) in query_files(language) {
            let place = format!("queries/{}/{name}.scm", folder(language));
            if let Err(error) = Query::new(&language.grammar(), text) {
                panic!("{place}: {error}");
            }
        }
    }
}

#[test]
fn every_query_file_is_in_the_list_of_its_language() {
    let listed: BTreeSet<_> = Language::ALL
        .into_iter()
        .flat_map(|language| {
            query_files(language).iter().map(move |(name, _)| format!("{}/{name}.scm", folder(language)))
        })
        .collect();
    let present: BTreeSet<_> = files_below("queries", "scm").iter().map(|path| relative(path, "queries")).collect();
    assert_eq!(listed, present, "the list in server/syntax/query.rs and the folder queries/");
}

#[test]
fn the_vocabulary_is_closed_and_wholly_used_and_documented() {
    let known: BTreeSet<_> = Capture::NAMES.iter().map(|(_, name)| (*name).to_owned()).collect();
    let used: BTreeSet<_> = Language::ALL.into_iter().flat_map(named_captures).collect();
    let page = std::fs::read_to_string(root().join("queries/README.md")).expect("queries/README.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `@")?.split_once('`'));
    let documented: BTreeSet<_> = rows.map(|(name, _)| name.to_owned()).collect();
    assert_eq!(known, used, "the enum Capture and what the queries name");
    assert_eq!(known, documented, "the enum Capture and the table of queries/README.md");
    assert_eq!(known.len(), Capture::NAMES.len(), "a name stands twice");
    assert!(Capture::NAMES.iter().all(|(capture, name)| Capture::of(name) == Some(*capture)));
}

const SERVICE: &str = r#"
from fastapi import APIRouter, Depends, FastAPI
import starlette.routing as r

app = FastAPI(title="shop")
router = APIRouter(prefix="/x")


@router.get("/items/{id}", tags=["a"])
@cached
async def read(id: int, user=Depends(current)):
    return id


@app.api_route(path="/both", methods=["GET"])
def both(): ...


@app.post(PATH)
def write(body: Body): ...


class Store:
    @property
    def size(self): ...


app.include_router(router, prefix="/v1")
app.mount("/static", files)
app.add_api_route("/late", handlers.late)
routes = [r.Route("/a", a), Route("/b", b)]
"#;

#[test]
fn landmarks_of_python_are_found() {
    insta::assert_snapshot!(shown(&source(Language::Python, SERVICE), &["landmarks"], Scope::default()), @r##"
    2: @import from fastapi import APIRouter, Depends, FastAPI
    3: @import import starlette.routing as r
    5: @reference.call FastAPI(title="shop") | @name FastAPI
    5: @string "shop"
    6: @reference.call APIRouter(prefix="/x") | @name APIRouter
    6: @string "/x"
    9: @decorator @router.get("/items/{id}", tags=["a"])
    9: @reference.call router.get("/items/{id}", tags=["a"]) | @name get
    9: @string "/items/{id}"
    9: @string "a"
    10: @decorator @cached
    11: @definition.function async def read(id: int, user=Depends(current)): | @name read
    11: @reference.call Depends(current) | @name Depends
    15: @decorator @app.api_route(path="/both", methods=["GET"])
    15: @reference.call app.api_route(path="/both", methods=["GET"]) | @name api_route
    15: @string "/both"
    15: @string "GET"
    16: @definition.function def both(): ... | @name both
    19: @decorator @app.post(PATH)
    19: @reference.call app.post(PATH) | @name post
    20: @definition.function def write(body: Body): ... | @name write
    23: @definition.class class Store: | @name Store
    24: @decorator @property
    25: @definition.function def size(self): ... | @name size
    28: @reference.call app.include_router(router, prefix="/v1") | @name include_router
    28: @string "/v1"
    29: @reference.call app.mount("/static", files) | @name mount
    29: @string "/static"
    30: @reference.call app.add_api_route("/late", handlers.late) | @name add_api_route
    30: @string "/late"
    31: @reference.call r.Route("/a", a) | @name Route
    31: @string "/a"
    31: @reference.call Route("/b", b) | @name Route
    31: @string "/b"
    "##);
}

#[test]
fn routes_includes_and_dependencies_of_fastapi_are_found() {
    insta::assert_snapshot!(shown(&source(Language::Python, SERVICE), &["fastapi"], Scope::default()), @r##"
    5: @application FastAPI(title="shop") | @name FastAPI
    6: @router APIRouter(prefix="/x") | @name APIRouter
    9: @route @router.get("/items/{id}", tags=["a"]) | @receiver router | @route.method get | @route.arguments ("/items/{id}", tags=["a"]) | @route.path "/items/{id}" | @route.handler read | @route.parameters (id: int, user=Depends(current))
    11: @dependency Depends(current) | @name Depends | @dependency.callable current
    15: @route.method api_route | @route.path "/both"
    15: @route @app.api_route(path="/both", methods=["GET"]) | @receiver app | @route.method api_route | @route.arguments (path="/both", methods=["GET"]) | @route.handler both | @route.parameters ()
    19: @route @app.post(PATH) | @receiver app | @route.method post | @route.arguments (PATH) | @route.handler write | @route.parameters (body: Body)
    28: @include app.include_router(router, prefix="/v1") | @receiver app | @name include_router | @include.arguments (router, prefix="/v1")
    29: @include app.mount("/static", files) | @receiver app | @name mount | @include.arguments ("/static", files)
    30: @route app.add_api_route("/late", handlers.late) | @receiver app | @route.method add_api_route | @route.arguments ("/late", handlers.late) | @route.path "/late" | @route.handler handlers.late
    31: @route r.Route("/a", a) | @route.method Route | @route.arguments ("/a", a) | @route.path "/a" | @route.handler a
    31: @route Route("/b", b) | @route.method Route | @route.arguments ("/b", b) | @route.path "/b" | @route.handler b
    "##);
}

#[test]
fn landmarks_of_rust_are_found() {
    let text =
        "use axum::Router;\n#[derive(Debug)]\nstruct A;\nfn f() { g::<u8>(\"a\"); x.h(r\"b\"); m!(1); p::q(); }\n";
    insta::assert_snapshot!(shown(&source(Language::Rust, text), &["landmarks"], Scope::default()), @r##"
    1: @import use axum::Router;
    2: @decorator #[derive(Debug)]
    3: @definition.class struct A; | @name A
    4: @definition.function fn f() { g::<u8>("a"); x.h(r"b"); m!(1); p::q(); } | @name f
    4: @reference.call g::<u8>("a") | @name g
    4: @string "a"
    4: @reference.call x.h(r"b") | @name h
    4: @string r"b"
    4: @reference.call m!(1) | @name m
    4: @reference.call p::q() | @name q
    "##);
}

#[test]
fn a_scope_bounds_where_is_looked() {
    let source = source(Language::Python, SERVICE);
    let start = SERVICE.find("@app.post").expect("the sample") as u32;
    let within = Scope { within: Some(Span { start, end: start + 4 }), depth: None };
    insta::assert_snapshot!(shown(&source, &["fastapi"], within), @r##"
    19: @route @app.post(PATH) | @receiver app | @route.method post | @route.arguments (PATH) | @route.handler write | @route.parameters (body: Body)
    "##);
}

#[test]
fn a_depth_bounds_how_far_down_is_looked() {
    let top = Scope { within: None, depth: Some(1) };
    insta::assert_snapshot!(shown(&source(Language::Python, SERVICE), &["landmarks"], top), @r##"
    2: @import from fastapi import APIRouter, Depends, FastAPI
    3: @import import starlette.routing as r
    23: @definition.class class Store: | @name Store
    "##);
}

#[test]
fn predicates_read_the_text_of_a_long_rope() {
    let text = "x = 1  # 漢字\n".repeat(2_000) + "app = FastAPI()\n";
    assert_eq!(
        shown(&source(Language::Python, &text), &["fastapi"], Scope::default()),
        "2001: @application FastAPI() | @name FastAPI\n"
    );
}
