//! How does text become a tree? Languages, sources, incremental parsing and queries.

mod capture;
mod parse;
mod query;
mod source;

pub use capture::Capture;
pub use parse::parse;
pub use query::{Match, QueryFile, Scope, query_files};
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
    /// Every language.
    pub const ALL: [Language; 2] = [Language::Python, Language::Rust];

    /// The tree-sitter grammar.
    pub fn grammar(self) -> tree_sitter::Language {
        match self {
            Language::Python => tree_sitter_python::LANGUAGE.into(),
            Language::Rust => tree_sitter_rust::LANGUAGE.into(),
        }
    }
}
