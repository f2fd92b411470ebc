//! Can a statement stand below another one, and how does it get there?

use super::order::{blank_lines, indent, line_end, words_in};
use crate::facts::{Facts, ImportName, ItemId, Name, Node, Stmt, StmtKind};
use crate::text::{Span, Splice};
use std::collections::HashSet;

/// What moves the statement at an index of an item's block below the one at another index. `free` is the name that what
/// stands between may go on using. `None` if anything there mentions, makes or changes what else the statement reads,
/// or if a line holds more than the statement.
pub fn move_below(facts: &Facts, item: ItemId, moved: usize, target: usize, free: Name) -> Option<Vec<Splice>> {
    let block = &facts.item(item).block;
    let (statement, last) = (block.get(moved)?, block.get(target)?);
    let between = block.get(moved + 1..=target)?;
    let mut read = words_in(facts, item, span(facts, item, statement));
    if between.iter().any(|other| binds(facts, item, other, &read)) {
        return None;
    }
    read.remove(&free);
    let is_apart = |other: &Stmt| words_in(facts, item, span(facts, item, other)).is_disjoint(&read);
    if !between.iter().all(is_apart) {
        return None;
    }
    let text = &*facts.text;
    let (own, below) = (span(facts, item, statement), span(facts, item, last));
    let indented = indent(text, own.start).filter(|own| indent(text, below.start) == Some(own))?;
    let line = lines(text, own, indented)?;
    let end = lines(text, below, indented)?.end;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text[..end as usize].ends_with('\n') { "" } else { line_break };
    let blanks = line_break.repeat(if indented.is_empty() && is_definition(last) { 2 } else { 0 });
    let moved = text[line.start as usize..line.end as usize].trim_end_matches(['\r', '\n']);
    let put = Splice { span: Span { start: end, end }, text: format!("{gap}{blanks}{moved}{line_break}") };
    // Blank lines that would meet those above go too.
    let is_first_of_gap = text[..line.start as usize].ends_with(&line_break.repeat(2));
    let blank = if is_first_of_gap { blank_lines(&text[line.end as usize..]) as u32 } else { 0 };
    let taken = Splice { span: Span { start: line.start, end: line.end + blank }, text: String::new() };
    Some(vec![taken, put])
}

fn span(facts: &Facts, item: ItemId, statement: &Stmt) -> Span {
    facts.span(item, Node::Mark(statement.mark))
}

fn is_definition(statement: &Stmt) -> bool {
    matches!(statement.kind, StmtKind::Function(_) | StmtKind::Class(_))
}

/// Whether a statement, or one inside it, gives one of some names another meaning.
fn binds(facts: &Facts, item: ItemId, statement: &Stmt, names: &HashSet<Name>) -> bool {
    let code = facts.item(item);
    let bound = |name: &ImportName| names.contains(&name.alias.unwrap_or(name.path));
    let within = |target| !words_in(facts, item, facts.span(item, Node::Expr(target))).is_disjoint(names);
    match &statement.kind {
        StmtKind::Function(id) => code.functions.get(id.0 as usize).is_none_or(|known| names.contains(&known.name)),
        StmtKind::Class(id) => code.classes.get(id.0 as usize).is_none_or(|known| names.contains(&known.name)),
        StmtKind::Import(imported) => imported.iter().any(bound),
        StmtKind::ImportFrom { names: imported, star, .. } => *star || imported.iter().any(bound),
        StmtKind::Assign(targets, _) => targets.iter().any(|target| within(*target)),
        StmtKind::Annotate { target, .. } | StmtKind::Augment(target, ..) => within(*target),
        StmtKind::Expr(_) | StmtKind::Pass | StmtKind::Assert(_) => false,
        // What is not a plain statement may do anything.
        _ => true,
    }
}

/// The whole lines of a statement; `None` if something else stands on them.
pub(super) fn lines(text: &str, own: Span, indented: &str) -> Option<Span> {
    let start = own.start - indented.len() as u32;
    let end = line_end(text, own.end) as u32;
    let rest = text[own.end as usize..end as usize].trim();
    (rest.is_empty() || rest.starts_with('#')).then_some(Span { start, end })
}

/// A line below a statement, indented like it. `None` if more than the statement stands on its lines.
pub fn line_below(facts: &Facts, item: ItemId, statement: &Stmt, line: &str) -> Option<Splice> {
    let (text, own) = (&*facts.text, span(facts, item, statement));
    let indented = indent(text, own.start)?;
    let end = lines(text, own, indented)?.end;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text[..end as usize].ends_with('\n') { "" } else { line_break };
    Some(Splice { span: Span { start: end, end }, text: format!("{gap}{indented}{line}{line_break}") })
}

/// A line above a statement, indented like it. `None` if something else stands before it on its line.
pub fn line_above(facts: &Facts, item: ItemId, statement: &Stmt, line: &str) -> Option<Splice> {
    let (text, own) = (&*facts.text, span(facts, item, statement));
    let indented = indent(text, own.start)?;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let start = own.start - indented.len() as u32;
    Some(Splice { span: Span { start, end: start }, text: format!("{indented}{line}{line_break}") })
}
