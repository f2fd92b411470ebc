//! How does a text change? One piece of it is replaced by another.

use super::{Span, position};
use ropey::Rope;
use std::ops::Range;

/// A replacement: the bytes of `span` become `text`. An empty span inserts, an empty text deletes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Splice {
    /// What is replaced, in bytes of the text before.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Splice {
    /// The bytes of `text` that this replaces: the span brought into the text and down to character boundaries.
    pub fn range(&self, text: &Rope) -> Range<usize> {
        let start = position::boundary(text, self.span.start as usize);
        start..position::boundary(text, self.span.end as usize).max(start)
    }

    /// Replaces [`Splice::range`] in place.
    pub fn apply(&self, text: &mut Rope) {
        let range = self.range(text);
        let start = text.byte_to_char(range.start);
        text.remove(start..text.byte_to_char(range.end));
        text.insert(start, &self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spliced(text: &str, start: u32, end: u32, by: &str) -> String {
        let mut rope = Rope::from(text);
        Splice { span: Span { start, end }, text: by.into() }.apply(&mut rope);
        rope.to_string()
    }

    #[test]
    fn the_span_becomes_the_text() {
        assert_eq!(spliced("app = 1", 6, 7, "漢"), "app = 漢");
        assert_eq!(spliced("ab", 1, 1, "\r\n"), "a\r\nb");
    }

    #[test]
    fn a_span_outside_the_text_or_inside_a_character_is_brought_in() {
        assert_eq!(spliced("é", 1, 9, "x"), "x");
        assert_eq!(spliced("aé", 9, 12, "x"), "aéx");
        assert_eq!(spliced("abc", 2, 1, "x"), "abxc", "a reversed span is empty");
    }
}
