//! Does every layer use only lower ones, and every outside crate stay behind its fence?

use crate::paths::NamedPath;
use crate::sources::{SourceFile, server};

/// The layers with their rank: a layer uses itself and those of a lower rank, never another of its own rank.
const LAYERS: &[(&str, u8)] = &[
    ("text", 1),
    ("syntax", 2),
    ("facts", 3),
    ("languages", 4),
    ("eval", 5),
    ("frameworks", 6),
    ("api", 7),
    ("edit", 8),
    ("rules", 9),
    ("actions", 9),
    ("completion", 9),
    ("ide", 9),
    ("engine", 10),
    ("lsp", 11),
    ("cli", 11),
    ("lib", 12),
    ("main", 12),
    ("build", 12),
];

/// Outside paths and the only places that may name them. The last ones hold the promises that the stages read no
/// clock and no environment, open no connection and execute nothing. The build script is not part of the product.
const FENCES: &[(&str, &[&str])] = &[
    ("tower_lsp", &["lsp"]),
    ("ls_types", &["lsp"]),
    ("tower_service", &["lsp"]),
    ("futures_util", &["lsp"]),
    ("rustix", &["lsp"]),
    ("tokio", &["lsp"]),
    ("tree_sitter", &["syntax", "languages", "frameworks", "edit"]),
    ("tree_sitter_python", &["syntax", "languages", "frameworks", "edit"]),
    ("tree_sitter_rust", &["syntax", "languages", "frameworks", "edit"]),
    ("ropey", &["text", "syntax", "engine"]),
    ("dashmap", &["engine"]),
    ("serde_json", &["lsp", "cli", "engine"]),
    ("std::fs", &["engine", "cli"]),
    ("std::env", &["engine", "lsp", "cli", "main"]),
    ("std::time::Instant", &["engine", "lsp", "cli"]),
    ("std::time::SystemTime", &["engine", "lsp", "cli"]),
    ("std::process", &["lsp", "cli", "main"]),
    ("std::process::Command", &[]),
    ("std::net", &[]),
];

fn rank(layer: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == layer).map(|(_, rank)| *rank)
}

fn is_lower_or_own(file: &SourceFile, target: &str) -> bool {
    match (rank(file.layer()), rank(target)) {
        (Some(own), Some(other)) => file.layer() == target || other < own,
        _ => false,
    }
}

fn is_below(path: &NamedPath, fence: &str) -> bool {
    let mut segments = path.segments.iter();
    fence.split("::").all(|part| segments.next().is_some_and(|segment| segment == part))
}

fn place(file: &SourceFile, path: &NamedPath) -> String {
    format!("server/{}:{} names {}", file.path, path.line, path.segments.join("::"))
}

fn breaches_of_order(file: &SourceFile) -> Vec<String> {
    let upward = |path: &NamedPath| !path.segments.first().is_some_and(|target| is_lower_or_own(file, target));
    file.crate_paths().iter().filter(|path| upward(path)).map(|path| place(file, path)).collect()
}

fn breaches_of_fences(file: &SourceFile) -> Vec<String> {
    let fenced = |path: &NamedPath| {
        FENCES.iter().any(|(fence, inside)| is_below(path, fence) && !inside.contains(&file.layer()))
    };
    file.paths().iter().filter(|path| fenced(path)).map(|path| place(file, path)).collect()
}

#[test]
fn every_file_belongs_to_a_layer() {
    let homeless: Vec<_> = server().into_iter().filter(|file| rank(file.layer()).is_none()).map(|f| f.path).collect();
    assert!(homeless.is_empty(), "not in the table of layers: {homeless:#?}");
}

#[test]
fn a_layer_uses_only_lower_layers() {
    let breaches: Vec<_> = server().iter().flat_map(breaches_of_order).collect();
    assert!(breaches.is_empty(), "used from below or beside, or not a layer:\n{}", breaches.join("\n"));
}

#[test]
fn outside_crates_stay_behind_their_fences() {
    let breaches: Vec<_> = server().iter().filter(|f| f.layer() != "build").flat_map(breaches_of_fences).collect();
    assert!(breaches.is_empty(), "named outside its fence (see FENCES):\n{}", breaches.join("\n"));
}

#[test]
fn a_breach_is_noticed() {
    let text = "use crate::{text::Span, api::Api};\nuse super::super::engine;\nuse std::{fs, io};\nfn f() { ropey::Rope::new(); }";
    let tree = crate::sources::parse_rust(text);
    let file = SourceFile { path: "facts/code.rs".into(), text: text.into(), tree };
    assert_eq!(
        breaches_of_order(&file),
        ["server/facts/code.rs:1 names api::Api", "server/facts/code.rs:2 names engine"]
    );
    assert_eq!(
        breaches_of_fences(&file),
        ["server/facts/code.rs:3 names std::fs", "server/facts/code.rs:4 names ropey::Rope::new"]
    );
}
