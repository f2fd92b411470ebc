//! What does `wayline check` do? Opens, checks, mends if asked to, prints, and says by its exit code what was found.

mod concise;
mod diff;
mod fix;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod place;
mod sarif;

pub use json::Findings;

use super::args::CheckArgs;
use super::formats::{FailOn, OutputFormat};
use super::outcome::{Outcome, why_nothing};
use super::words::{Share, count};
use crate::engine::{Extent, Question, Snapshot, Trouble};
use crate::rules::{Checked, Finding, Level, Profile, Selection};
use crate::text::FileId;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{Result, Write};
use std::path::PathBuf;

/// A way to open the workspace again.
type Reopen<'a> = dyn Fn(&Question) -> std::result::Result<Snapshot, Trouble> + 'a;

/// Answers `wayline check`. Findings go to `out` or to a file, everything else to `err`.
pub(super) fn run(
    args: &CheckArgs,
    open: &Reopen,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> std::result::Result<Outcome, Trouble> {
    let mut question = Question { paths: &args.paths, extent: Extent::Rules };
    let mut snapshot = open(&question)?;
    let selection = selection(args, &snapshot.rules)?;
    if selection.rules().next().is_none() {
        return Err("no rule is left to run; see `profile`, `select` and `ignore`".into());
    }
    if selection.rules().any(|(rule, _)| rule.needs_tests()) {
        // Reading tests takes its time, and which rules run is known only now.
        question.extent = Extent::Tests;
        snapshot = open(&question)?;
    }
    let check = |snapshot: &Snapshot| {
        let mut checked = snapshot.check(&selection);
        let named = named(args, snapshot);
        checked.findings.retain(|finding| named.as_ref().is_none_or(|named| named.contains(&finding.file())));
        checked
    };
    let mut checked = check(&snapshot);
    let mut mended = 0;
    if args.fix {
        (snapshot, checked, mended) = fix::fix(args, snapshot, checked, &|| open(&question), &check, err)?;
    }
    if args.diff {
        return Ok(diff::print(&snapshot, &checked, args.unsafe_fixes, out)?);
    }
    match &args.output_file {
        Some(path) => {
            let mut text = Vec::new();
            print(args, &snapshot, &checked, &mut anstream::StripStream::new(&mut text))?;
            std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        None => print(args, &snapshot, &checked, out)?,
    }
    out.flush()?;
    Ok(conclude(args, &snapshot, &checked, mended, err)?)
}

/// The files that are asked about, where files are named and not only folders: what else belongs to their workspace is
/// read and not told of.
fn named(args: &CheckArgs, snapshot: &Snapshot) -> Option<HashSet<FileId>> {
    let paths = args.paths.iter().filter_map(|path| path.canonicalize().ok());
    let paths: Vec<PathBuf> = paths.collect();
    if paths.iter().all(|path| path.is_dir()) {
        return None;
    }
    let is_named = |path: &str| paths.iter().any(|named| snapshot.root.join(path).starts_with(named));
    let files = (0..).map(FileId).zip(snapshot.paths.iter());
    Some(files.filter(|(_, path)| is_named(path)).map(|(file, _)| file).collect())
}

/// The rules to run: those of the configuration, or those of the command line.
fn selection(args: &CheckArgs, configured: &Selection) -> std::result::Result<Selection, Trouble> {
    let mut selection = if args.select.is_empty() { configured.clone() } else { Selection::of(Profile::None) };
    for name in &args.select {
        selection.select(name).map_err(|error| format!("--select: {error}"))?;
        if let Some(level) = configured.level(name) {
            selection.set_level(name, level).map_err(|error| format!("--select: {error}"))?;
        }
    }
    for name in &args.ignore {
        selection.ignore(name).map_err(|error| format!("--ignore: {error}"))?;
    }
    Ok(selection)
}

fn print(args: &CheckArgs, snapshot: &Snapshot, checked: &Checked, out: &mut dyn Write) -> Result<()> {
    let findings = &*checked.findings;
    if args.statistics {
        return statistics(findings, out);
    }
    match args.output_format.unwrap_or(OutputFormat::Concise) {
        OutputFormat::Full => full::print(snapshot, findings, out),
        OutputFormat::Concise => concise::print(snapshot, findings, out),
        OutputFormat::Json => json::print(snapshot, checked, out),
        OutputFormat::JsonLines => json::print_lines(snapshot, findings, out),
        OutputFormat::Github => github::print(snapshot, findings, out),
        OutputFormat::Gitlab => gitlab::print(snapshot, findings, out),
        OutputFormat::Junit => junit::print(snapshot, findings, out),
        OutputFormat::Sarif => sarif::print(snapshot, checked, out),
    }
}

/// How often each rule finds something, the most frequent first.
fn statistics(findings: &[Finding], out: &mut dyn Write) -> Result<()> {
    let mut counts: Vec<(usize, &str)> = Vec::new();
    for finding in findings {
        match counts.iter_mut().find(|(_, rule)| *rule == finding.rule) {
            Some((number, _)) => *number += 1,
            None => counts.push((1, finding.rule)),
        }
    }
    counts.sort_by_key(|(number, rule)| (std::cmp::Reverse(*number), *rule));
    counts.iter().try_for_each(|(number, rule)| writeln!(out, "{number:5}  {rule}"))
}

/// Says on `err` how it went. Success needs something that was resolved.
fn conclude(
    args: &CheckArgs,
    snapshot: &Snapshot,
    checked: &Checked,
    mended: usize,
    err: &mut dyn Write,
) -> Result<Outcome> {
    if mended > 0 {
        writeln!(err, "wayline: {} made", count(mended, "fix").replace("fixs", "fixes"))?;
    }
    for rule in &checked.failed {
        writeln!(err, "wayline: the rule `{rule}` failed, and what it would find is missing; please report this")?;
    }
    if !snapshot.problems.is_empty() {
        let problems = count(snapshot.problems.len(), "problem");
        writeln!(err, "wayline: {problems} on the way: `wayline doctor` lists them")?;
    }
    if let Some(reason) = why_nothing(snapshot).filter(|_| checked.findings.is_empty()) {
        writeln!(err, "wayline: nothing was checked: {reason}")?;
        return Ok(Outcome::CouldNotRun);
    }
    writeln!(err, "wayline: {}; {}", found(checked, args.unsafe_fixes), Share::of(snapshot))?;
    let limit = match args.fail_on {
        FailOn::Error => Level::Error,
        FailOn::Warning => Level::Warning,
        FailOn::Info => Level::Info,
        FailOn::Hint => Level::Hint,
    };
    let fails = !args.exit_zero && checked.findings.iter().any(|finding| finding.level >= limit);
    Ok(match (checked.failed.is_empty(), fails) {
        (false, _) => Outcome::CouldNotRun,
        (true, true) => Outcome::Found,
        (true, false) => Outcome::Resolved,
    })
}

/// `3 errors, 1 hint (1 fixable with --fix)`.
fn found(checked: &Checked, unsafe_fixes: bool) -> String {
    let of_level = |level: &Level| checked.findings.iter().filter(|finding| finding.level == *level).count();
    let counts = Level::ALL.iter().map(|level| (of_level(level), level)).filter(|(number, _)| *number > 0);
    let counts: Vec<String> = counts.map(|(number, level)| count(number, level.as_str())).collect();
    let mut text = if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") };
    let fixable = checked.findings.iter().filter(|finding| fix::is_wanted(finding, unsafe_fixes)).count();
    if fixable > 0 {
        let _ = write!(text, " ({fixable} fixable with --fix)");
    }
    if checked.suppressed > 0 {
        let _ = write!(text, ", {} suppressed", checked.suppressed);
    }
    text
}
