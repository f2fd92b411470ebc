//! Does anything one can type bring evaluation down? Mutated programs end within bounds, and every row is whole.
//!
//! Programs are pieces of the live cases with tokens and lines deleted, doubled, swapped and cut off. The seed is fixed;
//! the long lane asks for more with `PROPTEST_CASES` and for others with `PROPTEST_RNG_SEED`.

#![allow(clippy::trivially_copy_pass_by_ref)] // the strategies of proptest hand out references

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use wayline::engine::{Extent, Question, Snapshot, open};
use wayline::eval::{Bounds, HOLE};

/// How many starts a workspace of two files can have at the very most: its files, functions and handlers.
const STARTS: u64 = 20;

/// What half-typed code, merges and slips of the hand leave behind.
const SLIPS: [&str; 18] = [
    "(",
    ")",
    "[",
    "{",
    "'",
    "\"\"\"",
    "@",
    ".",
    "*",
    "**",
    " = ",
    "\n",
    "while True:\n    ",
    "lambda: ",
    "del ",
    "yield ",
    "\0",
    "\u{fdd0}",
];

static PROGRAMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live/cases");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(cases).expect("the live cases").flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders.iter().filter_map(|folder| std::fs::read_to_string(folder.join("main.py")).ok()).collect()
});

/// One change of a program; positions are taken as shares of its length.
#[derive(Clone, Debug)]
enum Mutation {
    DeleteToken(Index),
    DoubleToken(Index),
    SwapTokens(Index, Index),
    DeleteLine(Index),
    DoubleLine(Index),
    SwapLines(Index, Index),
    Indent(Index),
    Slip(Index, &'static str),
    CutOff(Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    use Mutation::*;
    let at = any::<Index>;
    prop_oneof![
        4 => at().prop_map(DeleteToken),
        2 => at().prop_map(DoubleToken),
        4 => (at(), at()).prop_map(|(from, to)| SwapTokens(from, to)),
        2 => at().prop_map(DeleteLine),
        2 => at().prop_map(DoubleLine),
        4 => (at(), at()).prop_map(|(from, to)| SwapLines(from, to)),
        2 => at().prop_map(Indent),
        4 => (at(), select(&SLIPS[..])).prop_map(|(place, slip)| Slip(place, slip)),
        1 => at().prop_map(CutOff),
    ]
}

/// A program made of one or two live cases.
fn program() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(select(&PROGRAMS[..]), 1..3);
    (pieces, prop::collection::vec(mutation(), 0..12))
        .prop_map(|(pieces, mutations)| mutations.iter().fold(pieces.concat(), |text, change| mutated(&text, change)))
}

fn mutated(text: &str, change: &Mutation) -> String {
    let (mut tokens, mut lines) = (tokens(text), text.split_inclusive('\n').collect::<Vec<_>>());
    match change {
        _ if text.is_empty() => String::new(),
        Mutation::DeleteToken(at) => without(tokens, at),
        Mutation::DoubleToken(at) => doubled(tokens, at),
        Mutation::SwapTokens(from, to) => swapped(&mut tokens, from, to),
        Mutation::DeleteLine(at) => without(lines, at),
        Mutation::DoubleLine(at) => doubled(lines, at),
        Mutation::SwapLines(from, to) => swapped(&mut lines, from, to),
        Mutation::Indent(at) => with(lines, at, "    "),
        Mutation::Slip(at, slip) => with(tokens, at, slip),
        Mutation::CutOff(at) => tokens[..at.index(tokens.len())].concat(),
    }
}

/// Words, runs of blanks, and single signs.
fn tokens(text: &str) -> Vec<&str> {
    let class = |char: char| match char {
        ' ' => 1,
        char if char.is_alphanumeric() || char == '_' => 2,
        _ => 0,
    };
    let ends = text.char_indices().zip(text.chars().skip(1).map(Some).chain([None]));
    let ends =
        ends.filter(|((_, char), next)| class(*char) == 0 || next.is_none_or(|next| class(next) != class(*char)));
    let mut start = 0;
    ends.map(|((at, char), _)| &text[std::mem::replace(&mut start, at + char.len_utf8())..at + char.len_utf8()])
        .collect()
}

fn without(mut parts: Vec<&str>, at: &Index) -> String {
    parts.remove(at.index(parts.len()));
    parts.concat()
}

fn doubled(parts: Vec<&str>, at: &Index) -> String {
    let part = parts[at.index(parts.len())];
    with(parts, at, part)
}

fn with<'t>(mut parts: Vec<&'t str>, at: &Index, part: &'t str) -> String {
    parts.insert(at.index(parts.len()), part);
    parts.concat()
}

fn swapped(parts: &mut [&str], from: &Index, to: &Index) -> String {
    parts.swap(from.index(parts.len()), to.index(parts.len()));
    parts.concat()
}

/// Opens a workspace of two programs; fails where evaluation panics.
fn opened(main: &str, other: &str) -> Snapshot {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [("main.py", main), ("other.py", other)] {
        std::fs::write(folder.path().join(name), text).expect("a writable folder");
    }
    let question = Question { paths: &[folder.path().to_owned()], extent: Extent::Counts };
    open(&question, &|_| ()).expect("an answer")
}

fn assert_sound(snapshot: &Snapshot) {
    let api = &snapshot.api;
    assert!(api.effort.steps < STARTS * Bounds::default().steps, "{} steps", api.effort.steps);
    for endpoint in &api.endpoints {
        let words = [&endpoint.path, &endpoint.method, &endpoint.name, &endpoint.handler.qualname];
        assert!(words.iter().all(|word| !word.contains(HOLE)), "a hole in {words:?}");
        assert!(api.services.get(endpoint.service).is_some(), "{} belongs to no service", endpoint.path);
        assert!(!snapshot.locate(endpoint.route).file.is_empty(), "{} stands nowhere", endpoint.path);
    }
    assert!(api.unresolved.iter().all(|one| !one.reason.contains(HOLE)), "a hole in {:?}", api.unresolved);
}

fn config() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64);
    let seed = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 300,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn mutated_programs_end_within_bounds_and_give_whole_rows(main in program(), other in program()) {
        assert_sound(&opened(&main, &format!("from main import *\n{other}")));
    }
}

#[test]
fn tokens_are_the_whole_text() {
    assert_eq!(tokens("a_1  = b.c('ü')\n"), ["a_1", "  ", "=", " ", "b", ".", "c", "(", "'", "ü", "'", ")", "\n"]);
}
