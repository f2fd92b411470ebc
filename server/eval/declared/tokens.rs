//! Which tokens does a text hold? Trees of them, as macros match and write them.

/// A token, or what stands in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// One token.
    Token(String, Kind),
    /// What stands in brackets; the opening one.
    Group(char, Vec<Tree>),
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Literal,
    Lifetime,
    Sign,
}

/// How deep brackets nest.
const DEPTH: usize = 100;
/// Signs of several characters.
const SIGNS: [&str; 18] =
    ["..=", "...", "::", "=>", "->", "..", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "|=", "&="];

/// The trees of a text; what is not balanced ends early.
pub(super) fn trees(text: &str) -> Vec<Tree> {
    let mut rest = text;
    group(&mut rest, DEPTH)
}

fn group(rest: &mut &str, depth: usize) -> Vec<Tree> {
    let mut found = Vec::new();
    loop {
        skip_blanks(rest);
        let Some(char) = rest.chars().next() else { return found };
        match char {
            '(' | '[' | '{' if depth > 0 => {
                *rest = &rest[1..];
                found.push(Tree::Group(char, group(rest, depth - 1)));
            }
            ')' | ']' | '}' => {
                *rest = &rest[1..];
                return found;
            }
            _ => found.push(token(rest, char)),
        }
    }
}

fn skip_blanks(rest: &mut &str) {
    loop {
        *rest = rest.trim_start();
        if rest.starts_with("//") {
            *rest = rest.find('\n').map_or("", |at| &rest[at..]);
        } else if rest.starts_with("/*") {
            *rest = rest.find("*/").map_or("", |at| &rest[at + 2..]);
        } else {
            return;
        }
    }
}

fn take(rest: &mut &str, length: usize, kind: Kind) -> Tree {
    let length = length.min(rest.len());
    let (token, after) = rest.split_at(length);
    *rest = after;
    Tree::Token(token.to_owned(), kind)
}

fn token(rest: &mut &str, char: char) -> Tree {
    let literal = crate::languages::literal_length(rest);
    if char == '\'' {
        let is_lifetime = literal <= 1;
        let name = rest[1..].find(|c: char| !is_word(c)).map_or(rest.len(), |at| at + 1);
        return take(
            rest,
            if is_lifetime { name } else { literal },
            if is_lifetime { Kind::Lifetime } else { Kind::Literal },
        );
    }
    if literal > 0 {
        return take(rest, literal, Kind::Literal);
    }
    if is_word(char) {
        let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let kind = if char.is_ascii_digit() { Kind::Literal } else { Kind::Word };
        return take(rest, end, kind);
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign)).map_or(char.len_utf8(), |sign| sign.len());
    take(rest, sign, Kind::Sign)
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// The text of trees.
pub(super) fn write(trees: &[Tree], out: &mut String) {
    for tree in trees {
        match tree {
            Tree::Token(text, _) => {
                out.push_str(text);
                out.push(' ');
            }
            Tree::Group(open, inner) => {
                out.push(*open);
                write(inner, out);
                out.push(closing(*open));
                out.push(' ');
            }
        }
    }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
