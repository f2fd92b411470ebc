//! Does `wayline routes` print the true route graph? Probes, wiring cases and live cases against what `FastAPI` served.
//!
//! The truth is data: `tests/probes/truth.json`, `tests/wiring/expected.json`, and `tests/live/recorded/VERSION.json`, which
//! the live lane (`tests/live/run.sh`) checks against the running framework. Rules of comparison as in `tests/oracle/score.py`.

mod rows;

use rows::{Differences, Key, differences, key_of_row, without_converters};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn tests_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn read_json(file: &Path) -> Value {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The rows that `wayline routes --format json .` prints in `tree`, mounts left out.
fn printed(tree: &Path) -> Result<Vec<Value>, String> {
    let run = Command::new(env!("CARGO_BIN_EXE_wayline"))
        .args(["routes", "--format", "json", "."])
        .current_dir(tree)
        .output()
        .map_err(|error| error.to_string())?;
    let output: Value = serde_json::from_slice(&run.stdout)
        .map_err(|_| format!("no JSON ({}): {}", run.status, String::from_utf8_lossy(&run.stderr)))?;
    let rows = output["routes"].as_array().ok_or("no `routes`")?;
    // What is compared with running applications of Python is of Python.
    let is_rust =
        |row: &Value| row["file"].as_str().is_some_and(|file| Path::new(file).extension() == Some("rs".as_ref()));
    Ok(rows.iter().filter(|row| row["method"] != "MOUNT" && !is_rust(row)).cloned().collect())
}

/// Compares one case of `truth.json` or `expected.json`: sets of keys. Rows under a condition may be absent from the truth;
/// web sockets are left out where `sockets` is false.
fn compare_keys(tree: &Path, truth: &[Value], sockets: bool) -> Differences {
    let strings = |row: &Value| {
        row.as_array().into_iter().flatten().map(|part| without_converters(part.as_str().unwrap_or_default())).collect()
    };
    let want: BTreeSet<Key> = truth.iter().map(strings).filter(|key: &Key| sockets || key[0] != "WEBSOCKET").collect();
    let parts = want.first().map_or(4, Vec::len);
    let rows = match printed(tree) {
        Ok(rows) => rows,
        Err(error) => return vec![error],
    };
    let kept = rows.iter().filter(|row| sockets || row["method"] != "WEBSOCKET");
    let have: BTreeSet<Key> = kept
        .filter(|row| row["conditional"].is_null() || want.contains(&key_of_row(row, parts)))
        .map(|row| key_of_row(row, parts))
        .collect();
    let missing = want.difference(&have).map(|key| format!("missing {}", key.join(" ")));
    missing.chain(have.difference(&want).map(|key| format!("extra   {}", key.join(" ")))).collect()
}

/// Fails with one paragraph per wrong case.
fn report(suite: &str, cases: &BTreeMap<String, Differences>) {
    assert!(!cases.is_empty(), "{suite} has no cases");
    let wrong: Vec<_> = cases.iter().filter(|(_, lines)| !lines.is_empty()).collect();
    let mut listing = String::new();
    for (name, lines) in &wrong {
        let _ = write!(listing, "\n{name}\n    {}", lines.join("\n    "));
    }
    assert!(wrong.is_empty(), "{suite}: {} of {} right{listing}", cases.len() - wrong.len(), cases.len());
}

/// Compares each case of a folder with the truth file in it.
fn suite(folder: &str, truth: &str, sockets: bool) -> BTreeMap<String, Differences> {
    let folder = tests_folder().join(folder);
    let truth = read_json(&folder.join(truth));
    let cases = truth.as_object().into_iter().flatten();
    cases
        .map(|(name, rows)| {
            (name.clone(), compare_keys(&folder.join(name), rows.as_array().map_or(&[], Vec::as_slice), sockets))
        })
        .collect()
}

#[test]
fn every_probe_prints_its_true_routes() {
    report("probes", &suite("probes", "truth.json", true));
}

#[test]
fn every_wiring_case_prints_its_true_routes() {
    report("wiring", &suite("wiring", "expected.json", true));
}

#[test]
fn every_live_case_prints_what_the_newest_fastapi_served() {
    report("live, FastAPI 0.165.0", &live("0.165.0"));
}

#[test]
fn every_live_case_prints_what_fastapi_0_115_served() {
    report("live, FastAPI 0.115.14", &live("0.115.14"));
}

/// Compares each recorded case with a copy that pins the version.
fn live(version: &str) -> BTreeMap<String, Differences> {
    let record = read_json(&tests_folder().join(format!("live/recorded/{version}.json")));
    let cases = record.as_object().into_iter().flatten();
    cases
        .map(|(name, truth)| {
            (name.clone(), compare_recorded(name, version, truth.as_array().map_or(&[], Vec::as_slice)))
        })
        .collect()
}

fn compare_recorded(name: &str, version: &str, truth: &[Value]) -> Differences {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let tree = temp.path().join(name);
    std::fs::create_dir_all(&tree).expect("a writable folder");
    copy(&tests_folder().join(name), &tree);
    std::fs::write(tree.join("requirements.txt"), format!("fastapi=={version}\n")).expect("a writable folder");
    match printed(&tree) {
        Ok(rows) => differences(truth, &rows),
        Err(error) => vec![error],
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a readable case").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&target).expect("a writable folder");
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a readable file");
        }
    }
}
