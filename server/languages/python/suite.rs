//! Where are the bodies of functions and classes? Found by the indentation of lines.

use super::lexer::{Lexer, Line, Torn};
use crate::text::Span;

/// Shorter bodies, in bytes, stay where they are: reading them apart would cost more.
const SHORTEST: usize = 24;

/// The body of a function or class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Suite {
    /// Its bytes in the file, from its first statement to the end of its last.
    pub(super) span: Span,
    /// Whose it is.
    pub(super) of: Head,
}

/// What a body belongs to. Those inside of functions stay where they are: who calls the function reads them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Function,
    Class,
}

/// A definition whose body is being read.
struct Open<'t> {
    indent: &'t str,
    of: Head,
    /// What has been read of its body.
    body: Option<Span>,
    /// Where the body will stand among those found.
    index: usize,
}

/// What the lines of a text hold.
#[derive(Debug, Default)]
pub(super) struct Suites {
    /// The bodies that are long enough, by place.
    pub(super) bodies: Vec<Suite>,
    /// The lines outside of functions that may import names from a module, by place.
    pub(super) imports: Vec<Span>,
}

/// Reads all lines of a text.
pub(super) fn suites(text: &str, lexer: &mut Lexer) -> Result<Suites, Torn> {
    let (mut found, mut imports) = (Vec::new(), Vec::new());
    let mut open: Vec<Open> = Vec::new();
    while let Some(line) = lexer.line()? {
        while let Some(innermost) = open.last() {
            if line.indent.len() > innermost.indent.len() && line.indent.starts_with(innermost.indent) {
                break;
            }
            // Without a body, or at an indentation that is neither deeper nor further out, the text is broken.
            if innermost.body.is_none() || !innermost.indent.starts_with(line.indent) {
                return Err(Torn);
            }
            close(&mut open, &mut found);
        }
        if let Some(innermost) = open.last_mut() {
            let start = innermost.body.map_or(line.span.start, |body| body.start);
            innermost.body = Some(Span { start, end: line.span.end });
        }
        if open.last().is_some_and(|open| open.of == Head::Function) {
            continue;
        }
        if let Some(of) = begins(text, &line) {
            open.push(Open { indent: line.indent, of, body: None, index: found.len() });
            found.push(Suite { span: Span::default(), of });
        } else if text[line.span.start as usize..].starts_with("from ") {
            imports.push(line.span);
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut found);
    }
    found.retain(|body| (body.span.end - body.span.start) as usize >= SHORTEST);
    Ok(Suites { bodies: found, imports })
}

/// Ends the innermost definition; the body around it ends no earlier.
fn close(open: &mut Vec<Open>, found: &mut [Suite]) {
    let Some(Open { body: Some(body), index, .. }) = open.pop() else { return };
    found[index].span = body;
    if let Some(outer) = open.last_mut().and_then(|outer| outer.body.as_mut()) {
        outer.end = outer.end.max(body.end);
    }
}

/// What a line is the head of, if its body stands on the lines below.
fn begins(text: &str, line: &Line) -> Option<Head> {
    let code = text[line.span.start as usize..line.span.end as usize].strip_suffix(':')?;
    let word = |code: &str, word: &str| code.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t']));
    let after_async = code.strip_prefix("async").map_or(code, str::trim_start);
    match code {
        _ if word(after_async, "def") => Some(Head::Function),
        _ if word(code, "class") => Some(Head::Class),
        _ => None,
    }
}
