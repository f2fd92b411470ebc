//! What does the server's own source say? Its files, their tokens and the paths they name, for the structural tests.

use crate::paths::{NamedPath, named_paths};
use std::fs;
use std::path::{Path, PathBuf};
use tree_sitter::{Node, Parser, Tree};

/// One Rust file below `server/`.
pub struct SourceFile {
    /// Path relative to `server/`, with forward slashes.
    pub path: String,
    pub text: String,
    pub tree: Tree,
}

/// One token that is neither comment nor literal.
#[derive(Clone, Copy)]
pub struct Token<'a> {
    pub text: &'a str,
    /// Line, 1-based.
    pub line: usize,
}

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder of the package whose name has the extension, sorted.
pub fn files_below(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder").map(|entry| entry.expect("an entry").path()) {
            match entry.is_dir() {
                true => folders.push(entry),
                false if entry.extension().is_some_and(|found| found == extension) => files.push(entry),
                false => {}
            }
        }
    }
    files.sort();
    files
}

/// A path relative to a folder of the package, with forward slashes.
pub fn relative(path: &Path, folder: &str) -> String {
    let inner = path.strip_prefix(root().join(folder)).expect("a path below the folder");
    inner.to_str().expect("UTF-8").replace('\\', "/")
}

/// Every Rust file of the server, parsed.
pub fn server() -> Vec<SourceFile> {
    files_below("server", "rs").iter().filter(|path| !is_model(path)).map(|path| source_file(path)).collect()
}

/// Whether a file is no module but a text that the one beside it includes: a model in the analysed language.
fn is_model(path: &Path) -> bool {
    let beside = fs::read_to_string(path.with_file_name("mod.rs")).unwrap_or_default();
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    beside.contains(&format!("include_str!(\"{name}\")"))
}

fn source_file(path: &Path) -> SourceFile {
    let text = fs::read_to_string(path).expect("a readable file");
    SourceFile { path: relative(path, "server"), tree: parse_rust(&text), text }
}

pub fn parse_rust(text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_rust::LANGUAGE.into()).expect("the pinned grammar");
    parser.parse(text, None).expect("a tree")
}

impl SourceFile {
    /// The layer the file belongs to: its first folder, or `lib`, `main` and `build`.
    pub fn layer(&self) -> &str {
        let first = self.path.split('/').next().expect("a path");
        first.trim_end_matches(".rs")
    }

    /// The module path of the file below the crate: `text/position.rs` is `["text", "position"]`.
    pub fn module(&self) -> Vec<String> {
        let stem = self.path.trim_end_matches(".rs").trim_end_matches("/mod");
        stem.split('/').filter(|part| !matches!(*part, "lib" | "main")).map(String::from).collect()
    }

    /// Whether the file holds tests of the module it belongs to.
    pub fn is_test(&self) -> bool {
        self.module().iter().any(|part| part == "tests")
    }

    pub fn paths(&self) -> Vec<NamedPath> {
        named_paths(&tokens(&self.tree, &self.text))
    }

    /// The paths that lead somewhere in this crate, written from its root.
    pub fn crate_paths(&self) -> Vec<NamedPath> {
        self.paths().into_iter().filter_map(|path| self.resolved(path)).collect()
    }

    /// `crate::a` is `a`; `super::a` counts up from the module it is written in, and an empty path is the root.
    fn resolved(&self, path: NamedPath) -> Option<NamedPath> {
        let NamedPath { segments, line, inline_modules } = path;
        let selfs = segments.iter().take_while(|part| *part == "self").count();
        let supers = segments[selfs..].iter().take_while(|part| *part == "super").count();
        let mut base = Vec::new();
        if supers > 0 {
            base = self.module();
            base.extend((0..inline_modules).map(|_| "(inline)".to_owned()));
            base.truncate(base.len().saturating_sub(supers));
        } else if segments[0] != "crate" {
            return None;
        }
        base.extend_from_slice(&segments[(selfs + supers).max(usize::from(supers == 0))..]);
        Some(NamedPath { segments: base, line, inline_modules })
    }
}

/// The tokens of a tree, without comments and literals, which name nothing.
pub fn tokens<'a>(tree: &Tree, text: &'a str) -> Vec<Token<'a>> {
    let mut found = Vec::new();
    visit(tree.root_node(), &mut |node| {
        let silent = node.kind().ends_with("comment") || node.kind().ends_with("_literal");
        if !silent && node.child_count() == 0 {
            found.push(Token { text: &text[node.byte_range()], line: node.start_position().row + 1 });
        }
        !silent
    });
    found
}

/// Visits nodes in source order; the visitor says whether to go on below one.
pub fn visit<'t>(root: Node<'t>, visitor: &mut impl FnMut(Node<'t>) -> bool) {
    let mut pending = vec![root];
    while let Some(node) = pending.pop() {
        if visitor(node) {
            let mut cursor = node.walk();
            let children: Vec<_> = node.children(&mut cursor).collect();
            pending.extend(children.into_iter().rev());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crate_paths_of(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.into(), text: text.into(), tree: parse_rust(text) };
        file.crate_paths().iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn super_counts_from_the_module_it_is_written_in() {
        let text = "use super::a; use super::super::b::c; mod tests { use super::d; use super::super::super::e::f; } use super::g;";
        assert_eq!(crate_paths_of("t/u.rs", text), ["t::a", "b::c", "t::u::d", "e::f", "t::g"]);
        assert_eq!(crate_paths_of("t/mod.rs", "use self::x; use super::y::z;"), ["y::z"]);
    }
}
