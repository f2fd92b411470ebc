//! Where does each logical line of a Python text begin and end? A pass over bytes that knows strings, brackets and
//! comments, and nothing else.

use super::builder::LONGEST_LITERAL;
use crate::text::Span;
use memchr::{memchr2, memchr3};

/// Letters that a string may have before its quote.
const LONGEST_PREFIX: usize = 2;

/// A line as Python counts them: up to a line ending outside of strings and brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// The blanks before it.
    pub(super) indent: &'t str,
    /// From its first byte of code to the end of its last: comments and blanks around it are left out.
    pub(super) span: Span,
}

/// A walk over the logical lines of a text.
pub(super) struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// The string literals met so far that are longer than lowering reads, but for those that begin a line.
    pub(super) data: Vec<Span>,
}

/// Strings or brackets do not add up, or a character stands there whose effect on lines is in dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Torn;

/// What a byte may mean to a walk over lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Blank,
    Quote,
    Open,
    Close,
    Comment,
    Backslash,
    LineFeed,
    CarriageReturn,
    FormFeed,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Plain; 256];
    classes[b' ' as usize] = Class::Blank;
    classes[b'\t' as usize] = Class::Blank;
    classes[b'"' as usize] = Class::Quote;
    classes[b'\'' as usize] = Class::Quote;
    classes[b'(' as usize] = Class::Open;
    classes[b'[' as usize] = Class::Open;
    classes[b'{' as usize] = Class::Open;
    classes[b')' as usize] = Class::Close;
    classes[b']' as usize] = Class::Close;
    classes[b'}' as usize] = Class::Close;
    classes[b'#' as usize] = Class::Comment;
    classes[b'\\' as usize] = Class::Backslash;
    classes[b'\n' as usize] = Class::LineFeed;
    classes[b'\r' as usize] = Class::CarriageReturn;
    classes[0x0c] = Class::FormFeed;
    classes
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Lexer { text, bytes: text.as_bytes(), at: 0, data: Vec::new() }
    }

    /// The next line that has code; `None` at the end.
    pub(super) fn line(&mut self) -> Result<Option<Line<'t>>, Torn> {
        while self.at < self.bytes.len() {
            let begin = self.at;
            if let Some(span) = self.code()? {
                let indent = self.text.get(begin..span.start as usize).ok_or(Torn)?;
                return Ok(Some(Line { indent, span }));
            }
        }
        Ok(None)
    }

    /// Reads to the end of a logical line; the span of its code, if it has any.
    fn code(&mut self) -> Result<Option<Span>, Torn> {
        let (mut depth, mut start, mut end) = (0_u32, None, self.at);
        while let Some(&byte) = self.bytes.get(self.at) {
            let class = CLASSES[byte as usize];
            if !matches!(class, Class::Blank | Class::Comment | Class::LineFeed | Class::CarriageReturn) {
                start = start.or(Some(self.at));
            }
            match class {
                Class::Quote => {
                    let begin = self.at;
                    self.string(byte).ok_or(Torn)?;
                    self.note_data(start.unwrap_or(begin), begin);
                }
                Class::Comment => {
                    self.at =
                        memchr2(b'\n', b'\r', &self.bytes[self.at..]).map_or(self.bytes.len(), |end| self.at + end);
                    continue;
                }
                Class::LineFeed if depth == 0 => {
                    self.at += 1;
                    break;
                }
                Class::CarriageReturn if self.bytes.get(self.at + 1) != Some(&b'\n') => return Err(Torn),
                Class::FormFeed => return Err(Torn),
                Class::Blank | Class::LineFeed | Class::CarriageReturn => {
                    self.at += 1;
                    continue;
                }
                Class::Backslash => {
                    self.continued();
                    continue;
                }
                Class::Open => depth += 1,
                Class::Close => depth = depth.checked_sub(1).ok_or(Torn)?,
                // Most of a text: read on to what may mean something.
                Class::Plain => {
                    let is_plain = |byte: &&u8| CLASSES[**byte as usize] == Class::Plain;
                    self.at += self.bytes[self.at..].iter().take_while(is_plain).count() - 1;
                }
            }
            if class != Class::Quote {
                self.at += 1;
            }
            end = self.at;
        }
        let span = start.map(|start| Span { start: start as u32, end: end as u32 });
        if depth == 0 { Ok(span.filter(|span| span.end > span.start)) } else { Err(Torn) }
    }

    /// Keeps a literal in mind that is too long to read. One that begins its line may be documentation.
    fn note_data(&mut self, line: usize, quote: usize) {
        if self.at - quote <= LONGEST_LITERAL {
            return;
        }
        let letters = self.bytes[line..quote].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let begin = quote - letters;
        if letters <= LONGEST_PREFIX && begin > line && !matches!(self.bytes[begin - 1], b'_' | b'0'..=b'9' | 0x80..) {
            self.data.push(Span { start: begin as u32, end: self.at as u32 });
        }
    }

    /// Skips a backslash and the line ending after it.
    fn continued(&mut self) {
        self.at += match self.bytes.get(self.at + 1..) {
            Some([b'\r', b'\n', ..]) => 3,
            Some([b'\n', ..]) => 2,
            _ => 1,
        };
    }

    /// Skips a string, whatever its prefix; `None` if it does not end.
    fn string(&mut self, quote: u8) -> Option<()> {
        if self.bytes[self.at..].starts_with(&[quote; 3]) {
            self.at += 3;
            loop {
                self.at += memchr2(quote, b'\\', &self.bytes[self.at..])?;
                if self.bytes[self.at..].starts_with(&[quote; 3]) {
                    self.at += 3;
                    return Some(());
                }
                self.at += if self.bytes[self.at] == b'\\' { 2 } else { 1 };
                self.bytes.get(self.at)?;
            }
        }
        self.at += 1;
        loop {
            self.at += memchr3(quote, b'\\', b'\n', self.bytes.get(self.at..)?)?;
            match self.bytes[self.at] {
                b'\n' => return None,
                b'\\' => self.at += if self.bytes[self.at + 1..].starts_with(b"\r\n") { 3 } else { 2 },
                _ => {
                    self.at += 1;
                    return Some(());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The logical lines of a text, indentation first; `None` if it does not add up.
    fn lines(text: &str) -> Result<Vec<(String, String)>, Torn> {
        let (mut lexer, mut found) = (Lexer::new(text), Vec::new());
        while let Some(line) = lexer.line()? {
            let code = &text[line.span.start as usize..line.span.end as usize];
            found.push((line.indent.to_owned(), code.to_owned()));
        }
        Ok(found)
    }

    fn codes(text: &str) -> Vec<String> {
        lines(text).expect("the text adds up").into_iter().map(|(_, code)| code).collect()
    }

    #[test]
    fn comments_and_blank_lines_are_no_code() {
        assert_eq!(codes("# a\n\n  \nx = 1  # b\ny\n"), ["x = 1", "y"]);
    }

    #[test]
    fn brackets_strings_and_backslashes_continue_a_line() {
        assert_eq!(
            codes("f(\n  1, # )\n)\nx = '''\n'\n'''\ny = 1 + \\\n  2\nz"),
            ["f(\n  1, # )\n)", "x = '''\n'\n'''", "y = 1 + \\\n  2", "z"]
        );
        assert_eq!(codes("x = 'a\\\nb'\r\ny = \"#'\"\r\n"), ["x = 'a\\\nb'", "y = \"#'\""]);
        assert_eq!(codes("x = r'\\'' + ''\n"), ["x = r'\\'' + ''"]);
    }

    #[test]
    fn indentation_is_what_stands_before_the_code() {
        let indents: Vec<String> =
            lines("if a:\n\tb\n  # c\n  d").expect("it adds up").into_iter().map(|it| it.0).collect();
        assert_eq!(indents, ["", "\t", "  "]);
    }

    #[test]
    fn what_does_not_end_does_not_add_up() {
        for broken in ["x = (", "x = )", "'a", "'''a", "'a\n'", "a\rb", "\"", "'''\\", "'\\"] {
            assert_eq!(lines(broken), Err(Torn), "{broken:?}");
        }
    }
}
