//! How does text become a tree? Languages, sources, incremental parsing and queries.

mod parse;
mod source;

pub use parse::parse;
pub use source::{Change, Source};

/// A language Wayline reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Python 3, up to the newest grammar.
    Python,
    /// Rust 2015 to 2024.
    Rust,
}

impl Language {
    /// The tree-sitter grammar.
    pub fn grammar(self) -> tree_sitter::Language {
        match self {
            Language::Python => tree_sitter_python::LANGUAGE.into(),
            Language::Rust => tree_sitter_rust::LANGUAGE.into(),
        }
    }
}
