//! What would `--fix` change? A patch, and nothing is written.

use super::super::outcome::Outcome;
use super::fix::mended;
use crate::engine::Snapshot;
use crate::rules::Checked;
use similar::TextDiff;
use std::collections::BTreeSet;
use std::io::{Result, Write};

pub(super) fn print(
    snapshot: &Snapshot,
    checked: &Checked,
    unsafe_fixes: bool,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let (texts, _) = mended(snapshot, checked, unsafe_fixes, &BTreeSet::new());
    for (file, after) in &texts {
        let path = snapshot.paths.get(file.0 as usize).map_or("", String::as_str);
        let before = snapshot.facts.get(file).map_or("", |facts| &facts.text);
        let diff = TextDiff::from_lines(before, after);
        write!(out, "{}", diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")))?;
    }
    out.flush()?;
    Ok(if texts.is_empty() { Outcome::Resolved } else { Outcome::Found })
}
