//! Can a function stand above another one, and how does it get there?

use crate::facts::{Code, Expr, Facts, Function, ImportName, ItemId, Name, Node, Stmt, StmtKind};
use crate::text::{Span, Splice};
use std::collections::HashSet;

/// What moves a function, decorators and comments above it included, above another one of the same block. `None` if
/// what stands between makes or changes anything that the function's decorators and signature read.
pub fn move_above(facts: &Facts, item: ItemId, moved: &Function, target: &Function) -> Option<Vec<Splice>> {
    let code = facts.item(item);
    let place = |function: &Function| code.block.iter().position(|statement| defines(code, statement, function));
    let (to, from) = (place(target)?, place(moved)?);
    let between = code.block.get(to..from)?;
    if !is_free(facts, item, moved, between) {
        return None;
    }
    let span = |function: &Function| facts.span(item, Node::Mark(function.mark));
    let (text, indent) = (&*facts.text, indent(&facts.text, span(target).start)?);
    if self::indent(text, span(moved).start)? != indent {
        return None;
    }
    let start = above_comments(text, span(moved).start, indent);
    let end = line_end(text, span(moved).end);
    let blanks_end = end + blank_lines(&text[end..]);
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let own = text[start..end].trim_end_matches(['\r', '\n']);
    let blanks = if indent.is_empty() { 3 } else { 2 };
    let at = above_comments(text, span(target).start, indent) as u32;
    let put = Splice { span: Span { start: at, end: at }, text: format!("{own}{}", line_break.repeat(blanks)) };
    // What was the last thing of the file leaves no blank lines at its end.
    let taken = if blanks_end == text.len() {
        let kept = text[..start].trim_end_matches(['\r', '\n', ' ']).len();
        Span { start: line_end(text, kept as u32) as u32, end: blanks_end as u32 }
    } else {
        Span { start: start as u32, end: blanks_end as u32 }
    };
    Some(vec![put, Splice { span: taken, text: String::new() }])
}

fn defines(code: &Code, statement: &Stmt, function: &Function) -> bool {
    matches!(statement.kind, StmtKind::Function(id) if code.functions.get(id.0 as usize) == Some(function))
}

/// Whether statements leave alone everything that the decorators and signature of a function read, and its name.
fn is_free(facts: &Facts, item: ItemId, moved: &Function, between: &[Stmt]) -> bool {
    let code = facts.item(item);
    let mut read = words_in(facts, item, facts.span(item, Node::Mark(moved.mark)));
    read.insert(moved.name);
    between.iter().all(|statement| match &statement.kind {
        StmtKind::Function(id) => code.functions.get(id.0 as usize).is_some_and(|known| !read.contains(&known.name)),
        StmtKind::Class(id) => code.classes.get(id.0 as usize).is_some_and(|known| !read.contains(&known.name)),
        StmtKind::Import(names) | StmtKind::ImportFrom { names, star: false, .. } => {
            let bound = |name: &ImportName| name.alias.unwrap_or(name.path);
            names.iter().all(|name| !read.contains(&bound(name)))
        }
        StmtKind::ImportFrom { .. } => false,
        // Whatever else mentions what is read may change it.
        _ => words_in(facts, item, facts.span(item, Node::Mark(statement.mark))).is_disjoint(&read),
    })
}

/// The names in the code of an item within some bytes, and the words in its strings, which may be annotations.
pub(super) fn words_in(facts: &Facts, item: ItemId, within: Span) -> HashSet<Name> {
    let (code, spans) = (facts.item(item), facts.expr_spans(item));
    let inside = code.exprs.iter().zip(spans).filter(|(_, span)| within.start <= span.start && span.end <= within.end);
    let mut words = HashSet::new();
    for (expr, _) in inside {
        match expr {
            Expr::Name(name) => drop(words.insert(*name)),
            Expr::Str(text) => {
                let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|part| !part.is_empty());
                words.extend(parts.map(Name::from));
            }
            _ => {}
        }
    }
    words
}

/// The blanks before a byte of a line; `None` if anything else stands there.
pub(super) fn indent(text: &str, at: u32) -> Option<&str> {
    let before = text.get(..at as usize)?;
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    line.trim_start_matches([' ', '\t']).is_empty().then_some(line)
}

/// The start of the line of a byte, or of the comments right above it that are indented like it.
fn above_comments(text: &str, at: u32, indent: &str) -> usize {
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let mut start = line_start(at as usize);
    while start > 0 {
        let above = line_start(start - 1);
        let is_comment = text[above..start].strip_prefix(indent).is_some_and(|line| line.starts_with('#'));
        if !is_comment {
            break;
        }
        start = above;
    }
    start
}

/// The end of the line of a byte, its line break included.
pub(super) fn line_end(text: &str, at: u32) -> usize {
    let rest = &text[at as usize..];
    at as usize + rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// How many bytes of blank lines a text starts with.
pub(super) fn blank_lines(text: &str) -> usize {
    let lines = text.split_inclusive('\n').take_while(|line| line.trim().is_empty());
    lines.map(str::len).sum()
}
