//! Is the state after any changes the state of opening what stands there in the end?

use crate::edited::{Edited, edit_at_random};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use wayline::engine::{self, Extent, FileChange, Question, Session, Snapshot, Work};

const MAIN: &str = "from fastapi import FastAPI
from app import items

app = FastAPI()
app.include_router(items.router, prefix='/api')
";
const ITEMS: &str = "from fastapi import APIRouter

router = APIRouter(prefix='/items')


@router.get('/{item_id}')
def read(item_id: int):
    value = item_id + 1
    more = value * 2
    return {'value': value, 'more': more}
";
const TEST: &str = "from app.main import app
from fastapi.testclient import TestClient

client = TestClient(app)


def test_read():
    assert client.get('/api/items/1').status_code == 200
";

const FILES: [(&str, &str); 4] =
    [("app/__init__.py", ""), ("app/main.py", MAIN), ("app/items.py", ITEMS), ("tests/test_items.py", TEST)];

fn repository() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join(".git")).unwrap();
    FILES.iter().for_each(|(path, text)| write(root.path(), path, text));
    root
}

pub fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn session(root: &TempDir) -> Session {
    let mut session = Session::new(root.path().to_owned());
    settle(&mut session);
    session
}

pub fn settle(session: &mut Session) -> Arc<Snapshot> {
    session.settle(&|_| {}).unwrap()
}

fn text(path: &str, text: &str) -> FileChange {
    FileChange::Text(path.to_owned(), Arc::from(text))
}

/// Each endpoint with its places, what applications try, what is not resolved, what rules find, and which names hold
/// routers.
pub fn shown(snapshot: &Snapshot) -> Vec<String> {
    let endpoints = snapshot.api.endpoints.iter().map(|endpoint| {
        let place = |place| {
            let at = snapshot.locate(place);
            format!("{}:{}:{}", at.file, at.line, at.column)
        };
        let tests: Vec<String> = endpoint.tests.iter().map(|test| place(*test)).collect();
        let service = &snapshot.api.services[endpoint.service].name;
        let through: Vec<String> = endpoint.through.iter().map(|at| place(*at)).collect();
        let (method, path, auth) = (&endpoint.method, &endpoint.path, endpoint.auth.verdict.as_str());
        format!("{method} {path} {} {tests:?} of {service} {through:?} {auth}", place(endpoint.route))
    });
    let holders = snapshot.api.holders.iter().map(|it| {
        let (path, made) = (&snapshot.paths[it.file.0 as usize], snapshot.locate(it.made));
        format!("{path} {} is of {}:{}", it.name, made.file, made.line)
    });
    let unresolved = snapshot.api.unresolved.iter().map(|it| format!("{} {:?}", it.reason, snapshot.locate(it.at)));
    let findings = snapshot.check(&snapshot.rules).findings;
    let findings = findings.iter().map(|it| format!("{} {:?} {} {:?}", it.rule, it.span, it.message, it.related));
    let entries = snapshot.api.tables.iter().flat_map(|table| &table.entries);
    let tries = entries.map(|it| format!("tries {} as {}", it.pattern, it.own_pattern));
    let routers = snapshot.api.routers.iter().map(|it| format!("router {:?} {}", it.prefix, it.reached));
    let includes = snapshot.api.includes.iter().map(|it| format!("includes below {:?}", it.prefix));
    let misses = snapshot.api.misses.iter().map(|it| format!("nothing at {} but {:?}", it.path, it.closest));
    let wiring = tries.chain(routers).chain(includes).chain(misses);
    endpoints
        .chain(holders)
        .chain(wiring)
        .chain(unresolved)
        .chain(snapshot.problems.iter().cloned())
        .chain(findings)
        .collect()
}

/// What opening the folder gives when this is on disk.
pub fn opened(root: &TempDir) -> Vec<String> {
    let question = Question { paths: &[root.path().to_owned()], extent: Extent::Tests };
    shown(&engine::open(&question, &|_| {}).unwrap())
}

#[test]
fn a_session_begins_as_opening_the_folder_does() {
    let root = repository();
    let session = session(&root);
    assert_eq!(shown(session.snapshot()), opened(&root));
    insta::assert_snapshot!(shown(session.snapshot()).join("\n"), @r#"
    GET /api/items/{item_id} app/items.py:6:2 ["tests/test_items.py:8:12"] of app.main:app ["app/main.py:5:1"] none
    app/items.py router is of app/items.py:3
    app/main.py app is of app/main.py:4
    tries /api/items/{item_id} as /api/items/{item_id}
    router Some("/items") true
    includes below Some("/api")
    "#);
}

#[test]
fn only_what_a_change_can_reach_is_done_again() {
    let mut edited = Edited::new(&FILES);
    let mut work = |path: &str, new: &str| edited.set(path, new);
    assert_eq!(work("app/items.py", ITEMS), Work::Nothing, "the same text");
    assert_eq!(work("app/items.py", &format!("# a comment\n{ITEMS}  ")), Work::Spans);
    assert_eq!(work("app/items.py", &ITEMS.replace("/items", "/things")), Work::Respell);
    assert_eq!(
        work("app/main.py", &MAIN.replace("from app import items", "from app import items, other")),
        Work::Evaluate
    );
    let mut unsaved = |path, new| edited.session.change(&text(path, new));
    assert_eq!(["notes.txt", "app/other.py"].map(|path| unsaved(path, "x = 1\n")), [Work::Nothing, Work::Scan]);
}

#[test]
fn a_body_that_nobody_read_is_not_evaluated_unless_what_was_asked_of_it_has_another_answer() {
    let mut edited = Edited::new(&FILES);
    let mut edit = |new: &str| edited.set("app/items.py", new);
    let doubled = ITEMS.replace("value * 2", "value * 2000");
    assert_eq!(edit(&doubled), Work::Spans, "the body of a handler");
    let returned = ITEMS.replace("return {'value'", "return HTTPException(404) or {'value'");
    assert_eq!(edit(&returned), Work::Evaluate, "rules ask whether it returns an exception");
    assert_eq!(edit(&returned.replace("404", "405")), Work::Evaluate, "now its code was read");
    assert_eq!(edit(&doubled), Work::Evaluate);
    assert_eq!(edit(&format!("\n{ITEMS}")), Work::Spans, "nobody reads it any more");
    let inner = ITEMS.replace("    more =", "    def more():\n        yield value\n    more =");
    assert_eq!(edit(&inner), Work::Spans, "a generator inside makes none of the handler");
}

/// The routers of two applications, and what their tests ask for. Prefixes are literals, names and f-strings.
const SEVERAL: [(&str, &str); 6] = [
    (
        "app/main.py",
        "from fastapi import FastAPI\nfrom app import items, users\nfrom app.base import BASE\n\napp = FastAPI()\n\
        app.include_router(items.router, prefix=f'{BASE}/v1')\napp.include_router(users.router)\n\
        sub = FastAPI()\nsub.include_router(items.router, prefix='/again')\napp.mount('/sub/', sub)\n",
    ),
    ("app/base.py", "BASE = '/api'\nif BASE == '/never':\n    BASE = '/other'\n"),
    (
        "app/users.py",
        "from fastapi import APIRouter\n\nPARTS = ['/me', '/you']\nrouter = APIRouter(prefix='/users')\n\n\n\
        def reader(part: str):\n    def read():\n        return part\n    return read\n\n\n\
        for part in PARTS:\n    router.add_api_route(part, reader(part))\n",
    ),
    (
        "app/items.py",
        "from fastapi import APIRouter\n\nrouter = APIRouter(prefix='/items', tags=['/items'])\n\n\n\
        @router.get('/{item_id}')\ndef read(item_id: int):\n    return item_id\n\n\n\
        @router.get('/latest')\n@router.get('/last')\ndef latest():\n    return 1\n",
    ),
    (
        "tests/test_items.py",
        "from app.main import app\nfrom fastapi.testclient import TestClient\n\nclient = TestClient(app)\n\n\n\
        def test_all():\n    client.get('/api/v1/items/1')\n    client.get('/users/me')\n    client.get('/users/them')\n\
            client.get('/sub/again/items/x')\n    client.get('/sub/again/items/latest')\n",
    ),
    ("app/__init__.py", ""),
];

#[test]
fn a_path_that_is_typed_is_spelled_anew_and_evaluates_nothing() {
    let mut edited = Edited::new(&SEVERAL);
    for (path, from, to) in [
        ("app/items.py", "'/last'", "'/new'"),
        ("app/items.py", "'/latest'", "'/late'"),
        ("app/items.py", "'/{item_id}'", "'/x/{item_id}'"),
        ("app/items.py", "'/x/{item_id}'", "'/{item_id}/x'"),
        ("app/items.py", "'/{item_id}/x'", "'/{item_id}'"),
        ("app/items.py", "prefix='/items'", "prefix='/item'"),
        ("app/items.py", "prefix='/item'", "prefix='/it'"),
        ("app/items.py", "prefix='/it'", "prefix='/items'"),
        ("app/main.py", "/v1'", "/v2'"),
        ("app/main.py", "/v2'", "/v1'"),
        ("app/main.py", "'/again'", "'/once'"),
        ("app/main.py", "'/once'", "'/again'"),
        ("app/users.py", "'/you'", "'/them'"),
        ("app/users.py", "prefix='/users'", "prefix='/user'"),
    ] {
        assert!(!edited.evaluates(path, from, to), "{path}: {from} is now {to}");
    }
    for (path, from, to, why) in [
        ("app/items.py", "'/{item_id}'", "'/{item}'", "parameters decide what inputs are"),
        ("app/items.py", "'/late'", "'/new'", "two registrations of one handler may be one endpoint"),
        ("app/items.py", "tags=['/items']", "tags=['/others']", "tags are read"),
        ("app/base.py", "BASE = '/api'", "BASE = '/never'", "it is compared"),
        ("app/main.py", "'/sub/'", "'/below'", "the slash at its end is stripped"),
        ("app/main.py", "/v1'", "'", "what was empty is asked everywhere"),
    ] {
        assert!(edited.evaluates(path, from, to), "{why}");
    }
}

#[test]
fn what_is_interrupted_remains_to_be_done() {
    let root = repository();
    let mut session = session(&root);
    let before = Arc::clone(session.snapshot());
    let changed = ITEMS.replace("read(item_id", "read(item, item_id");
    write(root.path(), "app/items.py", &changed);
    session.change(&text("app/items.py", &changed));
    session.interrupt().set();
    assert!(session.settle_unless_interrupted(&|_| {}).unwrap().is_none());
    assert!(Arc::ptr_eq(session.snapshot(), &before));
    session.interrupt().clear();
    let settled = session.settle_unless_interrupted(&|_| {}).unwrap().unwrap();
    assert_eq!(shown(&settled), opened(&root));
}

#[test]
fn places_move_with_the_text_where_nothing_else_changes() {
    let root = repository();
    let mut session = session(&root);
    let api = Arc::clone(&session.snapshot().api);
    session.change(&text("app/items.py", &format!("# é\n\n{ITEMS}")));
    let snapshot = settle(&mut session);
    assert!(Arc::ptr_eq(&snapshot.api, &api), "nothing was evaluated");
    assert!(shown(&snapshot)[0].contains("app/items.py:8:2"));
}

#[test]
fn open_documents_beat_the_disk_until_they_are_closed() {
    let root = repository();
    let mut session = session(&root);
    session.change(&text("app/items.py", &ITEMS.replace("/items", "/open")));
    assert!(shown(&settle(&mut session))[0].contains("/api/open/"));
    write(root.path(), "app/items.py", &ITEMS.replace("/items", "/disk"));
    assert_eq!(session.change(&FileChange::Disk("app/items.py".into())), Work::Nothing);
    session.change(&FileChange::Folder);
    assert!(shown(&settle(&mut session))[0].contains("/api/open/"));
    session.change(&FileChange::Closed("app/items.py".into()));
    assert_eq!(shown(&settle(&mut session)), opened(&root));
    assert!(shown(session.snapshot())[0].contains("/api/disk/"));
}

#[test]
fn files_come_go_and_are_renamed() {
    let root = repository();
    let mut session = session(&root);
    let extra = "from fastapi import FastAPI\nside = FastAPI()\n@side.get('/side')\ndef f(): ...\n";
    write(root.path(), "aaa.py", extra);
    session.change(&FileChange::Disk("aaa.py".into()));
    assert_eq!(shown(&settle(&mut session)), opened(&root));
    assert_eq!(session.snapshot().api.services.len(), 2);
    fs::rename(root.path().join("aaa.py"), root.path().join("zzz.py")).unwrap();
    session.change(&FileChange::Disk("aaa.py".into()));
    session.change(&FileChange::Disk("zzz.py".into()));
    assert_eq!(shown(&settle(&mut session)), opened(&root));
    fs::remove_file(root.path().join("zzz.py")).unwrap();
    session.change(&FileChange::Disk("zzz.py".into()));
    assert_eq!(shown(&settle(&mut session)), opened(&root));
}

#[test]
fn a_configuration_is_taken_up_and_a_bad_one_is_told_and_mended() {
    let root = repository();
    let mut session = session(&root);
    let before = shown(&settle(&mut session));
    write(root.path(), "wayline.toml", "exlude = []");
    session.change(&FileChange::Folder);
    let snapshot = settle(&mut session);
    let problem = snapshot.misconfigured.as_ref().map(ToString::to_string);
    assert_eq!(problem.as_deref(), Some("wayline.toml:1: unknown key `exlude`; did you mean `exclude`?"));
    assert_eq!(shown(&snapshot), before, "without one before it, none holds");
    write(root.path(), "wayline.toml", "exclude = ['tests/']");
    session.change(&FileChange::Folder);
    let valid = settle(&mut session);
    assert_eq!((shown(&valid), &valid.misconfigured), (opened(&root), &None));
    assert!(session.snapshot().api.endpoints[0].tests.is_empty());
    write(root.path(), "wayline.toml", "exclude = [");
    session.change(&FileChange::Folder);
    assert_eq!(shown(&settle(&mut session)), shown(&valid), "the last valid one holds");
}

#[test]
fn a_folder_that_disappears_and_comes_back_is_no_more_than_that() {
    let root = repository();
    let mut session = session(&root);
    let away = root.path().with_extension("away");
    fs::rename(root.path(), &away).unwrap();
    session.change(&FileChange::Folder);
    assert!(session.settle(&|_| {}).is_err());
    assert!(session.snapshot().api.endpoints.is_empty());
    fs::rename(&away, root.path()).unwrap();
    session.change(&FileChange::Folder);
    assert_eq!(shown(&settle(&mut session)), opened(&root));
}

#[test]
fn a_file_that_is_broken_for_a_while_is_a_problem_for_that_while() {
    let root = repository();
    let mut session = session(&root);
    session.change(&text("app/items.py", &ITEMS.replace("def read(", "def read((")));
    settle(&mut session);
    session.change(&text("app/items.py", ITEMS));
    assert_eq!(shown(&settle(&mut session)), opened(&root));
}

#[test]
fn after_each_of_many_edits_the_state_is_that_of_opening_the_text() {
    let mut edited = Edited::new(&FILES);
    ["app/main.py", "app/items.py", "tests/test_items.py"]
        .into_iter()
        .for_each(|path| edited.leave_out_each_line(path));
}

/// Pieces that break and mend code.
const PIECES: [&str; 16] = [
    "",
    "x",
    "\n",
    "    ",
    "(",
    ")",
    "'",
    "# ",
    "@router.get('/z')\ndef z(): ...\n",
    "prefix='/p'",
    "import os\n",
    "é😀",
    "yield ",
    "return HTTPException(404)\n",
    "# wayline: ignore[duplicate-route]\n",
    "@router.get('/{x}')\ndef y(item_id): ...\n",
];

#[test]
fn after_random_edits_of_all_files_the_state_is_that_of_opening_the_texts() {
    edit_at_random(&Edited::new(&FILES[1..]).texts, &PIECES, 12345, 120);
}
