//! What is there to tell about a snapshot? The seam to the rules: plain data that is published as diagnostics.

use crate::engine::Snapshot;
use crate::text::{FileId, Span};

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
