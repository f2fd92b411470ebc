//! What kept a file from being read as it should? One line per file, for `wayline doctor`.

use std::fmt;

/// Something about a file that the user should know: it was skipped, read with loss, or is malformed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file: below the workspace with `/`, or absolute if it lies outside.
    pub path: String,
    /// The 1-based line, if it is known.
    pub line: Option<u32>,
    /// What is the matter, in words.
    pub what: String,
}

impl Problem {
    /// A problem of a whole file.
    pub fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
        Problem { path: path.into(), line: None, what: what.into() }
    }

    /// A problem at a byte of a file's text.
    pub fn at(path: impl Into<String>, text: &str, offset: usize, what: impl Into<String>) -> Self {
        Problem { path: path.into(), line: Some(line_of(text, offset)), what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

/// The 1-based line of a byte offset.
pub(super) fn line_of(text: &str, offset: usize) -> u32 {
    let before = &text.as_bytes()[..offset.min(text.len())];
    memchr::memchr_iter(b'\n', before).count() as u32 + 1
}
