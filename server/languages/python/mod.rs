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
mod suite;
#[cfg(test)]
mod tests;

use crate::facts::{Body, Facts, LowerBody, Part};
use crate::syntax::{Language, Source, parse};
use crate::text::{FileId, Span, Splice};
use builder::Lowering;
use outline::Outline;
use std::sync::Arc;
use suite::{Head, Suite};
use tree_sitter::Tree;

/// Lowers one file, bodies of functions and classes later where the text allows it; the line table is left to the
/// caller.
pub(super) fn lower(file: FileId, text: &str) -> Facts {
    outlined(file, text).unwrap_or_else(|| whole(file, text))
}

/// The facts of a file whose longer bodies are lowered apart; `None` if they cannot be.
fn outlined(file: FileId, text: &str) -> Option<Facts> {
    let outline = Outline::of_file(text)?;
    let tree = parse(Language::Python, &outline.text).filter(|tree| !tree.root_node().has_error())?;
    Some(with_bodies(file, text, &outline, &tree, &[]))
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
    let outline = Outline::of_file(text)?;
    let source = match memory.0.take() {
        Some(known) => known.splice(0, &[difference(&known.text().to_string(), &outline.text)]),
        None => Source::new(Language::Python, &outline.text, 0)?,
    };
    let tree = Some(source.tree().clone()).filter(|tree| !tree.root_node().has_error())?;
    memory.0 = Some(source);
    Some(with_bodies(before.file, text, &outline, &tree, &before.bodies))
}

/// The facts of a file whose outline has been parsed; a body that was known and stands as it stood is kept.
fn with_bodies(file: FileId, text: &str, outline: &Outline, tree: &Tree, known: &[Body]) -> Facts {
    let module = part(outline, tree, 0);
    let text: Arc<str> = Arc::from(text);
    let body = |(at, suite): (usize, &Suite)| {
        let own = text.get(suite.span.start as usize..suite.span.end as usize);
        match known.get(at).filter(|body| Some(body.text()) == own) {
            Some(body) => body.moved(Arc::clone(&text), suite.span),
            None => Body::new(Arc::clone(&text), suite.span, lower_body(suite.of)),
        }
    };
    let bodies = outline.bodies.iter().enumerate().map(body).collect();
    Facts { module, bodies, text: Arc::clone(&text), ..Facts::empty(file, Language::Python) }
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

/// How the body of a function or class is lowered.
fn lower_body(of: Head) -> LowerBody {
    match of {
        Head::Function => |file, span, number| body(file, span, number, Head::Function),
        Head::Class => |file, span, number| body(file, span, number, Head::Class),
    }
}

fn body(file: &str, span: Span, number: u32, of: Head) -> Part {
    let outline = Outline::of_body(file, span, of, number);
    let parsed = parse(Language::Python, &outline.text);
    parsed.map(|tree| repaired(&outline, &tree, number)).unwrap_or_default()
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
    let outline = Outline::of_all(text);
    let parsed = parse(Language::Python, text);
    let module = parsed.map(|tree| repaired(&outline, &tree, 0)).unwrap_or_default();
    Facts { module, text: Arc::from(text), ..Facts::empty(file, Language::Python) }
}

/// Lowers a tree that may be broken, with what could be saved of it.
fn repaired(outline: &Outline, tree: &Tree, number: u32) -> Part {
    let repaired = repair::repaired(&outline.text, tree);
    let (tree, left_out): (&Tree, &[Span]) =
        repaired.as_ref().map_or((tree, &[]), |repaired| (&repaired.tree, &repaired.left_out));
    let broken = broken::broken_spans(tree).into_iter().chain(left_out.iter().copied());
    let mut broken: Vec<Span> = broken.map(|span| outline.original(span)).collect();
    broken.sort_unstable_by_key(|span| span.start);
    Part { broken, ..part(outline, tree, number) }
}

/// Lowers the tree of an outline. The number is the [`ItemId::body`](crate::facts::ItemId) of what it is the outline of,
/// 0 for a file.
fn part(outline: &Outline, tree: &Tree, number: u32) -> Part {
    let mut lowering = Lowering::new(&outline.text, tree, number, &outline.cuts);
    if number == 0 {
        lowering.module();
    } else {
        lowering.body_of_function();
    }
    let mut part = Part::default();
    for mut item in lowering.finish() {
        item.shrink();
        item.exprs.iter_mut().chain(&mut item.marks).for_each(|span| *span = outline.original(*span));
        part.codes.push(Arc::new(item.code));
        part.exprs.push(item.exprs);
        part.marks.push(item.marks);
    }
    part
}
