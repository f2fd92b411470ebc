//! Where in which text does a question stand? The settled snapshot, the file, and positions both ways.

use super::agreement::Agreement;
use super::convert;
use super::settled::Settled;
use crate::engine::Lines;
use crate::facts::Facts;
use crate::ide::View;
use crate::languages::lower;
use crate::syntax::Language;
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

    /// Runs something with the API as it is looked at from an editor.
    pub(super) fn with_view<T>(&self, run: impl FnOnce(&View) -> T) -> T {
        with_view(&self.settled, run)
    }

    /// The facts of a file, whether or not evaluation asked for them.
    pub(super) fn facts(&self, file: FileId) -> Arc<Facts> {
        facts(&self.settled, file)
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

/// Runs something with the API of a folder as it is looked at from an editor.
pub(super) fn with_view<T>(settled: &Settled, run: impl FnOnce(&View) -> T) -> T {
    let snapshot = &settled.snapshot;
    let text = |file: FileId, span: Span| settled.lines(file).slice(span);
    let clients = |only: Option<FileId>| {
        let files = snapshot.clients.iter().filter(|file| only.is_none_or(|only| only == **file));
        files.map(|file| facts(settled, *file)).collect()
    };
    run(&View { api: &snapshot.api, facts: &snapshot.facts, paths: &snapshot.paths, text: &text, clients: &clients })
}

/// The facts of a file that evaluation may not have asked for.
fn facts(settled: &Settled, file: FileId) -> Arc<Facts> {
    let known = settled.snapshot.facts.get(&file).cloned();
    let language = Language::of_path(settled.path(file)).unwrap_or(Language::Python);
    known.unwrap_or_else(|| Arc::new(lower(language, file, &settled.lines(file).text())))
}
