//! What does a Rust file say? One walk over its tree makes its [`Facts`]; bodies of functions are lowered when read.
//!
//! Paths are chains of attributes. A name in front of `::` keeps the `::`, because modules and types have a namespace of
//! their own: `mod health; use health::health;` is one module and one function.

mod attribute;
mod block;
mod builder;
mod chain;
mod control;
mod expression;
mod function;
mod index;
mod item;
mod lexer;
mod literal;
mod macros;
mod outline;
mod parts;
mod path;
mod pattern;
mod repair;
mod structure;
#[cfg(test)]
mod tests;
mod tokens;
mod uses;

use super::broken::broken_spans;
use super::memory::Memory;
use crate::facts::{Body, Facts, Part};
use crate::syntax::{Language, parse};
use crate::text::{FileId, Span};
use builder::Lowering;
use outline::Outline;
use repair::Repaired;
use std::ops::Range;
use std::sync::Arc;
use tree_sitter::Tree;

/// Lowers one file; the bodies of its functions later.
pub(super) fn lower(file: FileId, text: &str) -> Facts {
    let outline = Outline::of_file(text);
    let tree = parse(Language::Rust, &outline.text);
    tree.map_or_else(|| Facts::empty(file, Language::Rust), |tree| with_bodies(file, text, &outline, &tree, &[]))
}

/// Lowers the next version of a file: only what an edit touches is parsed, and bodies that stand as they stood are kept.
pub(super) fn lower_again(text: &str, before: &Facts, memory: &mut Memory) -> Facts {
    let outline = Outline::of_file(text);
    let Some(tree) = memory.parse(Language::Rust, &outline.text) else { return lower(before.file, text) };
    with_bodies(before.file, text, &outline, &tree, &before.bodies)
}

/// The facts of a file whose outline has been parsed; a body that was known and stands as it stood is kept.
fn with_bodies(file: FileId, text: &str, outline: &Outline, tree: &Tree, known: &[Body]) -> Facts {
    let mut lowering = Lowering::new(&outline.text, 0, 0);
    lowering.file(tree.root_node());
    let (mut module, bodies) = lowering.finish();
    module.broken = broken_spans(tree);
    let spans = module.exprs.iter_mut().chain(&mut module.marks).chain(std::iter::once(&mut module.broken));
    spans.flatten().for_each(|span| *span = outline.original(*span));
    let text: Arc<str> = Arc::from(text);
    let body = |(at, span): (usize, Span)| {
        let span = outline.original(span);
        let own = text.get(span.start as usize..span.end as usize);
        match known.get(at).filter(|body| Some(body.text()) == own) {
            Some(body) => body.moved(Arc::clone(&text), span),
            None => Body::new(Arc::clone(&text), span, lower_body),
        }
    };
    let bodies = bodies.into_iter().enumerate().map(body).collect();
    Facts { module, bodies, text: Arc::clone(&text), ..Facts::empty(file, Language::Rust) }
}

/// Lowers a file and all bodies at once.
pub(super) fn whole(file: FileId, text: &str) -> Facts {
    let facts = lower(file, text);
    facts.items().for_each(|item| {
        let _ = facts.item(item);
    });
    facts
}

pub(super) use tokens::opaque as literal_length;

const HEAD: &str = "fn f() ";

/// Lowers the body of a function, braces included.
fn lower_body(file: &str, span: Span, number: u32) -> Part {
    let body = file.get(span.start as usize..span.end as usize).unwrap_or_default();
    let text = format!("{HEAD}{body}");
    let Some(tree) = parse(Language::Rust, &text) else { return Part::default() };
    let shift = i64::from(span.start) - HEAD.len() as i64;
    let mended = if tree.root_node().has_error() { repair::repaired(body) } else { None };
    let Some(Repaired { text: mended, left_out }) = mended else {
        return lower_function(&text, shift, number, &tree, &[]);
    };
    let text = format!("{HEAD}{mended}");
    let left_out: Vec<Range<usize>> = left_out.iter().map(|it| it.start + HEAD.len()..it.end + HEAD.len()).collect();
    let mended = parse(Language::Rust, &text);
    mended.map(|tree| lower_function(&text, shift, number, &tree, &left_out)).unwrap_or_default()
}

fn lower_function(text: &str, shift: i64, number: u32, tree: &Tree, left_out: &[Range<usize>]) -> Part {
    let mut lowering = Lowering::new(text, shift, number);
    lowering.function_body(tree.root_node(), left_out);
    lowering.finish().0
}

/// The comments of a text, in order.
pub(super) fn comments(text: &str) -> Vec<Span> {
    let Some(tree) = parse(Language::Rust, text) else { return Vec::new() };
    let (mut found, mut cursor) = (Vec::new(), tree.walk());
    loop {
        let node = cursor.node();
        if matches!(node.kind(), "line_comment" | "block_comment") {
            found.push(Span { start: node.start_byte() as u32, end: node.end_byte() as u32 });
        } else if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found;
            }
        }
    }
}
