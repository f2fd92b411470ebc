//! What does a tree say? Lowering: one file's tree to its [`Facts`], one module per language.

mod lines;
mod python;

use crate::facts::Facts;
use crate::syntax::Language;
use crate::text::FileId;
use std::sync::Arc;

/// Lowers one file. Total: any tree of any text gives facts, and what could not be read is listed in `Facts::broken`.
/// `tree` must be the tree of `text`; if it is not, the facts are of no use but still well-formed.
///
/// Rust files give empty facts: their lowering comes with the first Rust framework.
pub fn lower(language: Language, file: FileId, text: &str, tree: &tree_sitter::Tree) -> Facts {
    let mut facts = match language {
        Language::Python => python::lower(file, text, tree),
        Language::Rust => empty(language, file),
    };
    Arc::make_mut(&mut facts.spans).lines = lines::line_starts(text);
    facts
}

/// The facts of a file that says nothing.
fn empty(language: Language, file: FileId) -> Facts {
    Facts { file, language, surface: Arc::default(), bodies: Vec::new(), spans: Arc::default(), broken: Vec::new() }
}
