//! What does an editor show? The text of an open document at one version, edited in the order of arrival.

use crate::syntax::{Change, Language, Source};
use crate::text::{Encoding, Position, Span, Splice, offset_of, position_of};
use ropey::Rope;
use std::sync::{Arc, OnceLock};

/// The largest document that is read as code, in bytes: what is larger is kept and not looked at, as on disk.
const LARGEST: usize = super::super::scan::LARGEST as usize;

/// One version of an open document. A value: editing makes a new one, and clones share the text.
#[derive(Clone, Debug)]
pub struct Document {
    text: Rope,
    version: i32,
    /// Parsed when somebody asks; from then on, each edit parses only what it touches.
    source: OnceLock<Option<Arc<Source>>>,
}

impl Document {
    /// A document as the editor opened it.
    pub fn new(text: &str, version: i32) -> Self {
        Document { text: Rope::from_str(text), version, source: OnceLock::new() }
    }

    /// The editor's version number.
    pub fn version(&self) -> i32 {
        self.version
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.text.to_string()
    }

    /// How long the text is, in bytes.
    pub fn len(&self) -> usize {
        self.text.len_bytes()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.len_bytes() == 0
    }

    /// Whether the text is read as code: as on disk, if it is not too long and holds no NUL.
    pub fn is_readable(&self) -> bool {
        self.len() <= LARGEST && self.text.chunks().all(|chunk| memchr::memchr(0, chunk.as_bytes()).is_none())
    }

    /// The next version: the changes applied one after the other, each in the text that the one before left.
    #[must_use]
    pub fn edit(&self, version: i32, encoding: Encoding, changes: &[Change]) -> Self {
        if let Some(Some(source)) = self.source.get() {
            let source = source.edit(version, encoding, changes);
            return Document { text: source.text().clone(), version, source: Some(Arc::new(source)).into() };
        }
        let mut text = self.text.clone();
        changes.iter().for_each(|change| apply(&mut text, encoding, change));
        Document { text, version, source: OnceLock::new() }
    }

    /// The text with its tree; `None` if it is too long to be read as code. Parses at the first call, in this language.
    pub fn source(&self, language: Language) -> Option<Arc<Source>> {
        let parse = || {
            let text = self.is_readable().then(|| self.text())?;
            Source::new(language, &text, self.version).map(Arc::new)
        };
        self.source.get_or_init(parse).clone()
    }

    /// The lines of the text, for positions.
    pub fn lines(&self) -> Lines {
        Lines(self.text.clone())
    }
}

fn apply(text: &mut Rope, encoding: Encoding, change: &Change) {
    let Some((start, end)) = change.range else {
        *text = Rope::from_str(&change.text);
        return;
    };
    let offset = |position| offset_of(text, position, encoding);
    let splice = Splice { span: Span { start: offset(start), end: offset(end) }, text: change.text.clone() };
    splice.apply(text);
}

/// A text that can tell where its bytes stand. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Lines(Rope);

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Self {
        Lines(Rope::from_str(text))
    }

    /// The position of a byte offset.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        position_of(&self.0, offset, encoding)
    }

    /// The byte offset of a position, on a character boundary.
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        offset_of(&self.0, position, encoding)
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.0.to_string()
    }

    /// The text of a span, brought into the text.
    pub fn slice(&self, span: Span) -> String {
        let range = Splice { span, text: String::new() }.range(&self.0);
        self.0.byte_slice(range).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[test]
    fn an_edit_of_a_parsed_document_is_that_of_an_unparsed_one() {
        let changes = [
            Change { range: Some((at(0, 1), at(0, 3))), text: "漢".into() },
            Change { range: Some((at(1, 0), at(1, 0))), text: "b = 2\n".into() },
        ];
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let plain = Document::new("é = 1\n", 1);
            let parsed = plain.clone();
            assert!(parsed.source(Language::Python).is_some());
            let (plain, parsed) = (plain.edit(2, encoding, &changes), parsed.edit(2, encoding, &changes));
            assert_eq!(plain.text(), parsed.text());
            assert_eq!((plain.version(), parsed.source(Language::Python).unwrap().version()), (2, 2));
        }
    }

    #[test]
    fn a_document_that_is_too_long_is_kept_and_not_parsed() {
        let long = Document::new(&"x = 1\n".repeat(LARGEST / 6 + 1), 1);
        assert!(!long.is_readable() && long.source(Language::Rust).is_none() && long.len() > LARGEST);
        assert!(!Document::new("x = '\0'", 1).is_readable());
    }
}
