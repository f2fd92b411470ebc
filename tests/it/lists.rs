//! Does every list say what its folder holds?

use crate::sources::{files_below, parse_rust, relative, server, tokens};
use std::collections::BTreeSet;

/// The modules that a file declares without a body.
fn declared_modules(text: &str) -> Vec<String> {
    let tree = parse_rust(text);
    let tokens = tokens(&tree, text);
    let declaration = |at: &[crate::sources::Token]| at[0].text == "mod" && at[2].text == ";";
    tokens.windows(3).filter(|at| declaration(at)).map(|at| at[1].text.to_owned()).collect()
}

/// The files a declaration may mean, relative to the folder of the source: `a/b.rs` declares `a/b/c.rs`.
fn files_of_module(declaring: &str, module: &str) -> [String; 2] {
    let stem = declaring.trim_end_matches(".rs");
    let is_root = ["lib", "main", "mod"].contains(&stem.rsplit('/').next().unwrap_or(stem));
    let folder = if is_root { stem.rsplit_once('/').map_or("", |(folder, _)| folder) } else { stem };
    let base = if folder.is_empty() { module.to_owned() } else { format!("{folder}/{module}") };
    [format!("{base}.rs"), format!("{base}/mod.rs")]
}

#[test]
fn every_source_file_is_a_module() {
    let files = server();
    let reached: BTreeSet<_> = files
        .iter()
        .flat_map(|file| declared_modules(&file.text).into_iter().map(|module| files_of_module(&file.path, &module)))
        .flatten()
        .collect();
    let roots = ["lib.rs", "main.rs", "build.rs"];
    let lost: Vec<_> = files
        .iter()
        .map(|file| &file.path)
        .filter(|path| !reached.contains(*path) && !roots.contains(&path.as_str()))
        .collect();
    assert!(lost.is_empty(), "no `mod` line leads to: {lost:#?}");
}

#[test]
fn every_integration_test_is_a_module() {
    let declared: BTreeSet<_> = declared_modules(include_str!("main.rs")).into_iter().collect();
    let files: BTreeSet<_> = files_below("tests/it", "rs")
        .iter()
        .map(|path| relative(path, "tests/it"))
        .filter(|path| path != "main.rs")
        .map(|path| path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned())
        .collect();
    assert_eq!(declared, files, "the `mod` lines of tests/it/main.rs and its folder");
}
