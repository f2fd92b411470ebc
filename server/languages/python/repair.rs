//! Which definitions did half-typed code swallow? Decorators that the parser took for the rest of the line above.
//!
//! `app.` above `@app.get("/x")` reads on over the end of its line, and the route below is lost while somebody types.
//! A line that begins with `@` is a decorator far more often than the right side of a product, so where the parser
//! could not make one of it, the line above is blanked and the text is read again.

use crate::syntax::{Language, parse};
use crate::text::Span;
use tree_sitter::{Node, Tree};

/// How often a text is read again: each time the lines above go by one more.
const ROUNDS: usize = 4;

/// A text read again with broken lines left out.
pub(super) struct Repaired {
    /// Its tree; offsets are those of the text.
    pub(super) tree: Tree,
    /// The lines that were left out.
    pub(super) left_out: Vec<Span>,
}

/// A tree that gives back decorators that broken code swallowed, if there are any.
pub(super) fn repaired(text: &str, tree: &Tree) -> Option<Repaired> {
    if !tree.root_node().has_error() {
        return None;
    }
    let mut lost = swallowed(text.as_bytes(), tree);
    let mut bytes = text.as_bytes().to_vec();
    let (mut best, mut left_out) = (None, Vec::new());
    for _ in 0..ROUNDS {
        if lost.is_empty() {
            break;
        }
        left_out.extend(lost.iter().filter_map(|at| blank_line_above(&mut bytes, *at)));
        let tree = parse(Language::Python, std::str::from_utf8(&bytes).ok()?)?;
        let still_lost = swallowed(&bytes, &tree);
        if still_lost.len() < lost.len() {
            best = Some(Repaired { tree, left_out: left_out.clone() });
        }
        lost = still_lost;
    }
    best
}

/// The offsets of each `@` that begins a line, inside something the parser could not read, and begins no decorator.
fn swallowed(text: &[u8], tree: &Tree) -> Vec<usize> {
    let begins_line = |at: &usize| {
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\x0c');
        text[..*at].iter().rev().find(|byte| !blank(byte)).is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
    };
    memchr::memchr_iter(b'@', text).filter(begins_line).filter(|at| is_swallowed(tree, *at)).collect()
}

fn is_swallowed(tree: &Tree, at: usize) -> bool {
    let Some(node) = tree.root_node().descendant_for_byte_range(at, at + 1) else { return false };
    let is_broken = |node: Node| node.is_error() || node.has_error();
    match node.kind() {
        "@" => node.parent().is_none_or(|parent| parent.kind() != "decorator" && is_broken(parent)),
        _ => node.is_error(),
    }
}

/// Blanks the last line before an offset that has anything on it; gives its span.
fn blank_line_above(text: &mut [u8], at: usize) -> Option<Span> {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let line = text[..at].iter().rposition(is_end).unwrap_or(0);
    let last = text[..line].iter().rposition(|byte| !byte.is_ascii_whitespace())?;
    let first = text[..last].iter().rposition(is_end).map_or(0, |end| end + 1);
    text[first..=last].fill(b' ');
    Some(Span { start: first as u32, end: last as u32 + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the last definition is decorated again.
    fn decorates(text: &str) -> bool {
        let tree = parse(Language::Python, text).expect("a tree");
        let tree = repaired(text, &tree).map_or(tree, |repaired| repaired.tree);
        let root = tree.root_node();
        let last = root.named_child_count().checked_sub(1).and_then(|last| root.named_child(last as u32));
        last.is_some_and(|node| node.kind() == "decorated_definition")
    }

    #[test]
    fn a_half_typed_line_does_not_swallow_the_decorator_below() {
        for half in
            ["app.", "x = app.", "x =", "app.get(\"/a\").", "if app.", "x = [1,", "x = {\"a\": [1,\n  2,", "f(a,\n  b="]
        {
            assert!(decorates(&format!("{half}\n\n\n@app.get(\"/below\")\ndef below(): ...\n")), "{half}");
        }
    }

    #[test]
    fn a_product_over_two_lines_stays_one() {
        let text = "x = (a\n@ b)\ny = = 1\n";
        let tree = parse(Language::Python, text).expect("a tree");
        assert!(repaired(text, &tree).is_none());
    }

    #[test]
    fn a_well_formed_text_is_not_read_again() {
        let text = "@a\ndef f(): ...\n";
        assert!(repaired(text, &parse(Language::Python, text).expect("a tree")).is_none());
    }
}
