//! How do programs read what can be done, and what was? The documents of `wayline action --format json`.

use super::super::json::FORMAT_VERSION;
use crate::actions::{Action, Bench, Cursor, Offer};
use crate::edit::{Change, Safety};
use crate::facts::Facts;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// What `wayline action --list --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Offers {
    /// Raised when a field changes its meaning or goes.
    pub format_version: u32,
    /// The place that was asked about.
    pub at: Position,
    /// What could be done there, in the order of a menu.
    pub actions: Vec<Offered>,
}

/// One thing that could be done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Offered {
    /// The name of the action.
    pub action: String,
    /// What it would do.
    pub title: String,
    /// The kind, as the Language Server Protocol spells it.
    pub kind: String,
    /// What to `--set` to choose it.
    pub set: BTreeMap<String, String>,
    /// Why it cannot be done here; `null` if it can.
    pub refused: Option<String>,
    /// The rules whose findings it mends.
    pub mends: Vec<String>,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Position {
    /// Path relative to the workspace, with `/` between parts.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in bytes of UTF-8.
    pub column: u32,
}

/// What `wayline action NAME FILE:LINE --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Done {
    /// Raised when a field changes its meaning or goes.
    pub format_version: u32,
    /// The name of the action.
    pub action: String,
    /// What it does.
    pub title: String,
    /// Whether it may change what the program does.
    pub is_safe: bool,
    /// Replacements, by file and place; those of one file do not overlap and are counted in the text before.
    pub edits: Vec<Replacement>,
    /// Files that are made.
    pub created: Vec<Created>,
}

/// One replacement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Replacement {
    /// Where what is replaced begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// What stands there afterwards.
    pub text: String,
}

/// A file that is made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Created {
    /// Path relative to the workspace, with `/` between parts.
    pub file: String,
    /// Its text.
    pub text: String,
}

impl Offers {
    pub(super) fn of(bench: &Bench, cursor: &Cursor, all: &[(&Action, Offer)]) -> Self {
        let offered = |(action, offer): &(&Action, Offer)| Offered {
            action: action.name.to_owned(),
            title: offer.title.clone(),
            kind: action.kind.as_str().to_owned(),
            set: offer.set.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            refused: offer.refused.as_ref().map(ToString::to_string),
            mends: action.mends.iter().map(|rule| (*rule).to_owned()).collect(),
        };
        let at = position(bench.path(cursor.file), &cursor.facts, cursor.span.start);
        Offers { format_version: FORMAT_VERSION, at, actions: all.iter().map(offered).collect() }
    }
}

impl Done {
    pub(super) fn of(bench: &Bench, action: &Action, change: &Change) -> Self {
        let replacement = |edit: &crate::edit::Edit| {
            let (path, facts) = (bench.path(edit.file), bench.facts(edit.file)?);
            let at = |offset| position(path, &facts, offset);
            let (start, end) = (at(edit.splice.span.start), at(edit.splice.span.end));
            Some(Replacement { start, end, text: edit.splice.text.clone() })
        };
        let created = change.created.iter();
        Done {
            format_version: FORMAT_VERSION,
            action: action.name.to_owned(),
            title: change.title.clone(),
            is_safe: change.safety == Safety::Safe,
            edits: change.edits.iter().filter_map(replacement).collect(),
            created: created.map(|file| Created { file: file.path.clone(), text: file.text.clone() }).collect(),
        }
    }
}

fn position(path: &str, facts: &Facts, offset: u32) -> Position {
    let line = facts.line(offset);
    let start = facts.lines.get(line as usize - 1).copied().unwrap_or(0);
    Position { file: path.to_owned(), line, column: offset - start.min(offset) + 1 }
}

pub(super) fn print(document: &impl Serialize, out: &mut dyn Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    writeln!(out)
}
