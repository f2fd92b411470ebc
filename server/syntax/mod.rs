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
    /// The language that a file of this name is read as; `None` if it is none of ours. Case matters, as it does to
    /// Python's import system and to Cargo.
    pub fn of_path(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1 {
            "py" => Some(Language::Python),
            "rs" => Some(Language::Rust),
            _ => None,
        }
    }

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
