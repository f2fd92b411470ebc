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
mod literal;
mod matching;
mod pattern;
mod quoted;
mod repair;
mod signature;
mod statement;
#[cfg(test)]
mod tests;

use crate::facts::Facts;
use crate::syntax::Language;
use crate::text::FileId;
use builder::Lowering;
use std::sync::Arc;

/// Lowers one file; the line table is left empty.
pub(super) fn lower(file: FileId, text: &str, tree: &tree_sitter::Tree) -> Facts {
    let repaired = repair::repaired(text, tree);
    let tree = repaired.as_ref().map_or(tree, |repaired| &repaired.tree);
    let mut lowering = Lowering::new(text, tree);
    lowering.module();
    let items = lowering.finish();
    let mut facts = super::empty(Language::Python, file);
    let spans = Arc::make_mut(&mut facts.spans);
    let mut codes = items.into_iter().map(|item| {
        spans.exprs.push(item.exprs);
        spans.marks.push(item.marks);
        Arc::new(item.code)
    });
    facts.surface = codes.next().unwrap_or_default();
    facts.bodies = codes.collect();
    facts.broken = broken::broken_spans(tree);
    if let Some(repaired) = &repaired {
        facts.broken.extend(&repaired.left_out);
        facts.broken.sort_unstable_by_key(|span| span.start);
    }
    facts
}
