//! What text does the inside of a string literal stand for? Escapes, line endings, doubled braces.

use std::borrow::Cow;
use std::str::Chars;

/// The evaluator's sign for an unknown part of a string; a literal cannot have it.
const HOLE: char = '\u{FDD0}';

/// How to read the inside of a literal.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// Backslashes stand for themselves.
    pub(super) raw: bool,
    /// Only escapes for bytes count.
    pub(super) bytes: bool,
    /// `{{` and `}}` stand for single braces.
    pub(super) braces: bool,
}

/// The text that the inside of a literal stands for; `None` if it has a character given by its Unicode name.
pub(super) fn resolve(inside: &str, style: Style) -> Option<Cow<'_, str>> {
    // 0xEF starts the bytes of the hole, and of little else.
    let is_plain = memchr::memchr3(b'\\', b'\r', 0xEF, inside.as_bytes()).is_none();
    let has_braces = style.braces && memchr::memchr2(b'{', b'}', inside.as_bytes()).is_some();
    if is_plain && !has_braces {
        return Some(Cow::Borrowed(inside));
    }
    let mut resolved = String::with_capacity(inside.len());
    let mut rest = inside.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' if !style.raw => escape(&mut rest, style.bytes, &mut resolved)?,
            '\r' => {
                skip(&mut rest, '\n');
                resolved.push('\n');
            }
            '{' | '}' if style.braces => {
                skip(&mut rest, next);
                resolved.push(next);
            }
            next => push(&mut resolved, next),
        }
    }
    Some(Cow::Owned(resolved))
}

/// Reads one escape after its backslash; an unknown one stands for itself.
fn escape(rest: &mut Chars, bytes: bool, to: &mut String) -> Option<()> {
    let stands_for = match rest.clone().next() {
        Some('\n' | '\r') => {
            skip(rest, '\r');
            skip(rest, '\n');
            return Some(());
        }
        Some('0'..='7') => octal(rest, bytes),
        Some('x') => hexadecimal(rest, 2),
        Some('u') if !bytes => hexadecimal(rest, 4),
        Some('U') if !bytes => hexadecimal(rest, 8),
        Some('N') if !bytes => return None,
        letter => single(rest, letter),
    };
    push(to, stands_for.unwrap_or('\\'));
    Some(())
}

fn single(rest: &mut Chars, letter: Option<char>) -> Option<char> {
    let stands_for = match letter? {
        quote @ ('\\' | '\'' | '"') => quote,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        _ => return None,
    };
    rest.next();
    Some(stands_for)
}

fn octal(rest: &mut Chars, bytes: bool) -> Option<char> {
    let digits: u32 = rest.as_str().bytes().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count() as u32;
    let code = u32::from_str_radix(take(rest, digits as usize)?, 8).ok()?;
    char::from_u32(if bytes { code & 0xFF } else { code })
}

/// Exactly so many digits after the letter; half of a surrogate pair is the replacement character.
fn hexadecimal(rest: &mut Chars, digits: usize) -> Option<char> {
    let code = rest.as_str().get(1..=digits).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let code = u32::from_str_radix(code, 16).ok()?;
    take(rest, digits + 1);
    Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn take<'t>(rest: &mut Chars<'t>, bytes: usize) -> Option<&'t str> {
    let (taken, left) = rest.as_str().split_at_checked(bytes)?;
    *rest = left.chars();
    Some(taken)
}

/// Steps over a character if it comes next.
fn skip(rest: &mut Chars, expected: char) {
    if let Some(left) = rest.as_str().strip_prefix(expected) {
        *rest = left.chars();
    }
}

fn push(to: &mut String, next: char) {
    to.push(if next == HOLE { char::REPLACEMENT_CHARACTER } else { next });
}
