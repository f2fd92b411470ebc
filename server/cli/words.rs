//! How are counts and texts from a workspace put into lines that people read?

use crate::engine::{Located, Snapshot};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// `1 endpoint`, `2 endpoints`, `12,345 steps`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// A number with a comma between groups of three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Text of a workspace with control characters escaped: a file under inspection must not steer the terminal.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}

/// `file:line`.
pub(super) fn file_line(at: &Located) -> String {
    format!("{}:{}", harmless(&at.file), at.line)
}

/// The blanks that bring a text to a width in columns of a terminal.
pub(super) fn padding(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}

/// How much of a workspace was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) resolved: usize,
    pub(super) unresolved: usize,
    /// Places that could not be resolved; an endpoint need not be known to hang on one.
    pub(super) places: usize,
}

impl Share {
    /// Every endpoint that is known to exist: those with a path, and those known to hang on something unresolved.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let unresolved = snapshot.api.unresolved.iter().map(|one| one.endpoints).sum();
        Share { resolved: snapshot.api.endpoints.len(), unresolved, places: snapshot.api.unresolved.len() }
    }

    pub(super) fn total(self) -> usize {
        self.resolved + self.unresolved
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} resolved", grouped(self.resolved), count(self.total(), "endpoint"))?;
        if self.places > 0 { write!(f, " ({})", count(self.places, "unresolved place")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_and_agree_in_number() {
        assert_eq!(count(0, "route"), "0 routes");
        assert_eq!(count(1, "route"), "1 route");
        assert_eq!(count(1_234_567, "step"), "1,234,567 steps");
    }

    #[test]
    fn escape_sequences_of_a_workspace_are_shown_and_not_sent() {
        assert_eq!(harmless("/a\u{1b}[2J/ü"), "/a\\u{1b}[2J/ü");
    }
}
