//! Is every page of a rule true? Its examples are checked as they stand.

use super::page::{Example, Expected, examples, is_rust, without_carets};
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;
use wayline::edit::apply;
use wayline::engine::{self, Extent, Question, Snapshot};
use wayline::rules::{Checked, Finding, Profile, RULES, Rule, Selection};

fn open(files: &[(String, String)]) -> (TempDir, Snapshot) {
    let root = tempfile::tempdir().unwrap();
    let has_version = files.iter().any(|(path, _)| path == "requirements.txt");
    if !has_version {
        std::fs::write(root.path().join("requirements.txt"), "fastapi==0.165.0\n").unwrap();
    }
    for (path, text) in files {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let question = Question { paths: &[root.path().to_owned()], extent: Extent::Tests };
    let snapshot = engine::open(&question, &|_| {}).unwrap();
    (root, snapshot)
}

fn check(snapshot: &Snapshot) -> Checked {
    let checked = snapshot.check(&Selection::of(Profile::All));
    assert_eq!(checked.failed, [""; 0]);
    checked
}

/// A finding as a comment of carets would state it: on the first line it marks.
fn stated(snapshot: &Snapshot, finding: &Finding) -> Expected {
    let facts = &snapshot.facts[&finding.at.file];
    let line = facts.line(finding.span.start);
    let start = facts.lines[line as usize - 1];
    let end = facts.lines.get(line as usize).map_or(facts.text.len() as u32, |next| next - 1);
    Expected {
        line,
        start: finding.span.start - start,
        end: finding.span.end.min(end) - start,
        message: finding.message.clone(),
    }
}

/// The comment that would state a finding; `sign` begins it.
fn comment(expected: &Expected, sign: &str) -> String {
    let Expected { line, start, end, message } = expected;
    let carets = "^".repeat((end - start) as usize);
    match (*start as usize).checked_sub(sign.len()) {
        None => format!("{line}: {sign}{} {message}", carets.get(sign.len()..).unwrap_or_default()),
        Some(blanks) => format!("{line}: {sign}{}{carets} {message}", " ".repeat(blanks)),
    }
}

fn assert_states(rule: &Rule, example: &Example, wrong: &mut Vec<String>) {
    let (_root, snapshot) = open(&example.files);
    let checked = check(&snapshot);
    let expected: BTreeSet<_> = example.expected().into_iter().collect();
    let of_rule = checked.findings.iter().filter(|finding| finding.rule == rule.name);
    let found: BTreeSet<_> = of_rule.map(|finding| stated(&snapshot, finding)).collect();
    let is_rust = example.files.last().is_some_and(|(path, _)| is_rust(path));
    let sign = if is_rust { "//" } else { "#" };
    let lines: Vec<_> = found.iter().map(|found| comment(found, sign)).collect();
    if expected != found {
        let unresolved = &snapshot.api.unresolved;
        wrong.push(format!("{}: found\n{}\nin\n{}{unresolved:?}", rule.name, lines.join("\n"), example.text()));
    }
    let others: Vec<_> = checked.findings.iter().filter(|finding| finding.rule != rule.name).collect();
    if !others.is_empty() {
        wrong.push(format!("{}: other rules find {others:#?} in\n{}", rule.name, example.text()));
    }
    if let Some(fixed) = example.fixed.as_ref().filter(|_| wrong.is_empty()) {
        assert_fixes(rule, example, fixed);
    }
}

/// The text once every fix is made, on which nothing is found any more.
fn assert_fixes(rule: &Rule, example: &Example, fixed: &str) {
    let mut files = example.files.clone();
    if let Some((_, text)) = files.last_mut() {
        *text = without_carets(text);
    }
    let (_root, snapshot) = open(&files);
    let fixes: Vec<_> = check(&snapshot).findings.into_iter().filter_map(|finding| finding.fix).collect();
    let splices: Vec<_> = fixes.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.splice).collect();
    let (_, text) = files.last_mut().unwrap();
    *text = apply(text, splices).expect("fixes do not overlap");
    assert_eq!(text, fixed, "{}: the fixed text", rule.name);
    let (_root, snapshot) = open(&files);
    assert_eq!(check(&snapshot).findings, [], "{}: after the fix", rule.name);
}

#[test]
fn every_example_states_exactly_what_is_found() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in examples(rule.page) {
            assert_states(rule, &example, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_page_has_bad_and_good_examples_and_fixes_where_the_rule_says_so() {
    for rule in RULES {
        let examples = examples(rule.page);
        assert!(examples.iter().any(|example| example.is_bad), "{}: no bad example", rule.name);
        assert!(examples.iter().any(|example| !example.is_bad), "{}: no good example", rule.name);
        let states = |example: &Example| example.is_bad != example.expected().is_empty();
        assert!(examples.iter().all(states), "{}: bad examples state findings, good ones none", rule.name);
        let fixed = examples.iter().any(|example| example.fixed.is_some());
        assert_eq!(fixed, rule.fixes, "{}: shows a fix if it has one", rule.name);
    }
}
