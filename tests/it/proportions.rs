//! Is every file and every function of the server small enough to read at once?

use crate::sources::{SourceFile, server, visit};
use tree_sitter::Node;

/// The longest file, and what nine in ten files stay within, in lines.
const FILE_LINES: (usize, usize) = (300, 200);
/// The longest function body, what nine in ten stay within, and half of them, in lines between the braces.
const BODY_LINES: (usize, usize, usize) = (60, 22, 8);

/// Something with a length, named for the failure message.
#[derive(Debug)]
struct Measured {
    lines: usize,
    name: String,
}

/// The value that a share of the sorted lengths (in hundredths) stays within.
fn percentile(sorted: &[Measured], hundredths: usize) -> usize {
    let rank = (sorted.len() * hundredths).div_ceil(100).max(1);
    sorted.get(rank - 1).map_or(0, |measured| measured.lines)
}

fn longest_first(measured: &[Measured], over: usize) -> String {
    let offenders = measured.iter().rev().filter(|measured| measured.lines > over);
    offenders.map(|measured| format!("{:5} {}", measured.lines, measured.name)).collect::<Vec<_>>().join("\n")
}

fn assert_within(measured: &[Measured], hundredths: usize, limit: usize) {
    let found = percentile(measured, hundredths);
    let offenders = longest_first(measured, limit);
    assert!(found <= limit, "p{hundredths} is {found} lines, over {limit}; the longer ones:\n{offenders}");
}

fn file_lengths() -> Vec<Measured> {
    let mut lengths: Vec<_> =
        server().into_iter().map(|file| Measured { lines: file.text.lines().count(), name: file.path }).collect();
    lengths.sort_by_key(|measured| measured.lines);
    lengths
}

/// Whether an item stands under `#[cfg(test)]`.
fn is_test(item: Node, text: &str) -> bool {
    let mut before = item.prev_sibling();
    while let Some(node) = before.filter(|node| node.kind().ends_with("comment") || node.kind() == "attribute_item") {
        if text[node.byte_range()].replace(' ', "").contains("cfg(test)") {
            return true;
        }
        before = node.prev_sibling();
    }
    false
}

fn bodies(file: &SourceFile) -> Vec<Measured> {
    let mut found = Vec::new();
    visit(file.tree.root_node(), &mut |node| {
        if matches!(node.kind(), "mod_item" | "function_item") && is_test(node, &file.text) {
            return false;
        }
        if node.kind() == "function_item" {
            found.extend(body(file, node));
        }
        true
    });
    found
}

fn body(file: &SourceFile, function: Node) -> Option<Measured> {
    let (name, body) = (function.child_by_field_name("name")?, function.child_by_field_name("body")?);
    let lines = (body.end_position().row - body.start_position().row).saturating_sub(1).max(1);
    let line = name.start_position().row + 1;
    Some(Measured { lines, name: format!("server/{}:{line} {}", file.path, &file.text[name.byte_range()]) })
}

#[test]
fn no_file_is_too_long() {
    let lengths = file_lengths();
    assert_within(&lengths, 100, FILE_LINES.0);
    assert_within(&lengths, 90, FILE_LINES.1);
}

#[test]
fn no_function_is_too_long() {
    let mut lengths: Vec<_> = server().iter().filter(|file| !file.is_test()).flat_map(bodies).collect();
    lengths.sort_by_key(|measured| measured.lines);
    assert_within(&lengths, 100, BODY_LINES.0);
    assert_within(&lengths, 90, BODY_LINES.1);
    assert_within(&lengths, 50, BODY_LINES.2);
}

#[test]
fn every_file_opens_by_saying_what_it_answers() {
    // The crate's own page may be a file of its own.
    let speaks = |file: &SourceFile| file.text.starts_with("//! ") || file.text.starts_with("#![doc = include_str!(");
    let silent: Vec<_> = server().into_iter().filter(|file| !speaks(file)).map(|file| file.path).collect();
    assert!(silent.is_empty(), "these do not open with `//! `: {silent:#?}");
}

#[test]
fn bodies_of_tests_are_not_counted() {
    let text = "fn a() {\n 1\n}\nimpl B { fn c() {} }\n#[cfg(test)]\nmod tests {\n fn d() {}\n}\n";
    let tree = crate::sources::parse_rust(text);
    let found = bodies(&SourceFile { path: "x.rs".into(), text: text.into(), tree });
    assert_eq!(found.iter().map(|measured| measured.lines).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(percentile(&found, 90), 1);
}
