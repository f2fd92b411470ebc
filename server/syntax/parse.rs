//! How is a text parsed? From scratch, or from a tree that has been told what changed.
//!
//! A lone `\r` ends a line in Python and in every editor, but not for tree-sitter. So the parser is shown a `\n` in its
//! place, which changes no offset: its rows are the lines of `text::position`, and its statements end where Python's do.

use super::Language;
use memchr::memchr_iter;
use ropey::Rope;
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::ControlFlow;
use tree_sitter::{ParseOptions, ParseState, Parser, Tree};

thread_local! {
    /// One parser per thread: making one costs more than parsing a small file.
    static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
}

/// Parses a whole text. `None` only if the grammar does not fit the linked tree-sitter, which a test rules out.
pub fn parse(language: Language, text: &str) -> Option<Tree> {
    let text = with_line_feeds(text.as_bytes());
    with_parser(language, |parser| parser.parse(&text, None))
}

/// Parses a rope from scratch. `None` as for [`parse`].
pub(super) fn parse_rope(language: Language, text: &Rope) -> Option<Tree> {
    with_parser(language, |parser| parser.parse_with_options(&mut |offset, _| piece(text, offset), None, None))
}

/// Parses a rope with what can be kept of the tree before, which [`Tree::edit`] has told of every change since. `None`
/// at the first error: how the parser recovers depends on what it reuses, so only a tree without errors is the same
/// whichever way it came about.
pub(super) fn reparse_rope(language: Language, text: &Rope, old: &Tree) -> Option<Tree> {
    let mut stop_at_error =
        |state: &ParseState| if state.has_error() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let options = ParseOptions::new().progress_callback(&mut stop_at_error);
    let mut read = |offset, _| piece(text, offset);
    let tree = with_parser(language, |parser| parser.parse_with_options(&mut read, Some(old), Some(options)));
    tree.filter(|tree| !tree.root_node().has_error())
}

/// What the parser is shown from an offset on.
fn piece(text: &Rope, offset: usize) -> Cow<'_, [u8]> {
    match text.get_chunk_at_byte(offset) {
        Some((chunk, start, ..)) => with_line_feeds(&chunk.as_bytes()[offset - start..]),
        None => Cow::Borrowed(&[]),
    }
}

fn with_parser(language: Language, parse: impl FnOnce(&mut Parser) -> Option<Tree>) -> Option<Tree> {
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(&language.grammar()).ok()?;
        parser.reset();
        parse(parser)
    })
}

/// The text with each lone `\r` as `\n`. Pieces of a rope never end inside a `\r\n`.
fn with_line_feeds(text: &[u8]) -> Cow<'_, [u8]> {
    let mut shown = Cow::Borrowed(text);
    for at in memchr_iter(b'\r', text) {
        if text.get(at + 1) != Some(&b'\n') {
            shown.to_mut()[at] = b'\n';
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_carriage_return_ends_a_line() {
        assert_eq!(*with_line_feeds(b"a\rb\r\nc\r"), *b"a\nb\r\nc\n");
        let tree = parse(Language::Python, "a = 1\rb = 2\r").expect("a tree");
        assert_eq!(tree.root_node().named_child_count(), 2);
        assert!(!tree.root_node().has_error());
    }

    #[test]
    fn a_rope_and_a_string_give_the_same_tree() {
        let text = "x = '漢'\r\ny = 😀\r".repeat(500);
        let (rope, string) = (parse_rope(Language::Python, &Rope::from(&*text)), parse(Language::Python, &text));
        assert_eq!(rope.map(|tree| tree.root_node().to_sexp()), string.map(|tree| tree.root_node().to_sexp()));
    }
}
