//! Which brackets and words does a Rust text hold, outside of strings and comments?

use super::tokens::opaque;

/// What brackets, words and layout are told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A name, keyword or number.
    Word(&'t str),
    /// Any other character.
    Sign(u8),
    /// A string, character or lifetime mark.
    Literal,
}

/// Goes through a text token by token.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    /// Where the next token is looked for, in bytes.
    pub(super) at: usize,
    /// Whether a string ended with the text, or before a line did.
    pub(super) is_open: bool,
    /// Whether plain strings end with their line: somebody is writing one.
    by_line: bool,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, at: usize, by_line: bool) -> Self {
        Lexer { text, at, is_open: false, by_line }
    }

    /// The next token and where it starts.
    pub(super) fn next(&mut self) -> Option<(usize, Token<'t>)> {
        let bytes = self.text.as_bytes();
        loop {
            let at = self.at;
            let byte = *bytes.get(at)?;
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'/' if matches!(bytes.get(at + 1), Some(b'/' | b'*')) => self.at += opaque(self.rest()).max(1),
                b'"' | b'\'' => {
                    self.literal(at);
                    return Some((at, Token::Literal));
                }
                b'r' | b'b' | b'c' if opaque(self.rest()) > 0 => {
                    self.literal(at);
                    return Some((at, Token::Literal));
                }
                _ if is_word(byte) => {
                    let length = bytes[at..].iter().position(|byte| !is_word(*byte)).unwrap_or(bytes.len() - at);
                    self.at += length;
                    return Some((at, Token::Word(self.text.get(at..at + length).unwrap_or_default())));
                }
                _ => {
                    self.at += 1;
                    return Some((at, Token::Sign(byte)));
                }
            }
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn literal(&mut self, at: usize) {
        let rest = self.rest();
        let length = opaque(rest).max(1);
        let whole = rest.get(..length).unwrap_or(rest);
        let is_plain = whole.starts_with('"');
        if is_plain && self.by_line && whole.contains('\n') {
            self.is_open = true;
            self.at = at + whole.find('\n').unwrap_or(length);
            return;
        }
        let closes = whole.len() > 1 && (whole.ends_with('"') || whole.ends_with('#')) || whole.starts_with('\'');
        self.is_open |= at + length >= self.text.len() && !closes && !whole.ends_with('\'');
        self.at = at + length;
    }

    /// Goes on behind the bracket that closes one that was just read; `None` if brackets do not add up before.
    pub(super) fn close(&mut self, open: u8) -> Option<usize> {
        let mut expected = vec![closing(open)];
        while let Some((at, token)) = self.next() {
            match token {
                Token::Sign(sign @ (b'(' | b'[' | b'{')) => expected.push(closing(sign)),
                Token::Sign(sign @ (b')' | b']' | b'}')) => {
                    if expected.pop() != Some(sign) {
                        return None;
                    }
                    if expected.is_empty() {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// What closes a bracket.
pub(super) fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
