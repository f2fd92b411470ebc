//! What is there to tell about a snapshot? The seam to the rules: plain data that is published as diagnostics.

use crate::engine::Snapshot;
use crate::text::{FileId, Span, Splice};

/// Something to tell about a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule, such as `duplicate-route`.
    pub rule: String,
    /// How bad it is.
    pub level: Level,
    /// Where it stands.
    pub at: (FileId, Span),
    /// What is the matter.
    pub message: String,
    /// Where else to look.
    pub related: Vec<Related>,
    /// The page of the rule.
    pub page: Option<String>,
    /// Whether the code is of no use, such as a route that is never reached.
    pub unnecessary: bool,
    /// How to mend it.
    pub fix: Option<Fix>,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, as an imperative sentence without a full stop.
    pub title: String,
    /// What is replaced in which file, in bytes of its text as it is; none overlap.
    pub edits: Vec<(FileId, Splice)>,
    /// Whether it may be made without asking.
    pub is_safe: bool,
}

/// A place that belongs to a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where it stands.
    pub at: (FileId, Span),
    /// What is there.
    pub message: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Level {
    Error,
    Warning,
    Info,
    Hint,
}

/// Says what there is to tell about a snapshot.
pub type Check = fn(&Snapshot) -> Vec<Finding>;

/// Tells nothing.
pub fn nothing(_: &Snapshot) -> Vec<Finding> {
    Vec::new()
}
