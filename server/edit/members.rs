//! Of what is the body of a class made? Its statements, each with the comments that speak of it.

use super::lines::{indent_of_line, line_start};
use super::order::line_end;
use crate::facts::{Class, Facts, ItemId, Node, Stmt};
use crate::text::Span;

/// One statement of a class with its comments.
#[derive(Clone, Debug)]
pub struct Member<'f> {
    /// The statement.
    pub statement: &'f Stmt,
    /// Its bytes.
    pub span: Span,
    /// Whole lines: comments above it, and behind it on its last line; the last line break is left out.
    pub whole: Span,
    /// Whether a blank line stands above it.
    pub is_apart: bool,
}

/// What a class holds.
#[derive(Clone, Debug)]
pub struct Members<'f> {
    /// The lines of its docstring, comments above it included.
    pub doc: Option<Span>,
    /// Its other statements, in order.
    pub all: Vec<Member<'f>>,
}

/// The statements of a class that an item defines. `None` if one shares its line with another one or with the head of the class.
pub fn members<'f>(facts: &'f Facts, item: ItemId, class: &Class) -> Option<Members<'f>> {
    let (text, code) = (&*facts.text, facts.item(class.item));
    let mut found: Vec<Member> = Vec::new();
    // The head: what stands before the first statement and its comments.
    let first = facts.span(class.item, Node::Mark(code.block.first()?.mark));
    let name = facts.span(item, Node::Mark(class.name_mark));
    let head = text.get(name.end as usize..first.start as usize)?;
    let top = name.end + head_length(head)?;
    let doc = code.doc.is_some().then(|| docstring_end(text, top)).flatten();
    let mut from = doc.unwrap_or(top);
    if code.doc.is_some() && doc.is_none() {
        return None;
    }
    for statement in &code.block {
        let span = facts.span(class.item, Node::Mark(statement.mark));
        let start = line_start(text, span.start);
        let gap = text.get(from as usize..start as usize)?;
        let is_alone = text.get(start as usize..span.start as usize)?.trim().is_empty();
        let end = line_end(text, span.end) as u32;
        let rest = text.get(span.end as usize..end as usize)?.trim();
        if !is_alone || !(rest.is_empty() || rest.starts_with('#')) {
            return None;
        }
        let kept = gap.split_inclusive('\n').skip_while(|line| line.trim().is_empty()).map(str::len).sum::<usize>();
        let (comments, is_apart) = (start - kept as u32, kept < gap.len());
        found.push(Member { statement, span, whole: Span { start: comments, end: trimmed(text, end) }, is_apart });
        from = end;
    }
    // Comments below the last statement that are indented like it.
    let last = found.last_mut()?;
    let indent = indent_of_line(text, last.span.start).len();
    let mut at = from;
    while let Some(line) = text.get(at as usize..line_end(text, at)).filter(|line| !line.is_empty()) {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        let is_own = line.trim_start().starts_with('#') && blanks >= indent && indent > 0;
        at += line.len() as u32;
        if is_own {
            last.whole.end = trimmed(text, at);
        } else if !line.trim().is_empty() {
            break;
        }
    }
    Some(Members { doc: doc.map(|end| Span { start: top, end: trimmed(text, end) }), all: found })
}

/// The end of the line on which the docstring ends that is the first statement behind a byte.
fn docstring_end(text: &str, top: u32) -> Option<u32> {
    let mut at = top as usize;
    // Comments may stand above it.
    loop {
        let line = text.get(at..line_end(text, at as u32)).filter(|line| !line.is_empty())?;
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            break;
        }
        at += line.len();
    }
    let rest = text.get(at..)?;
    let open = rest.find(['"', '\''])?;
    let quote = [r#"""""#, "'''", "\"", "'"].into_iter().find(|quote| rest[open..].starts_with(quote))?;
    let mut inner = open + quote.len();
    while let Some(found) = rest.get(inner..)?.find(['\\', quote.chars().next()?]) {
        inner += found;
        if rest[inner..].starts_with(quote) {
            return Some(line_end(text, (at + inner + quote.len()) as u32) as u32);
        }
        inner += if rest[inner..].starts_with('\\') { 2 } else { 1 };
    }
    None
}

/// How much of what stands between the name of a class and its first statement is its head, with the line break.
fn head_length(text: &str) -> Option<u32> {
    let mut depth = 0;
    let mut in_comment = false;
    for (at, char) in text.char_indices() {
        match char {
            '\n' => {
                in_comment = false;
                if depth == 0 && text[..at].contains(':') {
                    return Some(at as u32 + 1);
                }
            }
            '#' => in_comment = true,
            '(' | '[' if !in_comment => depth += 1,
            ')' | ']' if !in_comment => depth -= 1,
            _ => {}
        }
    }
    None
}

/// An end of a line without its line break.
fn trimmed(text: &str, end: u32) -> u32 {
    text.get(..end as usize).map_or(end, |before| before.trim_end_matches(['\r', '\n']).len() as u32)
}
