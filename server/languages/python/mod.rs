//! What does a Python file say? One cursor walk over its tree makes its [`Facts`].

mod assignment;
mod broken;
mod builder;
mod chain;
mod compound;
mod comprehension;
mod definition;
mod display;
mod escape;
mod expression;
mod grammar;
mod groups;
mod import;
mod kinds;
mod lexer;
mod literal;
mod matching;
mod outline;
mod pattern;
mod quoted;
mod repair;
mod signature;
mod statement;
#[cfg(test)]
mod tests;

use crate::facts::{Body, Facts, Part};
use crate::syntax::{Language, Source, parse};
use crate::text::{FileId, Span, Splice};
use builder::{Item, Lowering};
use outline::{Cut, Outline};
use std::sync::Arc;
use tree_sitter::Tree;

/// Lowers one file, function bodies later where the text allows it; the line table is left to the caller.
pub(super) fn lower(file: FileId, text: &str) -> Facts {
    outlined(file, text).unwrap_or_else(|| whole(file, text))
}

/// The facts of a file whose longer function bodies are lowered apart; `None` if they cannot be.
fn outlined(file: FileId, text: &str) -> Option<Facts> {
    let outline = outline::outline(text)?;
    let tree = parse(Language::Python, &outline.text).filter(|tree| !tree.root_node().has_error())?;
    let module = surface(&outline, &tree);
    let shared: Arc<str> = Arc::from(text);
    let bodies = outline.cuts.iter().filter(|cut| cut.body.is_some());
    let bodies = bodies.map(|cut| Body::new(Arc::clone(&shared), cut.span, lower_body)).collect();
    Some(Facts { module, bodies, text: shared, ..Facts::empty(file, Language::Python) })
}

/// Everything of a file but the bodies that its outline leaves out.
fn surface(outline: &Outline, tree: &Tree) -> Part {
    let mut lowering = Lowering::new(&outline.text, tree, 0, &outline.cuts);
    lowering.module();
    let mut module = part(lowering.finish());
    for spans in module.exprs.iter_mut().chain(&mut module.marks) {
        spans.iter_mut().for_each(|span| *span = original(&outline.cuts, *span));
    }
    module
}

/// What of lowering one version of a text serves the next: its outline with the tree.
#[derive(Clone, Debug, Default)]
pub struct Memory(Option<Source>);

/// Lowers the next version of a file: only what an edit touches is parsed, and bodies that stand as they stood are kept.
pub(super) fn lower_again(text: &str, before: &Facts, memory: &mut Memory) -> Facts {
    outlined_again(text, before, memory).unwrap_or_else(|| {
        *memory = Memory::default();
        whole(before.file, text)
    })
}

fn outlined_again(text: &str, before: &Facts, memory: &mut Memory) -> Option<Facts> {
    let outline = outline::outline(text)?;
    let source = match memory.0.take() {
        Some(known) => known.splice(0, &[difference(&known.text().to_string(), &outline.text)]),
        None => Source::new(Language::Python, &outline.text, 0)?,
    };
    let tree = Some(source.tree().clone()).filter(|tree| !tree.root_node().has_error())?;
    memory.0 = Some(source);
    let module = surface(&outline, &tree);
    let shared: Arc<str> = Arc::from(text);
    let body = |(at, cut): (usize, &Cut)| {
        let own = text.get(cut.span.start as usize..cut.span.end as usize);
        match before.bodies.get(at).filter(|body| Some(body.text()) == own) {
            Some(body) => body.moved(Arc::clone(&shared), cut.span),
            None => Body::new(Arc::clone(&shared), cut.span, lower_body),
        }
    };
    let bodies = outline.cuts.iter().filter(|cut| cut.body.is_some()).enumerate().map(body).collect();
    Some(Facts { module, bodies, text: shared, ..Facts::empty(before.file, Language::Python) })
}

/// The one replacement that makes a text another: what is between their common start and their common end.
fn difference(before: &str, after: &str) -> Splice {
    let same = |(a, b): &(u8, u8)| a == b;
    let mut start = before.bytes().zip(after.bytes()).take_while(same).count();
    while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
        start -= 1;
    }
    let rest = (before.len() - start).min(after.len() - start);
    let mut behind = before.bytes().rev().zip(after.bytes().rev()).take(rest).take_while(same).count();
    while !before.is_char_boundary(before.len() - behind) || !after.is_char_boundary(after.len() - behind) {
        behind -= 1;
    }
    let span = Span { start: start as u32, end: (before.len() - behind) as u32 };
    Splice { span, text: after[start..after.len() - behind].to_owned() }
}

fn original(cuts: &[Cut], span: Span) -> Span {
    Span { start: outline::original(cuts, span.start), end: outline::original(cuts, span.end) }
}

/// The head that a body is read below.
const HEAD: &str = "def f():\n";

/// Lowers one function body. Its first line is indented as it is in the file, so that those below fit.
fn lower_body(file: &str, span: Span, index: u32) -> Part {
    let (start, end) = (span.start as usize, span.end as usize);
    let line = file[..start].rfind('\n').map_or(0, |end| end + 1);
    let text = [HEAD, &file[line..end]].concat();
    let Some(tree) = parse(Language::Python, &text) else { return Part::default() };
    let mut lowering = Lowering::new(&text, &tree, index, &[]);
    lowering.function_body();
    let mut part = part(lowering.finish());
    part.broken = broken::broken_spans(&tree);
    let shift = |at: u32| (at as usize + line).saturating_sub(HEAD.len()) as u32;
    for spans in part.exprs.iter_mut().chain(&mut part.marks).chain(std::iter::once(&mut part.broken)) {
        spans.iter_mut().for_each(|span| *span = Span { start: shift(span.start), end: shift(span.end) });
    }
    part
}

/// The comments of a text, in order.
pub(super) fn comments(text: &str) -> Vec<Span> {
    let Some(tree) = parse(Language::Python, text) else { return Vec::new() };
    let (mut found, mut cursor) = (Vec::new(), tree.walk());
    loop {
        let node = cursor.node();
        if node.kind() == "comment" {
            found.push(Span { start: node.start_byte() as u32, end: node.end_byte() as u32 });
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found;
            }
        }
    }
}

/// Lowers all of a file at once.
pub(super) fn whole(file: FileId, text: &str) -> Facts {
    let mut facts = Facts { text: Arc::from(text), ..Facts::empty(file, Language::Python) };
    let Some(tree) = parse(Language::Python, text) else { return facts };
    let repaired = repair::repaired(text, &tree);
    let (tree, left_out): (&Tree, &[Span]) =
        repaired.as_ref().map_or((&tree, &[]), |repaired| (&repaired.tree, &repaired.left_out));
    let mut lowering = Lowering::new(text, tree, 0, &[]);
    lowering.module();
    facts.module = part(lowering.finish());
    facts.module.broken = broken::broken_spans(tree);
    facts.module.broken.extend(left_out);
    facts.module.broken.sort_unstable_by_key(|span| span.start);
    facts
}

fn part(items: Vec<Item>) -> Part {
    let mut part = Part::default();
    for mut item in items {
        item.shrink();
        part.codes.push(Arc::new(item.code));
        part.exprs.push(item.exprs);
        part.marks.push(item.marks);
    }
    part
}
