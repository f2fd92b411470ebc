//! What does the server's own source say? Its files, their tokens and the paths they name, for the structural tests.

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

/// A path as written in the source, groups expanded: `use a::{b, c}` is `a::b` and `a::c`.
pub struct NamedPath {
    pub segments: Vec<String>,
    /// Line of its first segment, 1-based.
    pub line: usize,
    /// Modules written in braces around it: `super` counts from there.
    pub inline_modules: usize,
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
    files_below("server", "rs").iter().map(|path| source_file(path)).collect()
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

/// The paths of a token sequence, with `use` groups expanded.
pub fn named_paths(tokens: &[Token]) -> Vec<NamedPath> {
    let mut found = Vec::new();
    let mut braces: Vec<bool> = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let mut next = index + 1;
        match text_at(tokens, index) {
            "{" => braces.push(index >= 2 && tokens[index - 2].text == "mod"),
            "}" => drop(braces.pop()),
            _ if begins_path(tokens, index) => {
                let (paths, after) = expand(tokens, index);
                let inline_modules = braces.iter().filter(|module| **module).count();
                let named = |segments| NamedPath { segments, line: tokens[index].line, inline_modules };
                found.extend(paths.into_iter().map(named));
                next = after;
            }
            _ => {}
        }
        index = next;
    }
    found
}

fn text_at<'a>(tokens: &[Token<'a>], index: usize) -> &'a str {
    tokens.get(index).map_or("", |token| token.text)
}

fn is_word(text: &str) -> bool {
    text != "use" && text.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
}

/// Whether a token is the first segment of a path of two or more, or names a crate in `use x;`.
fn begins_path(tokens: &[Token], index: usize) -> bool {
    let before = |back: usize| index.checked_sub(back).map_or("", |index| text_at(tokens, index));
    let imported = matches!(before(1), "use" | "crate") || (before(1) == "::" && before(2) == "use");
    let inner = before(1) == "::" && (is_word(before(2)) || before(2) == ">");
    is_word(text_at(tokens, index)) && !inner && (text_at(tokens, index + 1) == "::" || imported)
}

/// The paths that start at a token, and the index after them.
fn expand(tokens: &[Token], mut index: usize) -> (Vec<Vec<String>>, usize) {
    let mut segments = Vec::new();
    loop {
        match text_at(tokens, index) {
            "{" => return expand_group(tokens, index + 1, &segments),
            text if is_word(text) || text == "*" => segments.push(text.to_owned()),
            _ => return (vec![segments], index),
        }
        index += 1;
        if text_at(tokens, index) != "::" {
            return (vec![segments], index);
        }
        index += 1;
    }
}

fn expand_group(tokens: &[Token], mut index: usize, prefix: &[String]) -> (Vec<Vec<String>>, usize) {
    let mut paths = Vec::new();
    while !matches!(text_at(tokens, index), "}" | "") {
        if text_at(tokens, index) == "," {
            index += 1;
            continue;
        }
        let (inner, next) = expand(tokens, index);
        paths.extend(inner.into_iter().map(|path| [prefix, &path].concat()));
        index = next.max(index + 1);
        if text_at(tokens, index) == "as" {
            index += 2;
        }
    }
    (paths, index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths_of(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.into(), text: text.into(), tree: parse_rust(text) };
        file.paths().iter().map(|path| path.segments.join("::")).collect()
    }

    fn crate_paths_of(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.into(), text: text.into(), tree: parse_rust(text) };
        file.crate_paths().iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn groups_are_expanded_and_comments_and_strings_name_nothing() {
        let text =
            "use crate::{a, b::{self, c as d}};\n// crate::x\nconst S: &str = \"crate::y\"; use ::tokio; use std::fs;";
        assert_eq!(paths_of("t/u.rs", text), ["crate::a", "crate::b::self", "crate::b::c", "tokio", "std::fs"]);
    }

    #[test]
    fn paths_inside_macros_and_types_are_seen() {
        let text = "fn f(x: Vec<crate::a::B>) { vec![crate::c::d(), e::<u8>()]; }";
        assert_eq!(paths_of("t/u.rs", text), ["crate::a::B", "crate::c::d", "e"]);
    }

    #[test]
    fn super_counts_from_the_module_it_is_written_in() {
        let text = "use super::a; use super::super::b::c; mod tests { use super::d; use super::super::super::e::f; } use super::g;";
        assert_eq!(crate_paths_of("t/u.rs", text), ["t::a", "b::c", "t::u::d", "e::f", "t::g"]);
        assert_eq!(crate_paths_of("t/mod.rs", "use self::x; use super::y::z;"), ["y::z"]);
    }
}
