//! What does a page of an action hold? Files with a cursor, and the files after an action with some settings.

use crate::rules::page::MANIFEST;
use std::path::Path;

/// Files before, and what comes of one offer.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Path and text of each file; one of them holds `$0`, where the cursor is.
    pub files: Vec<(String, String)>,
    /// What `after` fences say of this offer; files that they do not name stay as they are.
    pub after: Vec<(String, String)>,
    /// The settings that choose the offer.
    pub set: Vec<(String, String)>,
    /// Why nothing is done instead.
    pub refused: Option<String>,
}

/// The examples of a page. Fences:
/// - ```` ```python [PATH] ````: a file before. The first one after an `after` or `refused` fence begins a new example.
/// - ```` ```python after [PATH] [NAME=VALUE …] ````: a file after the offer that the settings choose. Fences in a row with
///   the same settings are of one offer.
/// - ```` ```text refused [NAME=VALUE …] ````: the reason for which nothing is done.
///
/// A fence that names no path is `main.py`, or `src/main.rs` if it is Rust.
pub fn examples(page: &str) -> Vec<Example> {
    let (mut files, mut found) = (Vec::new(), Vec::<Example>::new());
    let mut is_fresh = true;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let text: String = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        let words: Vec<&str> = info.split(' ').collect();
        let set: Vec<(String, String)> = words.iter().filter_map(|word| word.split_once('=')).map(owned).collect();
        let is = |word: &str| words.contains(&word);
        let path = words.iter().skip(1).find(|word| word.contains(['.', '/']) && !word.contains('='));
        let path = path.copied().unwrap_or(if words[0] == "rust" { "src/main.rs" } else { "main.py" }).to_owned();
        if is("refused") {
            let (files, refused) = (with_manifest(&files), Some(text.trim_end().to_owned()));
            found.push(Example { files, set, refused, after: Vec::new() });
            is_fresh = false;
        } else if is("after") {
            let is_same = |last: &&mut Example| !is_fresh && last.set == set && !last.after.is_empty();
            match found.last_mut().filter(is_same).filter(|last| last.after.iter().all(|(known, _)| *known != path)) {
                Some(last) => last.after.push((path, text)),
                None => {
                    found.push(Example { files: with_manifest(&files), set, after: vec![(path, text)], refused: None });
                }
            }
            is_fresh = false;
        } else {
            if !std::mem::replace(&mut is_fresh, true) {
                files.clear();
            }
            files.push((path, text));
        }
    }
    found
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// Examples in Rust without a manifest have one with the current frameworks.
fn with_manifest(files: &[(String, String)]) -> Vec<(String, String)> {
    let is_rust = |path: &str| Path::new(path).extension().is_some_and(|extension| extension == "rs");
    let mut files = files.to_vec();
    let has_rust = files.iter().any(|(path, _)| is_rust(path));
    if has_rust && !files.iter().any(|(path, _)| path.ends_with("Cargo.toml")) {
        files.insert(0, ("Cargo.toml".to_owned(), MANIFEST.to_owned()));
    }
    files
}
