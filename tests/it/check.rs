//! What does `wayline check` print, write and answer? Asked of workspaces on disk.

use clap::Parser;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use wayline::cli::{Args, Outcome, run};

/// A service with an error that has a fix, one that has none, and a hint.
const SHOP: &str = "from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get('/items/{item_id}')
def read_item(item_id: int):
    return HTTPException(404)


@app.get('/items/all')
def read_all(): ...


@app.get('/search')
def search(words: list[str]): ...
";

/// What a command printed and how it ended.
#[derive(Debug)]
struct Seen {
    out: String,
    err: String,
    outcome: Outcome,
}

fn shop(text: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("main.py"), text).unwrap();
    root
}

fn ask(root: &Path, options: &str) -> Seen {
    let line = ["wayline", "check"].into_iter().chain(options.split_whitespace());
    let args = Args::try_parse_from(line.chain([root.to_str().unwrap()])).unwrap();
    let (mut out, mut err) = (anstream::StripStream::new(Vec::new()), anstream::StripStream::new(Vec::new()));
    let outcome = run(&args, &wayline::engine::open, &mut out, &mut err);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Seen { out: text(out.into_inner()), err: text(err.into_inner()), outcome }
}

#[test]
fn one_line_per_finding_where_nobody_watches() {
    let root = shop(SHOP);
    let seen = ask(root.path(), "");
    insta::assert_snapshot!(seen.out, @r"
    main.py:8:12: error[returned-http-exception] `HTTPException` is returned, so the client sees a 200: raise it
    main.py:11:10: error[shadowed-route] `GET /items/all` is never reached: `GET /items/{item_id}` takes its requests
    main.py:16:12: hint[body-on-get] `words` is read from the body, which a GET rarely has: is `Query()` missing?
    ");
    assert_eq!(
        (&*seen.err, seen.outcome),
        ("wayline: 2 errors, 1 hint (1 fixable with --fix); 3 of 3 endpoints resolved\n", Outcome::Found)
    );
}

#[test]
fn of_a_file_that_is_named_only_its_own_findings_are_told_and_mended() {
    let root = shop(SHOP);
    fs::write(root.path().join("other.py"), SHOP).unwrap();
    let seen = ask(&root.path().join("other.py"), "--fix");
    assert!(
        seen.out.lines().count() == 2 && seen.out.lines().all(|line| line.starts_with("other.py:")),
        "{}",
        seen.out
    );
    assert_eq!(fs::read_to_string(root.path().join("main.py")).unwrap(), SHOP);
}

#[test]
fn every_format_says_the_same() {
    let root = shop(SHOP);
    for format in ["full", "json", "json-lines", "github", "gitlab", "junit"] {
        let seen = ask(root.path(), &format!("--output-format {format}"));
        assert_eq!(seen.outcome, Outcome::Found, "{format}");
        insta::assert_snapshot!(format!("check_{}", format.replace('-', "_")), seen.out);
    }
}

#[test]
fn every_format_has_something_to_say_of_a_clean_workspace() {
    let root = shop("from fastapi import FastAPI\napp = FastAPI()\n@app.get('/a')\ndef a(): ...\n");
    let out = |format: &str| {
        let seen = ask(root.path(), &format!("--output-format {format}"));
        assert_eq!(seen.outcome, Outcome::Resolved, "{format}: {}", seen.err);
        seen.out
    };
    assert_eq!((out("full"), out("concise"), out("json-lines"), out("github")), Default::default());
    assert_eq!(out("gitlab"), "[]\n");
    assert!(out("junit").contains(r#"tests="1" failures="0""#));
    let json: serde_json::Value = serde_json::from_str(&out("json")).unwrap();
    assert_eq!(json["findings"], serde_json::json!([]));
}

#[test]
fn sarif_holds_rules_results_fixes_fingerprints_and_relative_paths() {
    let root = shop(SHOP);
    fs::create_dir(root.path().join("ä b")).unwrap();
    fs::write(root.path().join("ä b/late.py"), SHOP).unwrap();
    let log: serde_json::Value = serde_json::from_str(&ask(root.path(), "--output-format sarif").out).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!((log["version"].as_str(), results.len()), (Some("2.1.0"), 6));
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["partialFingerprints"]["wayline/v1"].is_string());
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(["main.py", "%C3%A4%20b/late.py"].contains(&uri), "{uri}");
    }
    let fixed = results.iter().find(|result| result["ruleId"] == "returned-http-exception").unwrap();
    let replacement = &fixed["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "raise");
    assert_eq!(replacement["deletedRegion"]["startLine"], 8);
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn the_level_that_fails_and_the_rules_that_run_can_be_chosen() {
    let root = shop(SHOP);
    let outcome = |options: &str| ask(root.path(), options).outcome;
    assert_eq!(outcome("--select body-on-get"), Outcome::Resolved, "a hint is below --fail-on");
    assert_eq!(outcome("--select body-on-get --fail-on hint"), Outcome::Found);
    assert_eq!(outcome("--ignore routing,outputs"), Outcome::Resolved);
    assert_eq!(outcome("--exit-zero"), Outcome::Resolved);
    let seen = ask(root.path(), "--select shadow-route");
    assert_eq!(seen.outcome, Outcome::CouldNotRun);
    assert_eq!(seen.err, "wayline: --select: no rule is called `shadow-route`; did you mean `shadowed-route`?\n");
    assert_eq!(ask(root.path(), "--statistics --select outputs").out, "    1  returned-http-exception\n");
}

#[test]
fn the_configuration_chooses_too() {
    let root = shop(SHOP);
    let configure = |text: &str| fs::write(root.path().join("wayline.toml"), text).unwrap();
    configure("profile = 'none'\nselect = ['body-on-get']\n[levels]\nbody-on-get = 'error'\n");
    let seen = ask(root.path(), "");
    assert!(seen.out.starts_with("main.py:16:12: error[body-on-get]"), "{}", seen.out);
    assert_eq!(seen.out.lines().count(), 1);
    configure("ignore = ['shadowed-routes']\n");
    let seen = ask(root.path(), "");
    assert!(seen.err.contains("did you mean `shadowed-route`?"), "{}", seen.err);
    assert_eq!(seen.outcome, Outcome::CouldNotRun);
}

#[test]
fn success_is_never_printed_over_an_empty_graph() {
    let root = shop("x = 1\n");
    let seen = ask(root.path(), "");
    assert_eq!((&*seen.out, seen.outcome), ("", Outcome::CouldNotRun));
    assert!(seen.err.starts_with("wayline: nothing was checked: no application found"), "{}", seen.err);
}

#[test]
fn fixes_are_made_and_what_is_left_is_printed() {
    let root = shop(SHOP);
    let seen = ask(root.path(), "--fix");
    assert_eq!(seen.out.lines().count(), 2, "{}", seen.out);
    assert!(seen.err.starts_with("wayline: 1 fix made\n"), "{}", seen.err);
    let text = fs::read_to_string(root.path().join("main.py")).unwrap();
    assert_eq!(text, SHOP.replace("return HTTP", "raise HTTP"));
}

#[test]
fn a_patch_shows_what_would_change_and_changes_nothing() {
    let root = shop(SHOP);
    let seen = ask(root.path(), "--diff");
    insta::assert_snapshot!(seen.out, @r"
    --- a/main.py
    +++ b/main.py
    @@ -5,7 +5,7 @@
     
     @app.get('/items/{item_id}')
     def read_item(item_id: int):
    -    return HTTPException(404)
    +    raise HTTPException(404)
     
     
     @app.get('/items/all')
    ");
    assert_eq!(seen.outcome, Outcome::Found);
    assert_eq!(fs::read_to_string(root.path().join("main.py")).unwrap(), SHOP);
}

#[test]
fn fixes_keep_the_byte_order_mark_line_ends_and_permissions() {
    let root = shop(&format!("\u{feff}{}", SHOP.replace('\n', "\r\n")));
    let path = root.path().join("main.py");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o754)).unwrap();
    }
    ask(root.path(), "--fix");
    let expected = format!("\u{feff}{}", SHOP.replace("return HTTP", "raise HTTP").replace('\n', "\r\n"));
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o754);
    }
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_file_that_is_not_utf_8_or_changed_meanwhile_is_not_mended() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("main.py");
    let mut bytes = SHOP.replace("def read_all", "# \u{1}\ndef read_all").into_bytes();
    let at = bytes.iter().position(|byte| *byte == 1).unwrap();
    bytes[at] = 0xe9;
    fs::write(&path, &bytes).unwrap();
    let seen = ask(root.path(), "--fix");
    assert!(seen.err.contains("wayline: main.py: not mended: it is not UTF-8\n"), "{}", seen.err);
    assert_eq!(fs::read(&path).unwrap(), bytes);

    fs::write(&path, SHOP).unwrap();
    let args = Args::try_parse_from(["wayline", "check", "--fix", root.path().to_str().unwrap()]).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let open: Box<wayline::cli::Open> = Box::new(|question, progress| {
        let snapshot = wayline::engine::open(question, progress);
        fs::write(&path, SHOP.replace("FastAPI()", "FastAPI( )")).unwrap();
        snapshot
    });
    run(&args, &*open, &mut out, &mut err);
    let err = String::from_utf8(err).unwrap();
    assert!(err.contains("main.py: not mended: it has changed since it was read"), "{err}");
    assert_eq!(fs::read_to_string(&path).unwrap(), SHOP.replace("FastAPI()", "FastAPI( )"));
}

#[test]
fn findings_can_go_to_a_file() {
    let root = shop(SHOP);
    let file = root.path().join("found.txt");
    let seen = ask(root.path(), &format!("--output-file {}", file.display()));
    assert_eq!((&*seen.out, seen.outcome), ("", Outcome::Found));
    assert_eq!(fs::read_to_string(file).unwrap().lines().count(), 3);
}
