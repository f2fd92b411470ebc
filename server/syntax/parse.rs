//! How is a text parsed from scratch?

use super::Language;
use std::cell::RefCell;
use tree_sitter::{Parser, Tree};

thread_local! {
    /// One parser per thread: making one costs more than parsing a small file.
    static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
}

/// Parses a whole text. `None` only if the grammar does not fit the linked tree-sitter, which a test rules out.
pub fn parse(language: Language, text: &str) -> Option<Tree> {
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(&language.grammar()).ok()?;
        parser.reset();
        parser.parse(text, None)
    })
}
