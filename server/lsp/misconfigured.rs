//! Is the configuration not what it should be? A diagnostic in its file, whether anybody has that open or not.

use super::convert;
use super::settled::Settled;
use super::uri;
use crate::engine::{Lines, Problem, read_text};
use crate::text::{Encoding, Position, Span};
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Uri};

/// What takes the place of a rule's name.
const CODE: &str = "configuration";

/// The configuration file and what is wrong with it; `None` if it is the one that holds.
pub(super) fn diagnostic(settled: &Settled, encoding: Encoding) -> Option<(Uri, Diagnostic)> {
    let problem = settled.snapshot.misconfigured.as_ref()?;
    // A file above the folder has an absolute path, which takes the place of the folder's.
    let path = settled.folder.join(&problem.path);
    let lines = Lines::of(&read_text(&path).unwrap_or_default());
    let diagnostic = Diagnostic {
        range: convert::range(&lines, line(&lines, problem, encoding), encoding),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String(CODE.to_owned())),
        source: Some("wayline".to_owned()),
        message: problem.what.clone(),
        ..Diagnostic::default()
    };
    Some((uri::of_path(&path)?, diagnostic))
}

/// The line of a problem; the first if none is known.
fn line(lines: &Lines, problem: &Problem, encoding: Encoding) -> Span {
    let line = problem.line.unwrap_or(1).saturating_sub(1);
    let offset = |column| lines.offset(Position { line, column }, encoding);
    Span { start: offset(0), end: offset(u32::MAX) }
}
