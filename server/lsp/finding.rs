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

/// What the rules find that the configuration makes run.
pub fn rules(snapshot: &Snapshot) -> Vec<Finding> {
    let found = snapshot.check(&snapshot.rules).findings;
    found.into_iter().map(Finding::of_rule).collect()
}

impl Finding {
    fn of_rule(of: crate::rules::Finding) -> Self {
        let related = |of: crate::rules::Related| Related { at: (of.at.file, of.span), message: of.message };
        Finding {
            rule: of.rule.to_owned(),
            level: Level::of_rule(of.level),
            at: (of.at.file, of.span),
            message: of.message,
            related: of.related.into_iter().map(related).collect(),
            page: crate::rules::rule(of.rule).map(crate::rules::Rule::url),
            unnecessary: false,
            fix: of.fix.map(|change| Fix {
                title: change.title,
                edits: change.edits.into_iter().map(|edit| (edit.file, edit.splice)).collect(),
                is_safe: change.safety == crate::edit::Safety::Safe,
            }),
        }
    }
}

impl Level {
    fn of_rule(of: crate::rules::Level) -> Self {
        match of {
            crate::rules::Level::Error => Level::Error,
            crate::rules::Level::Warning => Level::Warning,
            crate::rules::Level::Info => Level::Info,
            crate::rules::Level::Hint => Level::Hint,
        }
    }
}

/// Tells nothing: the protocol alone.
pub fn nothing(_: &Snapshot) -> Vec<Finding> {
    Vec::new()
}
