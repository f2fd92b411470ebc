//! What is one version of one file? Its text, its tree, and how an edit makes the next version.

use super::Language;
use super::parse::{parse_rope, reparse_rope};
use crate::text::{Encoding, Position, Span, Splice, offset_of};
use ropey::Rope;
use tree_sitter::{InputEdit, Point, Tree};

/// One version of one file. A value: editing makes a new one, and clones share text and tree.
#[derive(Clone, Debug)]
pub struct Source {
    language: Language,
    text: Rope,
    tree: Tree,
    version: i32,
}

/// A change as editors send it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What is replaced, counted in the text that the changes before this one left; `None` is the whole text.
    pub range: Option<(Position, Position)>,
    /// What stands there afterwards.
    pub text: String,
}

impl Source {
    /// Parses a text; `version` is the editor's number, 0 for a file from disk. `None` only if the grammar does not
    /// fit the linked tree-sitter, which a test rules out.
    pub fn new(language: Language, text: &str, version: i32) -> Option<Self> {
        let text = Rope::from_str(text);
        let tree = parse_rope(language, &text)?;
        Some(Source { language, text, tree, version })
    }

    /// The language it is read as.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text.
    pub fn text(&self) -> &Rope {
        &self.text
    }

    /// The tree of [`Source::text`].
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The editor's version number, 0 for a file from disk.
    pub fn version(&self) -> i32 {
        self.version
    }

    /// The next version: the changes applied one after the other, each in the text that the one before left.
    #[must_use]
    pub fn edit(&self, version: i32, encoding: Encoding, changes: &[Change]) -> Self {
        let mut next = Draft::of(self);
        for change in changes {
            next.change(encoding, change);
        }
        next.finish(self, version)
    }

    /// The next version: the splices applied one after the other, each in the text that the one before left.
    #[must_use]
    pub fn splice(&self, version: i32, splices: &[Splice]) -> Self {
        let mut next = Draft::of(self);
        for splice in splices {
            next.splice(splice);
        }
        next.finish(self, version)
    }
}

/// A version in the making: the text is new, the tree is the old one told what moved; `None` once all is replaced.
struct Draft {
    text: Rope,
    tree: Option<Tree>,
}

impl Draft {
    fn of(source: &Source) -> Self {
        Draft { text: source.text.clone(), tree: Some(source.tree.clone()) }
    }

    fn change(&mut self, encoding: Encoding, change: &Change) {
        let Some((start, end)) = change.range else {
            *self = Draft { text: Rope::from_str(&change.text), tree: None };
            return;
        };
        let offset = |position| offset_of(&self.text, position, encoding);
        self.splice(&Splice { span: Span { start: offset(start), end: offset(end) }, text: change.text.clone() });
    }

    fn splice(&mut self, splice: &Splice) {
        let mut range = splice.range(&self.text);
        // Whether a `\r` ends a line depends on what follows it, so an edit right behind one changes it too.
        if range.start > 0 && self.text.byte(range.start - 1) == b'\r' {
            range.start -= 1;
        }
        let behind = self.text.len_bytes() - range.end;
        let (start_position, old_end_position) = (point(&self.text, range.start), point(&self.text, range.end));
        splice.apply(&mut self.text);
        let new_end_byte = self.text.len_bytes() - behind;
        let new_end_position = point(&self.text, new_end_byte);
        let (start_byte, old_end_byte) = (range.start, range.end);
        let edit =
            InputEdit { start_byte, old_end_byte, new_end_byte, start_position, old_end_position, new_end_position };
        if let Some(tree) = &mut self.tree {
            tree.edit(&edit);
        }
    }

    /// Parses what was drafted: with the old tree if nothing is broken, else from scratch.
    fn finish(self, before: &Source, version: i32) -> Source {
        let (language, text) = (before.language, self.text);
        let reparsed = self.tree.and_then(|old| reparse_rope(language, &text, &old));
        let tree = reparsed.or_else(|| parse_rope(language, &text)).unwrap_or_else(|| before.tree.clone());
        Source { language, text, tree, version }
    }
}

/// Row and byte column as tree-sitter counts them, which are ours.
fn point(text: &Rope, offset: usize) -> Point {
    let row = text.byte_to_line(offset);
    Point { row, column: offset - text.line_to_byte(row) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn python(text: &str) -> Source {
        Source::new(Language::Python, text, 0).expect("the pinned grammar")
    }

    fn insert(offset: u32, text: &str) -> Splice {
        Splice { span: Span { start: offset, end: offset }, text: text.into() }
    }

    fn statements(source: &Source) -> Vec<usize> {
        let root = source.tree().root_node();
        root.children(&mut root.walk()).map(|node| node.id()).collect()
    }

    #[test]
    fn what_an_edit_does_not_touch_is_kept() {
        let before = python("a = 1\nb = 2\nc = 3\n");
        let after = before.splice(1, &[insert(12, "d = 4\n")]);
        let (before, after) = (statements(&before), statements(&after));
        assert_eq!(after.len(), 4);
        assert_eq!(after[0], before[0], "a node of the old tree, not one like it");
    }

    #[test]
    fn an_edit_makes_a_new_version_and_leaves_the_old_one() {
        let before = python("é = 1\n");
        let after = before.splice(5, &[insert(2, "x"), insert(3, "y")]);
        assert_eq!((before.version(), before.text().to_string()), (0, "é = 1\n".to_owned()));
        assert_eq!((after.version(), after.text().to_string()), (5, "éxy = 1\n".to_owned()));
    }

    #[test]
    fn rows_of_the_tree_are_lines_of_the_text() {
        let source = python("a\rb\r\nc\nd").splice(1, &[insert(2, "\n")]);
        assert_eq!(source.text().to_string(), "a\r\nb\r\nc\nd");
        assert_eq!(source.tree().root_node().end_position(), point(source.text(), source.text().len_bytes()));
    }
}
