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
mod literal;
mod macros;
mod parts;
mod path;
mod pattern;
mod structure;
#[cfg(test)]
mod tests;
mod tokens;
mod uses;

use crate::facts::{Body, Facts, Part};
use crate::syntax::{Language, parse};
use crate::text::{FileId, Span};
use builder::Lowering;
use std::sync::Arc;

/// Lowers one file; the bodies of its functions later. What was known of bodies that stand as they stood is kept.
pub(super) fn lower(file: FileId, text: &str, known: &[Body]) -> Facts {
    let Some(tree) = parse(Language::Rust, text) else { return Facts::empty(file, Language::Rust) };
    let mut lowering = Lowering::new(text, 0, 0);
    lowering.file(tree.root_node());
    let (module, spans) = lowering.finish();
    let shared: Arc<str> = Arc::from(text);
    let body = |(at, span): (usize, Span)| {
        let own = text.get(span.start as usize..span.end as usize);
        match known.get(at).filter(|body| Some(body.text()) == own) {
            Some(body) => body.moved(Arc::clone(&shared), span),
            None => Body::new(Arc::clone(&shared), span, lower_body),
        }
    };
    let bodies = spans.into_iter().enumerate().map(body).collect();
    Facts { module, bodies, text: shared, ..Facts::empty(file, Language::Rust) }
}

/// Lowers a file and all bodies at once.
pub(super) fn whole(file: FileId, text: &str) -> Facts {
    let facts = lower(file, text, &[]);
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
    let mut lowering = Lowering::new(&text, shift, number);
    lowering.function_body(tree.root_node());
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
