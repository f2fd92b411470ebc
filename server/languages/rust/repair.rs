//! What of a half-typed body can be read all the same? Statement by statement, everything but the links that are being
//! written.
//!
//! Statements are told apart by their layout, for brackets do not add up. The chain of one whose brackets stay open ends
//! before the outermost call that stays open: what stands before is what the author has said so far. What is left out
//! becomes blanks, so that nothing moves.

use super::lexer::{Lexer, Token, closing};
use super::outline::indentation;
use std::ops::Range;

/// How deep blocks are mended inside of others.
const DEEPEST: usize = 6;
/// How many lines that look like statements one statement may have: those of a string, say.
const LONGEST: usize = 40;
/// What goes on with the line above.
const GOES_ON: [char; 15] = [')', ']', '}', '.', '?', '&', '|', '+', '-', '*', '/', '=', ',', ':', '>'];

/// A body with broken statements mended.
pub(super) struct Repaired {
    /// Its text; offsets are those of the body.
    pub(super) text: String,
    /// What was left out.
    pub(super) left_out: Vec<Range<usize>>,
}

/// Mends a body, braces included, of which the last may be missing.
pub(super) fn repaired(body: &str) -> Option<Repaired> {
    let closed = body.trim_end().strip_suffix('}').filter(|rest| rest.len() > 1 && ends_line(rest));
    let end = closed.map_or(body.len(), str::len);
    let mut repair = Repair { text: body.to_owned(), left_out: Vec::new() };
    repair.block(1..end, 0);
    if closed.is_none() && !is_balanced(&repair.text) {
        repair.text.push('}');
    }
    repair.left_out.retain(|range| !range.is_empty());
    (repair.text != body).then_some(Repaired { text: repair.text, left_out: repair.left_out })
}

/// Whether nothing follows in the last line of a text.
fn ends_line(text: &str) -> bool {
    text.rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
}

fn is_balanced(text: &str) -> bool {
    let mut lexer = Lexer::new(text, 0, false);
    let mut open = Vec::new();
    while let Some((_, token)) = lexer.next() {
        match token {
            Token::Sign(sign @ (b'(' | b'[' | b'{')) => open.push(closing(sign)),
            Token::Sign(sign @ (b')' | b']' | b'}')) if open.pop() != Some(sign) => return false,
            _ => {}
        }
    }
    open.is_empty() && !lexer.is_open
}

struct Repair {
    text: String,
    left_out: Vec<Range<usize>>,
}

impl Repair {
    /// Mends the statements of a block, which begin in lines of their own.
    fn block(&mut self, block: Range<usize>, depth: usize) {
        let starts = self.statements(&block);
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([block.end]).collect();
        let mut at = 0;
        while at < starts.len() {
            let whole = (at..ends.len().min(at + LONGEST)).find(|to| is_balanced(&self.text[starts[at]..ends[*to]]));
            let to = whole.unwrap_or(at);
            let (statement, is_last) = (starts[at]..ends[to], to + 1 == starts.len());
            match whole {
                Some(_) => self.end(statement, is_last),
                None => self.mend(statement, is_last, depth),
            }
            at = to + 1;
        }
    }

    /// Where the statements of a block begin: in lines indented like the first one.
    fn statements(&self, block: &Range<usize>) -> Vec<usize> {
        let (mut starts, mut margin, mut at) = (Vec::new(), None, block.start);
        for line in self.text[block.clone()].split_inclusive('\n') {
            let (begin, own, trimmed) = (at, indentation(line), line.trim());
            at += line.len();
            if begin == block.start || trimmed.is_empty() || own != *margin.get_or_insert(own) {
                continue;
            }
            let goes_on = trimmed.starts_with(GOES_ON) || trimmed.starts_with("else") || trimmed.starts_with("where");
            if !goes_on || starts.is_empty() {
                starts.push(begin + own);
            }
        }
        starts
    }

    /// Ends a statement that brackets do not break: without a trailing dot, with a semicolon.
    fn end(&mut self, statement: Range<usize>, is_last: bool) {
        let (mut lexer, mut last) = (Lexer::new(&self.text[..statement.end], statement.start, false), None);
        while let Some((at, token)) = lexer.next() {
            last = Some((at, lexer.at, token));
        }
        let Some((at, end, token)) = last else { return };
        let mark = if is_last { ' ' } else { ';' };
        match token {
            Token::Sign(b'.') => self.leave_out(at..end, mark),
            Token::Sign(b';' | b'}' | b',' | b'{') => {}
            _ if is_last || self.text[statement.clone()].starts_with('#') => {}
            _ if end < statement.end => self.put(end, ';'),
            _ => {}
        }
    }

    /// Leaves out what breaks a statement.
    fn mend(&mut self, statement: Range<usize>, is_last: bool, depth: usize) {
        let open = match self.open(&statement) {
            Ok(open) => open,
            Err(surplus) => return self.leave_out(surplus..surplus + 1, ' '),
        };
        let block = open.iter().find_map(|(sign, at)| self.inside(&statement, *at).filter(|_| *sign == b'{'));
        if let Some(block) = block.filter(|_| depth < DEEPEST) {
            self.block(block, depth + 1);
            if is_balanced(&self.text[statement.clone()]) {
                return self.end(statement, is_last);
            }
        }
        let link = open.first().filter(|(sign, _)| *sign == b'(').and_then(|(_, at)| self.link(&statement, *at));
        let mark = if is_last || link.is_none() { ' ' } else { ';' };
        self.leave_out(link.unwrap_or(statement.start)..statement.end, mark);
    }

    /// The brackets that stay open, outermost first; else the one that closes nothing.
    fn open(&self, statement: &Range<usize>) -> Result<Vec<(u8, usize)>, usize> {
        let mut lexer = Lexer::new(&self.text[..statement.end], statement.start, true);
        let mut open: Vec<(u8, usize)> = Vec::new();
        while let Some((at, token)) = lexer.next() {
            match token {
                Token::Sign(sign @ (b'(' | b'[' | b'{')) => open.push((sign, at)),
                Token::Sign(sign @ (b')' | b']' | b'}')) => match open.last() {
                    None => return Err(at),
                    Some((last, _)) if closing(*last) == sign => drop(open.pop()),
                    Some(_) => return Ok(open),
                },
                _ => {}
            }
        }
        Ok(open)
    }

    /// The lines between a brace and the line that closes it, as they are indented.
    fn inside(&self, statement: &Range<usize>, brace: usize) -> Option<Range<usize>> {
        let line = self.text[..brace].rfind('\n').map_or(0, |end| end + 1);
        let margin = indentation(&self.text[line..]);
        let mut at = brace + 1;
        for line in self.text[at..statement.end].split_inclusive('\n') {
            if at > brace + 1 && indentation(line) == margin && line.trim_start().starts_with('}') {
                return Some(brace + 1..at + margin);
            }
            at += line.len();
        }
        None
    }

    /// The dot of the method that a parenthesis calls.
    fn link(&self, statement: &Range<usize>, parenthesis: usize) -> Option<usize> {
        let before = self.text[statement.start..parenthesis].trim_end();
        let name = before.trim_end_matches(|char: char| char.is_alphanumeric() || char == '_');
        (name.len() < before.len() && name.ends_with('.')).then(|| statement.start + name.len() - 1)
    }

    /// Makes blanks of a range but for the mark at its beginning; lines stay lines.
    fn leave_out(&mut self, range: Range<usize>, mark: char) {
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { byte as char } else { ' ' };
        let blanks: String = self.text[range.clone()].bytes().map(blank).collect();
        let end = range.start + self.text[range.clone()].trim_end().len();
        self.text.replace_range(range.clone(), &blanks);
        self.put(range.start, mark);
        self.left_out.push(range.start..end);
    }

    /// Puts a sign over the blank or line end at an offset.
    fn put(&mut self, at: usize, sign: char) {
        if self.text.as_bytes().get(at).is_some_and(u8::is_ascii_whitespace) {
            self.text.replace_range(at..=at, sign.encode_utf8(&mut [0; 4]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(body: &str) -> String {
        let text = repaired(&format!("{{\n{body}\n}}")).map_or_else(String::new, |repaired| repaired.text);
        text.trim_start_matches("{\n").trim_end_matches('}').split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_link_that_is_being_written_is_left_out() {
        assert_eq!(
            mended("    let a = r().b(\"/a\", c).d(\"/e\",\n    serve(a);"),
            "let a = r().b(\"/a\", c); serve(a);"
        );
        assert_eq!(
            mended("    let a = r()\n        .b(1)\n        .c(\"/d\n    serve(a);"),
            "let a = r() .b(1) ; serve(a);"
        );
        assert_eq!(mended("    r()\n        .b(1)\n        .c("), "r() .b(1)");
    }

    #[test]
    fn what_does_not_end_ends_with_its_statement() {
        assert_eq!(mended("    let a = b.\n    c(a);\n    d("), "let a = b; c(a);");
        assert_eq!(mended("    let a = b.rou\n    c(a)"), "let a = b.rou; c(a)");
    }

    #[test]
    fn statements_inside_of_blocks_are_mended_there() {
        let text =
            "    S::new(move || {\n        A::new()\n            .b(1)\n            .c(\n    })\n    .d();\n    e();";
        assert_eq!(mended(text), "S::new(move || { A::new() .b(1) }) .d(); e();");
        assert_eq!(mended("    if a {\n        b.c(\n        d();\n    }\n    e();"), "if a { b; d(); } e();");
    }

    #[test]
    fn a_statement_of_which_nothing_can_be_kept_is_left_out() {
        assert_eq!(mended("    let a = R::new(b, \n    c();"), "c();");
        assert_eq!(mended("    j!({ \"a\": 1 );\n    c();"), "c();");
        assert_eq!(mended("    a(b));\n    c();"), "a(b) ; c();");
    }

    #[test]
    fn strings_of_several_lines_stay_whole() {
        let text = "    a(r#\"\n    b\n    c\"#);\n    d(";
        assert_eq!(mended(text), "a(r#\" b c\"#);");
    }
}
