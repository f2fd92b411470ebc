//! How are findings mended? Round by round until nothing more can be, each file at once and only as it was checked.

use super::super::args::CheckArgs;
use super::super::write::replace;
use crate::edit::{Change, Safety, apply};
use crate::engine::{Snapshot, Trouble};
use crate::rules::{Checked, Finding};
use crate::text::{FileId, Splice};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Rounds of mending: a fix may bring to light what another rule mends, but not for ever.
const ROUNDS: usize = 10;

/// Whether the fix of a finding is one to make.
pub(super) fn is_wanted(finding: &Finding, unsafe_fixes: bool) -> bool {
    finding.fix.as_ref().is_some_and(|fix| unsafe_fixes || fix.safety == Safety::Safe)
}

/// Mends what can be mended; the workspace as it is then, what is left, and how many fixes were made.
pub(super) fn fix(
    args: &CheckArgs,
    mut snapshot: Snapshot,
    mut checked: Checked,
    reopen: &dyn Fn() -> Result<Snapshot, Trouble>,
    check: &dyn Fn(&Snapshot) -> Checked,
    err: &mut dyn Write,
) -> Result<(Snapshot, Checked, usize), Trouble> {
    let (mut made, mut refused) = (0, BTreeSet::new());
    for _ in 0..ROUNDS {
        let (texts, number) = mended(&snapshot, &checked, args.unsafe_fixes, &refused);
        if texts.is_empty() {
            break;
        }
        let mut written = 0;
        for (file, text) in texts {
            let path = snapshot.paths.get(file.0 as usize).cloned().unwrap_or_default();
            let before = snapshot.facts.get(&file).map_or("", |facts| &facts.text);
            match replace(&snapshot.root, &path, before, &text) {
                Ok(()) => written += 1,
                Err(why) => {
                    refused.insert(path.clone());
                    writeln!(err, "wayline: {path}: not mended: {why}")?;
                }
            }
        }
        if written == 0 {
            break;
        }
        made += number;
        snapshot = reopen()?;
        checked = check(&snapshot);
    }
    Ok((snapshot, checked, made))
}

/// The texts of files once their fixes are made, and how many fixes that are. Of fixes that overlap the first is made.
pub(super) fn mended(
    snapshot: &Snapshot,
    checked: &Checked,
    unsafe_fixes: bool,
    refused: &BTreeSet<String>,
) -> (BTreeMap<FileId, String>, usize) {
    let mut taken: BTreeMap<FileId, Vec<&Splice>> = BTreeMap::new();
    let mut number = 0;
    let wanted = checked.findings.iter().filter(|finding| is_wanted(finding, unsafe_fixes));
    for fix in wanted.filter_map(|finding| finding.fix.as_ref()) {
        let is_refused = |file: FileId| snapshot.paths.get(file.0 as usize).is_none_or(|path| refused.contains(path));
        if fix.edits.iter().any(|edit| is_refused(edit.file)) || overlaps(&taken, fix) {
            continue;
        }
        number += 1;
        fix.edits.iter().for_each(|edit| taken.entry(edit.file).or_default().push(&edit.splice));
    }
    let text = |(file, splices): (FileId, Vec<&Splice>)| {
        let before = &snapshot.facts.get(&file)?.text;
        apply(before, splices).filter(|after| **after != **before).map(|after| (file, after))
    };
    (taken.into_iter().filter_map(text).collect(), number)
}

/// Whether a fix touches what another one replaces.
fn overlaps(taken: &BTreeMap<FileId, Vec<&Splice>>, fix: &Change) -> bool {
    fix.edits.iter().any(|edit| {
        let known = taken.get(&edit.file).into_iter().flatten();
        let (start, end) = (edit.splice.span.start, edit.splice.span.end);
        known.into_iter().any(|other| start <= other.span.end && other.span.start <= end)
    })
}
