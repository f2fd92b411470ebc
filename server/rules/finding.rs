//! What does a rule find? Plain data that terminal, CI and editor show each in its own way.

use super::rule::{Level, Rule};
use super::subject::Subject;
use crate::edit::Change;
use crate::facts::Place;
use crate::text::{FileId, Span};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule.
    pub rule: &'static str,
    /// How bad it is.
    pub level: Level,
    /// Where it stands.
    pub at: Place,
    /// The bytes to mark, in the file of `at`.
    pub span: Span,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// How to mend it.
    pub fix: Option<Change>,
    /// The definition it belongs to: a comment anywhere on it suppresses the finding.
    pub within: Option<Place>,
}

/// Another place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub at: Place,
    /// The bytes to mark, in the file of `at`.
    pub span: Span,
    /// What stands there, one phrase without a full stop.
    pub message: String,
}

/// A finding in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    at: Place,
    span: Option<Span>,
    message: String,
    level: Option<Level>,
    related: Vec<(Place, Option<Span>, String)>,
    fix: Option<Change>,
    within: Option<Place>,
}

impl Draft {
    /// Something is wrong at a place.
    pub fn new(at: Place, message: impl Into<String>) -> Self {
        let (span, level, related, fix, within) = (None, None, Vec::new(), None, None);
        Draft { at, span, message: message.into(), level, related, fix, within }
    }

    /// Marks these bytes instead of the whole place.
    #[must_use]
    pub fn span(self, span: Span) -> Self {
        Draft { span: Some(span), ..self }
    }

    /// Is less or more serious than the rule's findings are elsewhere.
    #[must_use]
    pub fn level(self, level: Level) -> Self {
        Draft { level: Some(level), ..self }
    }

    /// Belongs to a definition.
    #[must_use]
    pub fn within(self, definition: Option<Place>) -> Self {
        Draft { within: definition, ..self }
    }

    /// Has to do with another place.
    #[must_use]
    pub fn related(mut self, at: Place, message: impl Into<String>) -> Self {
        self.related.push((at, None, message.into()));
        self
    }

    /// Has to do with these bytes of another place.
    #[must_use]
    pub fn related_span(mut self, at: Place, span: Span, message: impl Into<String>) -> Self {
        self.related.push((at, Some(span), message.into()));
        self
    }

    /// Can be mended.
    #[must_use]
    pub fn fix(self, fix: Option<Change>) -> Self {
        Draft { fix, ..self }
    }
}

/// Where a rule puts what it finds.
#[derive(Debug, Default)]
pub struct Report {
    drafts: Vec<Draft>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// The findings of a rule at the level that is configured for it.
    pub(super) fn findings(self, subject: &Subject, rule: &Rule, level: Level) -> Vec<Finding> {
        let finding = |draft: Draft| {
            let is_default = level == rule.level;
            Finding {
                rule: rule.name,
                level: draft.level.filter(|_| is_default).unwrap_or(level),
                at: draft.at,
                span: draft.span.unwrap_or_else(|| subject.span(draft.at)),
                message: draft.message,
                related: draft
                    .related
                    .into_iter()
                    .map(|(at, span, message)| Related { at, span: span.unwrap_or_else(|| subject.span(at)), message })
                    .collect(),
                fix: draft.fix,
                within: draft.within,
            }
        };
        self.drafts.into_iter().map(finding).collect()
    }
}

impl Finding {
    /// The file it stands in.
    pub fn file(&self) -> FileId {
        self.at.file
    }
}
