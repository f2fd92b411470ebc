//! Which paths does source name? Read from its tokens, with `use` groups expanded.

use crate::sources::Token;

/// A path as written in the source, groups expanded: `use a::{b, c}` is `a::b` and `a::c`.
pub struct NamedPath {
    pub segments: Vec<String>,
    /// Line of its first segment, 1-based.
    pub line: usize,
    /// Modules written in braces around it: `super` counts from there.
    pub inline_modules: usize,
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
    use crate::sources::{parse_rust, tokens};

    fn paths_of(text: &str) -> Vec<String> {
        named_paths(&tokens(&parse_rust(text), text)).iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn groups_are_expanded_and_comments_and_strings_name_nothing() {
        let text =
            "use crate::{a, b::{self, c as d}};\n// crate::x\nconst S: &str = \"crate::y\"; use ::tokio; use std::fs;";
        assert_eq!(paths_of(text), ["crate::a", "crate::b::self", "crate::b::c", "tokio", "std::fs"]);
    }

    #[test]
    fn paths_inside_macros_and_types_are_seen() {
        let text = "fn f(x: Vec<crate::a::B>) { vec![crate::c::d(), e::<u8>()]; }";
        assert_eq!(paths_of(text), ["crate::a::B", "crate::c::d", "e"]);
    }
}
