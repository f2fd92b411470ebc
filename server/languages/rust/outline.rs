//! Which bodies of functions can wait? One pass over the text finds them, so that the parser need not see them.
//!
//! Bodies are most of a text, and most are never read. An outline has `{}` in place of each; what somebody writes in one
//! of them breaks nothing else. Where brackets do not add up, bodies end where their layout says.

use super::lexer::{Lexer, Token};
use crate::text::Span;

/// What stands in place of a body.
const MARKER: &str = "{}";

/// A text without the bodies of its functions.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The text, with a marker in place of each body.
    pub(super) text: String,
    cuts: Vec<Cut>,
}

/// A place where a body was left out.
#[derive(Clone, Copy, Debug)]
struct Cut {
    /// Byte offset of its marker in the outline.
    at: usize,
    /// Its bytes in the file, braces included; the last is missing where somebody is writing.
    span: Span,
}

impl Outline {
    /// The outline of a file.
    pub(super) fn of_file(text: &str) -> Outline {
        let bodies = bodies(text, false).or_else(|| bodies(text, true)).unwrap_or_default();
        let mut outline = Outline::default();
        let mut copied = 0;
        for span in bodies {
            outline.text.push_str(text.get(copied..span.start as usize).unwrap_or_default());
            outline.cuts.push(Cut { at: outline.text.len(), span });
            outline.text.push_str(MARKER);
            copied = span.end as usize;
        }
        outline.text.push_str(text.get(copied..).unwrap_or_default());
        outline
    }

    /// The bytes of the file that bytes of the outline stand for.
    pub(super) fn original(&self, span: Span) -> Span {
        Span { start: self.offset(span.start), end: self.offset(span.end) }
    }

    fn offset(&self, at: u32) -> u32 {
        let before = self.cuts.partition_point(|cut| cut.at + MARKER.len() <= at as usize);
        match before.checked_sub(1).map(|last| self.cuts[last]) {
            None => at,
            Some(cut) => cut.span.end + (at - (cut.at + MARKER.len()) as u32),
        }
    }
}

/// The outermost bodies of functions by place; `None` if brackets do not add up. By layout, there is always an answer.
fn bodies(text: &str, by_layout: bool) -> Option<Vec<Span>> {
    let mut lexer = Lexer::new(text, 0, by_layout);
    let (mut found, mut open, mut last) = (Vec::new(), Vec::new(), Token::Literal);
    while let Some((at, token)) = lexer.next() {
        match token {
            Token::Word("fn") if matches!(open.last(), None | Some(b'{')) => {
                if let Some(start) = body_start(&mut lexer) {
                    let end = if by_layout { end_by_layout(text, at, start) } else { lexer.close(b'{')? + 1 };
                    lexer.at = end;
                    found.push(Span { start: start as u32, end: end as u32 });
                }
            }
            Token::Sign(b'!') if matches!(last, Token::Word(_)) => skip_macro(&mut lexer, by_layout)?,
            Token::Sign(sign @ (b'(' | b'[' | b'{')) => open.push(sign),
            Token::Sign(sign @ (b')' | b']' | b'}')) => {
                let matches = open.pop().is_some_and(|open| super::lexer::closing(open) == sign);
                if !matches && !by_layout {
                    return None;
                }
            }
            _ => {}
        }
        last = token;
    }
    (by_layout || open.is_empty() && !lexer.is_open).then_some(found)
}

/// Goes behind what a macro is given. By layout, brackets that do not add up are left for the parser.
fn skip_macro(lexer: &mut Lexer, by_layout: bool) -> Option<()> {
    let before = lexer.clone();
    let mut next = lexer.next();
    if matches!(next, Some((_, Token::Word(_)))) {
        next = lexer.next();
    }
    let Some((_, Token::Sign(sign @ (b'(' | b'[' | b'{')))) = next else {
        *lexer = before;
        return Some(());
    };
    match lexer.close(sign) {
        Some(_) => Some(()),
        None if by_layout => {
            *lexer = before;
            Some(())
        }
        None => None,
    }
}

/// Where the body of a function begins whose `fn` was just read; `None` if it has none. The brace has been read then.
fn body_start(lexer: &mut Lexer) -> Option<usize> {
    let mut before = lexer.clone();
    let Some((_, Token::Word(_))) = lexer.next() else {
        *lexer = before;
        return None;
    };
    let (mut depth, mut last) = (0_usize, Token::Literal);
    loop {
        before.clone_from(lexer);
        let (at, token) = lexer.next()?;
        match token {
            Token::Sign(b'{') if depth == 0 && last != Token::Sign(b'<') => return Some(at),
            Token::Sign(b'(' | b'[' | b'{') => depth += 1,
            Token::Sign(b')' | b']' | b'}') if depth > 0 => depth -= 1,
            Token::Sign(b';') if depth == 0 => return None,
            // Another item begins: the signature is being written.
            Token::Sign(b')' | b']' | b'}') | Token::Word("struct" | "enum" | "mod" | "pub" | "trait" | "let") => {
                *lexer = before;
                return None;
            }
            _ => {}
        }
        last = token;
    }
}

/// What an item begins with that ends a body which nothing else ends.
const ITEMS: [&str; 16] = [
    "fn ",
    "pub ",
    "pub(",
    "async fn",
    "unsafe ",
    "impl",
    "struct ",
    "enum ",
    "trait ",
    "mod ",
    "use ",
    "static ",
    "type ",
    "extern ",
    "#[",
    "macro_rules!",
];

/// Where a body ends whose function begins at a byte, as its lines are indented.
fn end_by_layout(text: &str, function: usize, start: usize) -> usize {
    let margin = indentation(line_at(text, function));
    let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let mut lexer = Lexer::new(text, start + 1, true);
    if let Some(end) = lexer.close(b'{').filter(|end| *end < line_end) {
        return end + 1;
    }
    let (mut at, mut last) = (line_end, line_end);
    while let Some(line) = text.get(at + 1..).filter(|rest| !rest.is_empty()) {
        let line = line.split('\n').next().unwrap_or_default();
        let (own, trimmed) = (indentation(line), line.trim_start());
        if own <= margin && trimmed.starts_with('}') {
            return if own == margin { at + 1 + (line.len() - trimmed.len()) + 1 } else { last };
        }
        if own <= margin && ITEMS.iter().any(|item| trimmed.starts_with(item)) {
            return last;
        }
        at += 1 + line.len();
        if !trimmed.trim_end().is_empty() {
            last = at;
        }
    }
    last
}

fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..].split('\n').next().unwrap_or_default()
}

/// How far a line is indented, in bytes.
pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlined(text: &str) -> String {
        Outline::of_file(text).text
    }

    #[test]
    fn bodies_are_left_out_and_all_else_stays() {
        assert_eq!(
            outlined("fn a() { b({}) }\nimpl C {\n    fn d(x: [u8; {2}]) -> E where F: G, { '}' }\n}"),
            "fn a() {}\nimpl C {\n    fn d(x: [u8; {2}]) -> E where F: G, {}\n}"
        );
        assert_eq!(
            outlined("trait A { fn b(); fn c() { 1 } }\ntype F = fn(i32) -> u8;"),
            "trait A { fn b(); fn c() {} }\ntype F = fn(i32) -> u8;"
        );
    }

    #[test]
    fn what_macros_are_given_stays() {
        for text in [
            "macro_rules! m { () => { fn f() { 1 } } }",
            "m! { fn f() { 1 } }",
            "/* fn f() { 1 } */",
            "const A: &str = \"fn f() { 1 }\";",
            "const A: &str = r#\"fn f() { \" }\"#;",
        ] {
            assert_eq!(outlined(text), text);
        }
    }

    #[test]
    fn where_brackets_do_not_add_up_bodies_end_where_their_layout_says() {
        let half = "fn a() {\n    b(\n}\n\nfn c() {\n    \"\nd\n\"\n}\n";
        assert_eq!(outlined(half), "fn a() {}\n\nfn c() {}\n");
        let open = "impl A {\n    fn b() {\n        if c {\n    }\n\n    fn d() { 1 }\n}\n";
        assert_eq!(outlined(open), "impl A {\n    fn b() {}\n\n    fn d() {}\n}\n");
        assert_eq!(
            outlined("fn a() {\n    b(\"x\n\n#[get(\"/y\")]\nfn c() { 1 }"),
            "fn a() {}\n\n#[get(\"/y\")]\nfn c() {}"
        );
    }

    #[test]
    fn offsets_lead_back_to_the_text() {
        let text = "fn f() { 1 + 2 }\nconst X: u8 = 1;\nfn g() {}\nconst Y: u8 = 1;";
        let outline = Outline::of_file(text);
        for name in ["fn f", "X", "fn g", "Y"] {
            let at = outline.text.find(name).expect("the name is outside of all bodies") as u32;
            assert_eq!(outline.offset(at) as usize, text.find(name).expect("the text has it"), "{name}");
        }
    }
}
