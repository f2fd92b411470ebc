//! What does a tree say? Lowering: one file's tree to its [`Facts`](crate::facts::Facts), one module per language.
//! (skeleton)

use crate::facts::{Code, Facts, Spans};
use crate::syntax::Language;
use crate::text::FileId;
use std::sync::Arc;

/// Placeholder until lowering is there: facts without code.
pub fn lower(language: Language, file: FileId, _text: &str, _tree: &tree_sitter::Tree) -> Facts {
    let surface = Arc::new(Code::default());
    Facts { file, language, surface, bodies: Vec::new(), spans: Arc::new(Spans::default()), broken: Vec::new() }
}
