//! How does a change over several files come together? Replacements, new files and imports, checked when it is done.

use super::{Change, Edit, NewFile, Safety};
use crate::text::{FileId, Span, Splice};
use std::collections::BTreeMap;

/// A change in the making.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    splices: BTreeMap<FileId, Vec<Splice>>,
    created: Vec<NewFile>,
}

impl Draft {
    /// Replaces some bytes of a file.
    pub fn replace(&mut self, file: FileId, span: Span, text: impl Into<String>) {
        self.add(file, [Splice { span, text: text.into() }]);
    }

    /// Puts a text before a byte of a file, behind what was put there before.
    pub fn insert(&mut self, file: FileId, at: u32, text: impl Into<String>) {
        self.replace(file, Span { start: at, end: at }, text);
    }

    /// Takes some bytes out of a file.
    pub fn delete(&mut self, file: FileId, span: Span) {
        self.replace(file, span, "");
    }

    /// Replaces several pieces of a file.
    pub fn add(&mut self, file: FileId, splices: impl IntoIterator<Item = Splice>) {
        let known = self.splices.entry(file).or_default();
        for splice in splices {
            let is_insertion = |span: Span| span.start == span.end;
            // What is put at one place stays in the order in which it was put there.
            match known.iter_mut().find(|it| is_insertion(splice.span) && it.span == splice.span) {
                Some(it) => it.text.push_str(&splice.text),
                None => known.push(splice),
            }
        }
    }

    /// Makes a file; `path` is relative to the workspace, with `/` between parts.
    pub fn create(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.created.push(NewFile { path: path.into(), text: text.into() });
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.splices.values().all(Vec::is_empty) && self.created.is_empty()
    }

    /// The change. `None` if two pieces of it meet: then it was not thought through.
    pub fn finish(self, title: impl Into<String>, safety: Safety) -> Option<Change> {
        let mut edits = Vec::new();
        for (file, mut splices) in self.splices {
            splices.sort_unstable();
            if splices.windows(2).any(|two| two[0].span.end > two[1].span.start) {
                return None;
            }
            edits.extend(splices.into_iter().map(|splice| Edit { file, splice }));
        }
        Some(Change { title: title.into(), edits, created: self.created, safety })
    }
}
