//! Where does a fix stand beside what the pages show? What surrounds it stays, and where it may be wrong there is none.

use wayline::edit::apply;
use wayline::engine::{self, Extent, Question};
use wayline::rules::{Profile, Selection};

const HEAD: &str = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n";

/// A module once the fixes are made of what is found in it.
fn mended(text: &str) -> String {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("main.py"), text).unwrap();
    let question = Question { paths: &[root.path().to_owned()], extent: Extent::Tests };
    let snapshot = engine::open(&question, &|_| {}).unwrap();
    let found = snapshot.check(&Selection::of(Profile::All)).findings;
    assert!(!found.is_empty(), "nothing is found in\n{text}");
    let edits = found.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits);
    apply(text, edits.map(|edit| &edit.splice)).unwrap()
}

#[test]
fn a_handler_moves_with_its_comments_and_decorators_and_leaves_no_gap() {
    let before = format!(
        "{HEAD}# One user.\n@app.get('/users/{{id}}')\ndef one(id: int):\n    return id\n\n\nX = 1\n\n\n\
         # The user\n# itself.\n@app.get('/users/me')\ndef me():\n    # why\n    return X  # what\n\n\ndef after(): ...\n"
    );
    let after = format!(
        "{HEAD}# The user\n# itself.\n@app.get('/users/me')\ndef me():\n    # why\n    return X  # what\n\n\n\
         # One user.\n@app.get('/users/{{id}}')\ndef one(id: int):\n    return id\n\n\nX = 1\n\n\ndef after(): ...\n"
    );
    assert_eq!(mended(&before), after);
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(mended(&windows(&before)), windows(&after), "line ends stay");
    let nested = |text: &str| {
        let body = text.strip_prefix(HEAD).unwrap().lines().map(|line| match line {
            "" => "\n".to_owned(),
            _ => format!("    {line}\n"),
        });
        let body = body.collect::<String>().replace("\n\n\n", "\n\n");
        format!("from fastapi import FastAPI\n\n\ndef make():\n    app = FastAPI()\n\n{body}    return app\n")
    };
    assert_eq!(mended(&nested(&before)), nested(&after), "in a factory");
}

#[test]
fn a_handler_stays_where_what_it_reads_is_not_there_before() {
    let with = |between: &str, me: &str| {
        format!(
            "{HEAD}@app.get('/users/{{id}}')\ndef one(id: int): ...\n\n\n{between}\n\n\n@app.get('/users/me')\n{me}\n"
        )
    };
    let stays = [
        ("class User: ...", "def me(user: User | None = None): ..."),
        ("class User: ...", "def me(user: 'User | None' = None): ..."),
        ("LIMIT = 3", "def me(limit: int = LIMIT): ..."),
        ("from typing import Any", "def me() -> Any: ..."),
        ("if True:\n    app.state.x = 1", "def me(): ..."),
        ("def me(): ...", "def me(): ..."),
    ];
    for (between, me) in stays {
        let text = with(between, me);
        assert_eq!(mended(&text), text);
    }
    let text = format!(
        "{HEAD}@app.get('/users/{{id}}')\n@app.get('/people/{{id}}')\ndef one(id: int): ...\n\n\n@app.get('/users/me')\ndef me(): ...\n"
    );
    assert_eq!(mended(&text), text, "what is registered twice");
}

#[test]
fn a_parameter_comes_where_python_allows_it() {
    let with = |params: &str| format!("{HEAD}@app.get('/users/{{id}}')\ndef one({params}): ...\n");
    let cases = [
        ("", "id: str"),
        ("q: str", "q: str, id: str"),
        ("q: str = 'x'", "id: str, q: str = 'x'"),
        ("a: int, b: int = 1", "a: int, id: str, b: int = 1"),
        ("\n    a: int,\n    b: int,\n", "\n    a: int,\n    b: int, id: str,\n"),
        ("*, b: int = 1", "*, id: str, b: int = 1"),
        ("a: int, /, b: int", "a: int, /, b: int"),
    ];
    for (before, after) in cases {
        assert_eq!(mended(&with(before)), with(after));
    }
    let typed = |converter: &str| format!("{HEAD}@app.get('/users/{{id{converter}}}')\ndef one(PARAM): ...\n");
    for (converter, param) in [(":int", "id: int"), (":float", "id: float"), (":uuid", "")] {
        assert_eq!(mended(&typed(converter).replace("PARAM", "")), typed(converter).replace("PARAM", param));
    }
    let more = "@app.get('/a/{id}')\ndef a(id: int): ...\n\n\n@app.get('/b/{id}')\ndef b(PARAM): ...\n";
    let text = format!("{HEAD}{more}");
    assert_eq!(mended(&text.replace("PARAM", "")), text.replace("PARAM", "id: int"), "as its siblings say");
    let twice = format!("{HEAD}@app.get('/a')\n@app.get('/b/{{id}}')\ndef b(): ...\n");
    assert_eq!(mended(&twice), twice, "on the other path it would be asked for in the query");
}

#[test]
fn a_default_goes_where_those_before_it_allow_it() {
    let with = |params: &str| format!("{HEAD}@app.get('/users/{{id}}')\ndef one({params}): ...\n");
    let cases = [
        ("id: int = 1, q: str = ''", "id: int, q: str = ''"),
        ("q: str = '', id: int = 1", "q: str = '', id: int = 1"),
        ("*, q: str = '', id: int = 1", "*, q: str = '', id: int"),
        ("id: int = LAST", "id: int = LAST"),
    ];
    for (before, after) in cases {
        assert_eq!(mended(&with(before)), with(after));
    }
}

#[test]
fn depends_is_imported_where_fastapi_is_and_the_name_is_free() {
    let with = |import: &str, default: &str| {
        format!(
            "{import}\n\n\ndef db():\n    yield 1\n\n\napp = FastAPI()\n\n\n@app.get('/')\ndef read(db={default}): ...\n"
        )
    };
    let cases = [
        ("from fastapi import FastAPI", "from fastapi import FastAPI, Depends", "Depends(db)"),
        ("from fastapi import Depends, FastAPI", "from fastapi import Depends, FastAPI", "Depends(db)"),
        ("from fastapi import Depends as D, FastAPI", "from fastapi import Depends as D, FastAPI", "D(db)"),
        ("from fastapi import FastAPI, Query as Q", "from fastapi import FastAPI, Depends, Query as Q", "Depends(db)"),
        ("from fastapi import (\n    FastAPI,\n)", "from fastapi import (\n    FastAPI, Depends,\n)", "Depends(db)"),
        ("from fastapi import FastAPI\nDepends = 1", "from fastapi import FastAPI\nDepends = 1", "db()"),
        ("import fastapi\nFastAPI = fastapi.FastAPI", "import fastapi\nFastAPI = fastapi.FastAPI", "db()"),
    ];
    for (before, after, default) in cases {
        assert_eq!(mended(&with(before, "db()")), with(after, default));
    }
}

#[test]
fn tasks_are_asked_for_where_the_line_that_makes_them_can_go() {
    let with = |params: &str, body: &str| {
        format!(
            "from fastapi import BackgroundTasks, FastAPI\n\napp = FastAPI()\n\n\ndef task(): ...\n\n\n@app.get('/')\ndef read({params}):\n{body}\n"
        )
    };
    let adds = "    tasks.add_task(task)";
    let made = "tasks = BackgroundTasks()";
    assert_eq!(mended(&with("", &format!("    {made}\n{adds}"))), with("tasks: BackgroundTasks", adds));
    for (params, body) in [
        ("on: bool = True", format!("    if on:\n        {made}\n{adds}")),
        ("", format!("    x = 1; {made}\n{adds}")),
        ("", format!("    {made}  # mine\n{adds}")),
    ] {
        let text = with(params, &body);
        assert_eq!(mended(&text), text);
    }
}

#[test]
fn another_marker_becomes_path_where_it_gives_no_default() {
    let with = |import: &str, param: &str| {
        format!(
            "from typing import Annotated, Any\nfrom fastapi import {import}\n\napp = FastAPI()\n\n\n@app.get('/a/{{id}}')\ndef a({param}): ...\n"
        )
    };
    let cases = [
        ("FastAPI, Query", "id: int = Query()", "FastAPI, Query, Path", "id: int = Path()"),
        ("FastAPI, Header as H", "id: int = H(gt=1)", "FastAPI, Path, Header as H", "id: int = Path(gt=1)"),
        ("FastAPI, Query", "id: Annotated[int, Query()]", "FastAPI, Query, Path", "id: Annotated[int, Path()]"),
        ("FastAPI, Query", "id: int = Query(5)", "FastAPI, Query", "id: int = Query(5)"),
        ("FastAPI, Path", "id: Annotated[int, Path()] = 5", "FastAPI, Path", "id: Annotated[int, Path()]"),
    ];
    for (import, param, fixed_import, fixed) in cases {
        assert_eq!(mended(&with(import, param)), with(fixed_import, fixed));
    }
    let taken = with("FastAPI, Query", "id: int = Query()").replace("app =", "from pathlib import Path\napp =");
    assert_eq!(mended(&taken), taken);
}
