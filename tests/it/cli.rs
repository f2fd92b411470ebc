//! What does a terminal see? The command line answered from a snapshot made by hand.

use crate::snapshots::{empty, library, only_unresolved};
use clap::Parser;
use std::io::{Error, ErrorKind, Write};
use wayline::cli::{Args, Outcome, SchemaOf, run, schema};
use wayline::engine::Snapshot;

/// What a command printed and how it ended.
struct Seen {
    out: String,
    err: String,
    outcome: Outcome,
}

/// Answers a command line over a snapshot, without colours.
fn ask(snapshot: &Snapshot, line: &str) -> Seen {
    let (mut out, mut err) = (anstream::StripStream::new(Vec::new()), anstream::StripStream::new(Vec::new()));
    let outcome = run(&parse(line), &|_, _| Ok(snapshot.clone()), &mut out, &mut err);
    Seen { out: text(out.into_inner()), err: text(err.into_inner()), outcome }
}

fn parse(line: &str) -> Args {
    Args::try_parse_from(line.split_whitespace()).unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_table_groups_by_service_and_ends_with_what_is_unresolved() {
    let seen = ask(&library(), "wayline routes");
    insta::assert_snapshot!("table", seen.out);
    assert_eq!(
        (seen.err.as_str(), seen.outcome),
        (
            "wayline: 1 problem on the way: `wayline doctor` lists them\n\
             wayline: evaluation was cut short in 1 place: `wayline doctor` lists them\n",
            Outcome::Resolved
        )
    );
}

#[test]
fn json_is_one_document() {
    let seen = ask(&library(), "wayline routes --format json");
    insta::assert_snapshot!("json", seen.out);
    assert_eq!(seen.outcome, Outcome::Resolved);
}

#[test]
fn json_lines_are_the_routes_of_the_document() {
    let seen = ask(&library(), "wayline routes --format json-lines");
    let lines: Vec<serde_json::Value> = seen.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let document: serde_json::Value =
        serde_json::from_str(&ask(&library(), "wayline routes --format json").out).unwrap();
    assert_eq!(document["routes"], serde_json::Value::Array(lines));
    assert!(seen.err.starts_with("wayline: 5 of 8 endpoints resolved (2 unresolved places)\n"), "{}", seen.err);
}

#[test]
fn csv_has_a_heading_and_quotes_what_needs_it() {
    let seen = ask(&library(), "wayline routes --format csv");
    insta::assert_snapshot!("csv", seen.out);
    assert!(seen.err.starts_with("wayline: 5 of 8 endpoints resolved (2 unresolved places)\n"), "{}", seen.err);
}

#[test]
fn the_doctor_says_what_was_found_and_what_stands_in_the_way() {
    let seen = ask(&library(), "wayline doctor");
    insta::assert_snapshot!("doctor", seen.out);
    assert_eq!((seen.err.as_str(), seen.outcome), ("", Outcome::Resolved));
}

#[test]
fn the_doctor_tells_programs_the_same() {
    insta::assert_snapshot!("doctor_json", ask(&library(), "wayline doctor --format json").out);
}

#[test]
fn filters_narrow_the_routes_and_not_the_share() {
    let seen = ask(&library(), "wayline routes --service app --method get --path /api/v1/**");
    insta::assert_snapshot!("filtered", seen.out);
    let both = ask(&library(), "wayline routes --method get,websocket --format json-lines");
    assert_eq!(both.out.lines().count(), 4, "two GETs, the handler of every verb and the websocket");
}

#[test]
fn filters_that_leave_nothing_say_so() {
    let seen = ask(&library(), "wayline routes --path /nowhere");
    assert_eq!(seen.outcome, Outcome::Nothing);
    assert!(
        seen.err.ends_with(
            "wayline: none of 5 endpoints matches the filters: widen --service, --method or --path; services are \
         library.main:app, library.admin:create_admin()\n"
        ),
        "{}",
        seen.err
    );
}

#[test]
fn an_empty_result_is_never_a_success() {
    let mut no_python = empty();
    no_python.counts.python_files = 0;
    let cases = [
        (no_python, "no Python or Rust files in services: check the path, .gitignore and `exclude` in wayline.toml"),
        (
            empty(),
            "no application found in 12 files of services: name the file that makes it in `entry` of wayline.toml",
        ),
        (only_unresolved(), "none of 2 endpoints resolved in services: `wayline doctor` says where and why"),
    ];
    for (snapshot, reason) in cases {
        for line in ["wayline routes", "wayline routes --format json", "wayline routes --format csv", "wayline doctor"]
        {
            let seen = ask(&snapshot, line);
            assert_eq!(
                (seen.outcome, seen.err.lines().last().unwrap()),
                (Outcome::Nothing, &*format!("wayline: {reason}"))
            );
        }
    }
}

#[test]
fn a_table_without_endpoints_still_shows_what_is_unresolved() {
    insta::assert_snapshot!("only_unresolved", ask(&only_unresolved(), "wayline routes").out);
}

#[test]
fn a_path_that_does_not_exist_is_one_clear_line() {
    let seen = ask(&library(), "wayline routes no/such/folder");
    assert_eq!(seen.outcome, Outcome::CouldNotRun);
    assert_eq!(seen.err.lines().count(), 1);
    assert!(seen.err.starts_with("wayline: no/such/folder: ") && seen.err.contains("give a folder"), "{}", seen.err);
}

#[test]
fn a_workspace_that_cannot_be_opened_is_one_clear_line() {
    let mut err = anstream::StripStream::new(Vec::new());
    let why = "wayline.toml:3: unknown key `exlude`; did you mean `exclude`?";
    let outcome = run(&parse("wayline doctor"), &|_, _| Err(why.into()), &mut Vec::new(), &mut err);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert_eq!(text(err.into_inner()), format!("wayline: {why}\n"));
}

#[test]
fn a_pattern_that_is_no_pattern_is_one_clear_line() {
    let seen = ask(&library(), "wayline routes --path /a[");
    assert_eq!(seen.outcome, Outcome::CouldNotRun);
    assert!(seen.err.starts_with("wayline: --path: ") && seen.err.lines().count() == 1, "{}", seen.err);
}

/// A reader that has gone away, as `head` does.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(Error::from(ErrorKind::BrokenPipe))
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Err(Error::from(ErrorKind::BrokenPipe))
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let lines =
        ["routes", "routes --format json", "routes --format csv", "routes --format json-lines", "doctor", "schema"];
    for line in lines {
        let mut err = Vec::new();
        let outcome = run(&parse(&format!("wayline {line}")), &|_, _| Ok(library()), &mut Gone, &mut err);
        assert_eq!((outcome, text(err)), (Outcome::Resolved, String::new()), "{line}");
    }
}

#[test]
fn names_of_a_workspace_cannot_steer_the_terminal() {
    let mut snapshot = library();
    let endpoint = &mut std::sync::Arc::make_mut(&mut snapshot.api).endpoints[0];
    std::sync::Arc::make_mut(endpoint).path = "/a\u{1b}[2J".to_owned();
    std::sync::Arc::make_mut(&mut snapshot.paths)[1] = "library/\u{1b}]0;title\u{7}.py".to_owned();
    let mut out = Vec::new();
    run(&parse("wayline routes"), &|_, _| Ok(snapshot.clone()), &mut out, &mut Vec::new());
    let out = text(out);
    assert!(!out.contains("\u{1b}[2J") && !out.contains("\u{1b}]0"), "{out}");
    assert!(out.contains("/a\\u{1b}[2J"));
}

#[test]
fn the_published_schemas_are_those_of_the_code() {
    let of_actions = [(SchemaOf::Offers, "offers"), (SchemaOf::Action, "action")];
    let all = [(SchemaOf::Routes, "routes"), (SchemaOf::Doctor, "doctor"), (SchemaOf::Check, "check")];
    for (of, file) in all.into_iter().chain(of_actions) {
        let path = format!("{}/docs/{file}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let published = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert!(published == schema(of), "run `cargo run -- schema {file} > docs/{file}.schema.json`");
    }
}

#[test]
fn the_version_is_semantic_and_names_the_commit() {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_wayline")).arg("--version").output().unwrap();
    let version = text(run.stdout);
    let commit = version.trim().strip_prefix(concat!("wayline ", env!("CARGO_PKG_VERSION"), " (")).unwrap();
    let commit = commit.strip_suffix(')').unwrap();
    assert!(commit == "unknown" || commit.chars().all(|c| c.is_ascii_hexdigit()), "{version}");
}
