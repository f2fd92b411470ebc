//! Which colour says what? One place, so that the table and the doctor agree.

use crate::api::Verdict;
use crate::rules::Level;
use anstyle::{AnsiColor, Style};

/// Headings.
pub(super) const HEADING: Style = Style::new().bold();
/// What matters less: column names, endpoints under a condition.
pub(super) const DIM: Style = Style::new().dimmed();
/// What is not as it should be.
pub(super) const WARN: Style = AnsiColor::Yellow.on_default();
/// What went wrong.
pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();

/// A line that a patch adds.
pub(super) const ADDED: Style = AnsiColor::Green.on_default();
/// A line that a patch takes away.
pub(super) const REMOVED: Style = AnsiColor::Red.on_default();

/// A method by what it does to the server: reads are calm, deletions are not.
pub(super) fn method(method: &str) -> Style {
    match method {
        "GET" | "HEAD" | "OPTIONS" => AnsiColor::Green.on_default(),
        "POST" => AnsiColor::Yellow.on_default(),
        "PUT" | "PATCH" => AnsiColor::Blue.on_default(),
        "DELETE" => AnsiColor::Red.on_default(),
        "WEBSOCKET" => AnsiColor::Magenta.on_default(),
        _ => AnsiColor::Cyan.on_default(),
    }
}

/// A verdict on authentication.
pub(super) fn verdict(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Required => AnsiColor::Green.on_default(),
        Verdict::Optional => AnsiColor::Cyan.on_default(),
        Verdict::None => DIM,
        Verdict::Unknown => WARN,
    }
}

/// A text in a style; whether the terminal sees it is decided by the stream it is written to.
pub(super) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// A level of findings.
pub(super) fn level(level: Level) -> Style {
    match level {
        Level::Error => ERROR,
        Level::Warning => AnsiColor::Yellow.on_default().bold(),
        Level::Info => AnsiColor::Cyan.on_default().bold(),
        Level::Hint => AnsiColor::Green.on_default().bold(),
    }
}
