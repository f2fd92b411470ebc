//! What does a text say? Lowering: one file's text to its [`Facts`], one module per language.

mod broken;
mod lines;
mod memory;
mod python;
mod rust;

use crate::facts::Facts;
use crate::syntax::Language;
use crate::text::{FileId, Span};

/// Lowers one file. Total: any text gives facts, and what could not be read is listed in [`Facts::broken`].
pub fn lower(language: Language, file: FileId, text: &str) -> Facts {
    let facts = match language {
        Language::Python => python::lower(file, text),
        Language::Rust => rust::lower(file, text),
    };
    Facts { lines: lines::line_starts(text), ..facts }
}

pub use memory::Memory;

/// Lowers the next version of a file: what [`lower`] gives, from what `memory` and the facts before have of it.
pub fn lower_again(language: Language, text: &str, before: &Facts, memory: &mut Memory) -> Facts {
    let facts = match language {
        Language::Python => python::lower_again(text, before, memory),
        Language::Rust => rust::lower_again(text, before, memory),
    };
    Facts { lines: lines::line_starts(text), ..facts }
}

/// Lowers one file, all function bodies at once: what [`lower`] gives once every body was read.
pub fn lower_whole(language: Language, file: FileId, text: &str) -> Facts {
    let facts = match language {
        Language::Python => python::whole(file, text),
        Language::Rust => rust::whole(file, text),
    };
    Facts { lines: lines::line_starts(text), ..facts }
}

/// How many bytes of a Rust text make up the string, character, lifetime mark or comment it starts with; 0 if none does.
pub fn literal_length(text: &str) -> usize {
    rust::literal_length(text)
}

/// The comments of a text, in order.
pub fn comments(language: Language, text: &str) -> Vec<Span> {
    match language {
        Language::Python => python::comments(text),
        Language::Rust => rust::comments(text),
    }
}
