//! How does a place look to a client? Bytes as lines and columns of the agreed encoding.

use super::settled::Settled;
use crate::engine::Lines;
use crate::text::{Encoding, FileId, Span};
use std::collections::HashMap;
use tower_lsp::ls_types::{Location, Position, Range, Uri};

/// A position as the client counts.
pub(super) fn position(lines: &Lines, offset: u32, encoding: Encoding) -> Position {
    let at = lines.position(offset, encoding);
    Position { line: at.line, character: at.column }
}

/// A range as the client counts.
pub(super) fn range(lines: &Lines, span: Span, encoding: Encoding) -> Range {
    Range { start: position(lines, span.start, encoding), end: position(lines, span.end, encoding) }
}

/// The byte of a client's position.
pub(super) fn offset(lines: &Lines, at: Position, encoding: Encoding) -> u32 {
    lines.offset(crate::text::Position { line: at.line, column: at.character }, encoding)
}

/// Spans of files as the client counts, many at once: the name and the lines of each file are looked up once.
pub(super) struct Places<'s> {
    settled: &'s Settled,
    encoding: Encoding,
    files: HashMap<FileId, Option<(Uri, Lines)>>,
}

impl<'s> Places<'s> {
    pub(super) fn new(settled: &'s Settled, encoding: Encoding) -> Self {
        Places { settled, encoding, files: HashMap::new() }
    }

    /// A span of a file; `None` if the file has no URI.
    pub(super) fn location(&mut self, file: FileId, span: Span) -> Option<Location> {
        let (settled, encoding) = (self.settled, self.encoding);
        let known = self.files.entry(file).or_insert_with(|| Some((settled.uri(file)?, settled.lines(file))));
        let (uri, lines) = known.as_ref()?;
        Some(Location { uri: uri.clone(), range: range(lines, span, encoding) })
    }
}

/// A span of a file; `None` if the file has no URI.
pub(super) fn location(settled: &Settled, file: FileId, span: Span, encoding: Encoding) -> Option<Location> {
    Some(Location { uri: settled.uri(file)?, range: range(&settled.lines(file), span, encoding) })
}
