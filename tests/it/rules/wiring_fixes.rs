//! Which fixes of what hangs together are offered? Those that are right in the whole workspace, and no others.

use std::collections::BTreeMap;
use wayline::edit::apply;
use wayline::engine::{self, Extent, Question};
use wayline::rules::Selection;
use wayline::rules::{Finding, Profile};
use wayline::text::Splice;

type Files = BTreeMap<String, String>;

fn files(of: &[(&str, &str)]) -> Files {
    of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The findings of a rule, and the files once each of their fixes is made.
fn mended(rule: &str, before: &Files) -> (Vec<Finding>, Files) {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in before {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let question = Question { paths: &[root.path().to_owned()], extent: Extent::Tests };
    let snapshot = engine::open(&question, &|_| {}).unwrap();
    let mut found = snapshot.check(&Selection::of(Profile::All)).findings;
    found.retain(|finding| finding.rule == rule);
    let mut splices: BTreeMap<String, Vec<Splice>> = BTreeMap::new();
    for edit in found.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits) {
        splices.entry(snapshot.paths[edit.file.0 as usize].clone()).or_default().push(edit.splice.clone());
    }
    let mut after = before.clone();
    for (path, splices) in splices {
        after.insert(path.clone(), apply(&before[&path], &splices).expect("fixes do not overlap"));
    }
    (found, after)
}

/// Fixes make this of a file, and leave nothing to find.
fn assert_mended(rule: &str, before: &Files, path: &str, expected: &str) {
    let (found, after) = mended(rule, before);
    assert!(!found.is_empty(), "{rule}: nothing is found in {before:#?}");
    assert_eq!(after[path], expected);
    assert_eq!(mended(rule, &after).0, [], "{after:#?}");
}

/// It is found, and there is no fix.
fn assert_left(rule: &str, before: &Files) {
    let (found, after) = mended(rule, before);
    assert!(!found.is_empty(), "{rule}: nothing is found in {before:#?}");
    assert_eq!(&after, before);
}

/// A service with two routers in modules of their own, of which `main` includes what it says.
fn shop(main: &str) -> Files {
    let module = |name: &str| {
        format!(
            "from fastapi import APIRouter\n\nrouter = APIRouter(prefix='/{name}')\n\n\n@router.get('/')\ndef read(): ...\n"
        )
    };
    let mut all = files(&[("shop/__init__.py", ""), ("shop/api/__init__.py", ""), ("shop/main.py", main)]);
    for name in ["users", "orders"] {
        all.insert(format!("shop/api/{name}.py"), module(name));
    }
    all
}

#[test]
fn a_router_is_included_as_its_siblings_are() {
    let rule = "unincluded-router";
    let by_module = "from fastapi import FastAPI\nfrom shop.api import users\n\napp = FastAPI()\napp.include_router(users.router)\n";
    assert_mended(
        rule,
        &shop(by_module),
        "shop/main.py",
        "from fastapi import FastAPI\nfrom shop.api import users, orders\n\napp = FastAPI()\n\
         app.include_router(users.router)\napp.include_router(orders.router)\n",
    );
    let by_name = "from fastapi import FastAPI\nfrom .api.users import router as users_router  # users\n\n\
                   app = FastAPI()\napp.include_router(users_router, prefix='/api')\n\n\n@app.get('/')\ndef home(): ...\n";
    assert_mended(
        rule,
        &shop(by_name),
        "shop/main.py",
        "from fastapi import FastAPI\nfrom .api.users import router as users_router  # users\n\
         from .api.orders import router as orders_router\n\napp = FastAPI()\n\
         app.include_router(users_router, prefix='/api')\napp.include_router(orders_router, prefix='/api')\n\n\n\
         @app.get('/')\ndef home(): ...\n",
    );
}

#[test]
fn a_router_is_left_out_where_nobody_can_tell_how_it_would_be_included() {
    let rule = "unincluded-router";
    let with = |lines: &str| {
        shop(&format!("from fastapi import FastAPI\nfrom shop.api import users\n\napp = FastAPI()\n{lines}"))
    };
    let mut other = with("app.include_router(users.router)\n");
    other.insert(
        "shop/api/items.py".to_owned(),
        "from fastapi import APIRouter\n\nrouter = APIRouter(prefix='/items')\n\n\n@router.get('/')\ndef read(): ...\n"
            .to_owned(),
    );
    let main = other["shop/main.py"].replace("import users", "import users, items")
        + "app.include_router(items.router, tags=['items'])\n";
    other.insert("shop/main.py".to_owned(), main);
    assert_left(rule, &other);
    assert_left(rule, &with("def start():\n    app.include_router(users.router)\n\n\nstart()\n"));
    let change = |path: &str, old: &str, new: &str| {
        let mut all = with("app.include_router(users.router)\n");
        let text = all[path].replace(old, new);
        assert_ne!(all[path], text);
        all.insert(path.to_owned(), text);
        all
    };
    assert_left(rule, &change("shop/api/orders.py", "prefix='/orders'", ""));
    assert_left(
        rule,
        &change("shop/api/orders.py", "def read()", "def read(): return __import__('shop.main')\ndef other()"),
    );
}

const LATE: &str = "from fastapi import APIRouter, FastAPI\n\nrouter = APIRouter(prefix='/items')\napp = FastAPI()\n";

fn late(rest: &str) -> Files {
    files(&[("requirements.txt", "fastapi==0.115.14\n"), ("main.py", &format!("{LATE}{rest}"))])
}

#[test]
fn an_include_moves_below_the_last_route_that_it_misses() {
    assert_mended(
        "routes-added-after-include",
        &late(
            "\napp.include_router(router)  # all\n\n\n@router.get('/a')\ndef a(): ...\n\n\nLIMIT = 3\n\n\n\
             @router.get('/b')\ndef b(limit: int = LIMIT): ...\n\n\ndef helper(): ...",
        ),
        "main.py",
        &format!(
            "{LATE}\n@router.get('/a')\ndef a(): ...\n\n\nLIMIT = 3\n\n\n@router.get('/b')\ndef b(limit: int = LIMIT): ...\n\n\n\
             app.include_router(router)  # all\n\n\ndef helper(): ..."
        ),
    );
    assert_mended(
        "routes-added-after-include",
        &late("app.include_router(router)\nrouter.add_api_route('/a', print)\nrouter.add_api_route('/b', print)"),
        "main.py",
        &format!(
            "{LATE}router.add_api_route('/a', print)\nrouter.add_api_route('/b', print)\napp.include_router(router)\n"
        ),
    );
}

#[test]
fn an_include_stays_where_moving_it_may_change_something_else() {
    let route = "@router.get('/late')\ndef late(): ...\n";
    for between in [
        "app.include_router(router)\n@app.get('/items/{name}')\ndef named(name): ...\n",
        "app.include_router(router); x = 1\n",
        "prefix = '/a'\napp.include_router(router, prefix=prefix)\nprefix = '/b'\n",
        "app.include_router(router)\nif True:\n    x = 1\n",
        "app.include_router(router)\nfrom os import *\n",
        "def start():\n    app.include_router(router)\nstart()\n",
        "for one in [router]:\n    app.include_router(one)\n",
    ] {
        assert_left("routes-added-after-include", &late(&format!("{between}{route}")));
    }
}

const EVENTS: &str = "from contextlib import asynccontextmanager\n\nfrom fastapi import FastAPI\n\n\n";

#[test]
fn a_handler_of_an_event_is_called_where_the_lifespan_suspends() {
    assert_mended(
        "on-event-ignored",
        &files(&[(
            "main.py",
            &format!(
                "{EVENTS}@asynccontextmanager\nasync def lifespan(app):\n    try:\n        yield {{'a': 1}}  # here\n    finally:\n        \
                 print()\n\n\napp = FastAPI(lifespan=lifespan)\n\n\n@app.on_event('startup')\nasync def start():\n    print()\n\n\n\
                 @app.on_event('shutdown')\ndef stop(): ...\n"
            ),
        )]),
        "main.py",
        &format!(
            "{EVENTS}@asynccontextmanager\nasync def lifespan(app):\n    try:\n        await start()\n        yield {{'a': 1}}  # here\n        \
             stop()\n    finally:\n        print()\n\n\napp = FastAPI(lifespan=lifespan)\n\n\nasync def start():\n    print()\n\n\n\
             def stop(): ...\n"
        ),
    );
}

#[test]
fn a_handler_of_an_event_stays_where_the_lifespan_cannot_simply_call_it() {
    let with = |lifespan: &str, handler: &str| {
        files(&[(
            "main.py",
            &format!(
                "{EVENTS}@asynccontextmanager\nasync def lifespan(app):\n{lifespan}\n\n\napp = FastAPI(lifespan=lifespan)\n\n\n{handler}\n"
            ),
        )])
    };
    let plain = "@app.on_event('startup')\ndef start(): ...";
    for (lifespan, handler) in [
        ("    while True:\n        yield", plain),
        ("    if app:\n        yield\n    else:\n        yield", plain),
        ("    start()\n    yield", plain),
        ("    yield", "@app.on_event('startup')\ndef start(retries=3): ..."),
        ("    yield", "@app.on_event('startup')\n@app.on_event('shutdown')\ndef start(): ..."),
        ("    yield", "@app.on_event('startup')\n# why\ndef start(): ..."),
        ("    yield", "def start(): ...\n\n\napp.add_event_handler('startup', start)"),
        ("    yield", "def make():\n    @app.on_event('startup')\n    def start(): ...\n\n\nmake()"),
        ("    yield", &format!("other = FastAPI(lifespan=lifespan)\n\n\n{plain}")),
    ] {
        assert_left("on-event-ignored", &with(lifespan, handler));
    }
}

#[test]
fn what_is_returned_under_a_status_without_a_body_goes_only_if_nothing_else_happens() {
    let rule = "body-on-no-content-status";
    let head = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n";
    let with = |function: &str| files(&[("main.py", &format!("{head}@app.delete('/x', status_code=204)\n{function}"))]);
    let after = |function: &str| format!("{head}@app.delete('/x', status_code=204)\n{function}");
    assert_mended(
        rule,
        &with(
            "async def f(x: int) -> dict:\n    if x:\n        return {'x': [x, 1]}\n    def g():\n        return x + 1\n    return\n",
        ),
        "main.py",
        &after(
            "async def f(x: int) -> None:\n    if x:\n        return None\n    def g():\n        return x + 1\n    return\n",
        ),
    );
    for function in [
        "def f(x: int):\n    return {'x': app.remove(x)}\n",
        "def f(x: int):\n    return f'{x}'\n",
        "def f(x: int):\n    return [one for one in app]\n",
        "def f(x: int) -> dict:\n    return app.remove(x)\n",
        "@app.delete('/y')\ndef f(x: int) -> dict:\n    return {}\n",
    ] {
        assert_left(rule, &with(function));
    }
}
