//! How does a place look to a client? Bytes as lines and columns of the agreed encoding.

use super::settled::Settled;
use crate::engine::Lines;
use crate::text::{Encoding, FileId, Span};
use tower_lsp::ls_types::{Location, Position, Range};

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

/// A span of a file; `None` if the file has no URI.
pub(super) fn location(settled: &Settled, file: FileId, span: Span, encoding: Encoding) -> Option<Location> {
    Some(Location { uri: settled.uri(file)?, range: range(&settled.lines(file), span, encoding) })
}
