//! What of input that is nested or chained ten thousand deep? No stack overflows, and the rest is printed.

use std::fmt::Write as _;

use super::{HEALTHY, assert_routes_include, healthy_and, workspace};

const DEEP: usize = 10_000;

/// `template` with `{n}` and `{next}` filled in for 0 … `count - 1`.
fn repeated(template: &str, count: usize) -> String {
    (0..count).fold(String::new(), |mut text, n| {
        let _ = write!(text, "{}", template.replace("{next}", &(n + 1).to_string()).replace("{n}", &n.to_string()));
        text
    })
}

fn assert_healthy_despite(code: &str) {
    assert_routes_include(&healthy_and(code), &["/healthy"]);
}

#[test]
fn brackets() {
    for (open, close) in
        [("(", ")"), ("[", "]"), ("{1: ", "}"), ("f(", ")"), ("x[", "]"), ("not ", ""), ("-", ""), ("lambda: ", "")]
    {
        assert_healthy_despite(&format!("x = {}1{}\n", open.repeat(DEEP), close.repeat(DEEP)));
    }
}

#[test]
fn unclosed_brackets() {
    assert_healthy_despite(&format!("x = {}\n", "([{".repeat(DEEP)));
}

#[test]
fn chains_of_operators_attributes_calls_and_conditions() {
    for (start, link) in [
        ("1", " + 1"),
        ("\"/a\"", " + \"b\""),
        ("app", ".x"),
        ("app", "()"),
        ("app", "[0]"),
        ("1", " if x else 1"),
        ("1", " and 1"),
        ("1", " < 1"),
    ] {
        assert_healthy_despite(&format!("x = {start}{}\n", link.repeat(DEEP)));
    }
}

#[test]
fn a_path_made_of_ten_thousand_pieces_does_not_lose_the_others() {
    assert_healthy_despite(&format!("@app.get(\"/long\"{})\ndef long(): ...\n", " + \"/x\"".repeat(DEEP)));
}

#[test]
fn elif_chains() {
    assert_healthy_despite(&format!(
        "n = 1\nif n == 0:\n    pass\n{}",
        repeated("elif n == {next}:\n    y = {n}\n", DEEP)
    ));
}

#[test]
fn nested_blocks() {
    for head in ["if x:", "for x in y:", "def f():", "class C:", "with x:", "while x:", "try:"] {
        let nested = (0..300).fold(String::new(), |text, depth| format!("{text}{}{head}\n", " ".repeat(depth)));
        assert_healthy_despite(&format!("{nested}{}pass\n", " ".repeat(300)));
    }
}

#[test]
fn decorators_on_one_function() {
    assert_healthy_despite(&format!("{}def many(): ...\n", repeated("@app.get(\"/many/{n}\")\n", DEEP)));
}

#[test]
fn nested_f_strings_and_annotations() {
    assert_healthy_despite(&format!("x = {}1{}\n", "f'{".repeat(DEEP), "}'".repeat(DEEP)));
    let annotation = format!("{}int{}", "list[".repeat(DEEP), "]".repeat(DEEP));
    assert_healthy_despite(&format!("@app.post(\"/deep\")\ndef deep(x: {annotation}): ...\n"));
    assert_healthy_despite(&format!("@app.post(\"/text\")\ndef text(x: \"{annotation}\"): ...\n"));
}

#[test]
fn functions_that_call_the_next() {
    assert_healthy_despite(&format!(
        "{}def f{DEEP}(): ...\n\n\nf0()\n",
        repeated("def f{n}():\n    return f{next}()\n\n\n", DEEP)
    ));
}

#[test]
fn classes_that_inherit_the_next() {
    let classes = repeated("class C{next}(C{n}): ...\n\n\n", DEEP);
    assert_healthy_despite(&format!(
        "class C0(APIRouter): ...\n\n\n{classes}app.include_router(C{DEEP}(prefix=\"/deep\"))\n"
    ));
}

#[test]
fn dependencies_of_dependencies() {
    let chain = repeated("def d{next}(x=Depends(d{n})): ...\n\n\n", DEEP);
    assert_healthy_despite(&format!(
        "def d0(q: int): ...\n\n\n{chain}@app.get(\"/d\")\ndef d(x=Depends(d{DEEP})): ...\n"
    ));
}

#[test]
fn routers_in_routers() {
    let chain = repeated("r{next} = APIRouter(prefix=\"/{next}\")\nr{next}.include_router(r{n})\n", DEEP);
    let code = format!("r0 = APIRouter()\n\n\n@r0.get(\"/x\")\ndef x(): ...\n\n\n{chain}app.include_router(r{DEEP})\n");
    assert_healthy_despite(&code);
}

#[test]
fn applications_mounted_in_applications() {
    let chain = repeated("a{next} = FastAPI()\na{next}.mount(\"/m\", a{n})\n", DEEP);
    assert_healthy_despite(&format!("a0 = FastAPI()\n{chain}app.mount(\"/m\", a{DEEP})\n"));
}

#[test]
fn values_that_hold_the_next() {
    assert_healthy_despite(&format!(
        "v0 = []\n{}app.state.v = v{DEEP}\nprint(v{DEEP} == v{DEEP}, str(v{DEEP}))\n",
        repeated("v{next} = [v{n}]\n", DEEP)
    ));
}

#[test]
fn modules_that_import_the_next() {
    let names: Vec<String> = (0..2_000).map(|n| format!("m{n}.py")).collect();
    let link = |n: usize| format!("from fastapi import APIRouter\nfrom m{} import router\n", n + 1).into_bytes();
    let mut texts: Vec<Vec<u8>> = (0..1_999).map(link).collect();
    texts.push(b"from fastapi import APIRouter\n\nrouter = APIRouter(prefix='/end')\n".to_vec());
    let main = format!("{HEALTHY}\n\nfrom m0 import router\n\napp.include_router(router)\n");
    let mut files: Vec<(&str, &[u8])> = names.iter().map(String::as_str).zip(texts.iter().map(Vec::as_slice)).collect();
    files.push(("main.py", main.as_bytes()));
    assert_routes_include(&workspace(&files), &["/healthy"]);
}

#[test]
fn folders_in_folders() {
    let path = format!("{}x.py", "d/".repeat(400));
    assert_routes_include(&workspace(&[(&path, b"from fastapi import FastAPI\n")]), &["/healthy"]);
}
