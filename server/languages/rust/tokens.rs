//! How do the tokens inside a macro or attribute fall into pieces? At commas outside of brackets, strings and comments.

/// What stands between two commas, blanks around it left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// Its text.
    pub text: &'t str,
    /// Where it starts, counted as the text around it is.
    pub start: usize,
}

/// How long the token at the start of a text is that brackets and commas do not count in: a string, character, lifetime
/// or comment. 0 if there is none.
pub(in crate::languages) fn opaque(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'"') => quoted(bytes, 0),
        Some(b'/') if text.starts_with("//") => text.find('\n').map_or(text.len(), |end| end + 1),
        Some(b'/') if text.starts_with("/*") => text.find("*/").map_or(text.len(), |end| end + 2),
        Some(b'r' | b'b' | b'c') => prefixed(text),
        Some(b'\'') => character(text),
        _ => 0,
    }
}

fn quoted(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A raw string or a string of bytes.
fn prefixed(text: &str) -> usize {
    let rest = text.trim_start_matches(['b', 'c']);
    let before = text.len() - rest.len();
    if before > 1 {
        return 0;
    }
    if rest.starts_with('"') && before > 0 {
        return quoted(text.as_bytes(), before);
    }
    let Some(raw) = rest.strip_prefix('r') else { return 0 };
    let inside = raw.trim_start_matches('#');
    let hashes = raw.len() - inside.len();
    let Some(body) = inside.strip_prefix('"') else { return 0 };
    let end = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len();
    body.find(&end).map_or(text.len(), |at| start + at + end.len())
}

fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => text.get(3..).and_then(|rest| rest.find('\'')).map_or(text.len(), |at| at + 4),
        Some((at, char)) if text[at + char.len_utf8()..].starts_with('\'') => at + char.len_utf8() + 1,
        // A lifetime.
        _ => 1,
    }
}

/// Whether a word goes on before a byte of a text, so that what begins there is no prefix of a literal.
fn in_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(|char: char| char.is_alphanumeric() || char == '_')
}

/// The pieces of a text; `start` is where it begins.
pub fn pieces(text: &str, start: usize) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut depth, mut begin, mut at) = (0_usize, 0, 0);
    while at < text.len() {
        let skipped = if in_word(text, at) { 0 } else { opaque(&text[at..]) };
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let char = text[at..].chars().next().unwrap_or(' ');
        match char {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.extend(piece(text, begin, at, start));
                begin = at + 1;
            }
            _ => {}
        }
        at += char.len_utf8();
    }
    found.extend(piece(text, begin, text.len(), start));
    found
}

fn piece(text: &str, begin: usize, end: usize, start: usize) -> Option<Piece<'_>> {
    let mut inside = text.get(begin..end.min(text.len()))?;
    let mut at = begin;
    loop {
        let trimmed = inside.trim_start();
        at += inside.len() - trimmed.len();
        let comment = if trimmed.starts_with("//") || trimmed.starts_with("/*") { opaque(trimmed) } else { 0 };
        inside = &trimmed[comment..];
        at += comment;
        if comment == 0 {
            break;
        }
    }
    let inside = inside.trim_end();
    (!inside.is_empty()).then_some(Piece { text: inside, start: start + at })
}

/// Splits `name = value`.
pub(super) fn keyword(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim_end();
    let is_name = !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || char == '_');
    let is_other = value.starts_with(['=', '>']);
    (is_name && !is_other).then_some((name, value))
}
