//! Where in which text does a question stand? The settled snapshot, the file, and positions both ways.

use super::agreement::Agreement;
use super::convert;
use super::settled::Settled;
use crate::engine::Lines;
use crate::text::{FileId, Span};
use std::sync::Arc;
use tower_lsp::ls_types::{Location, Position, Range};

/// A question's surroundings.
pub(super) struct Scene {
    pub(super) settled: Arc<Settled>,
    pub(super) agreement: Agreement,
    /// The file that is asked about.
    pub(super) file: FileId,
    /// Its lines, as the client shows them.
    pub(super) lines: Lines,
}

impl Scene {
    /// The byte of a position of the file.
    pub(super) fn offset(&self, at: Position) -> u32 {
        convert::offset(&self.lines, at, self.agreement.encoding)
    }

    /// A range of the file.
    pub(super) fn range(&self, span: Span) -> Range {
        convert::range(&self.lines, span, self.agreement.encoding)
    }

    /// A place in any file.
    pub(super) fn location(&self, file: FileId, span: Span) -> Option<Location> {
        convert::location(&self.settled, file, span, self.agreement.encoding)
    }
}
