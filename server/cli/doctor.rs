//! What does `wayline doctor` print? What was found, what holds, and what stands in the way.

use super::document::endpoints_by_service;
use super::formats::DoctorFormat;
use super::outcome::{Outcome, why_nothing};
use super::report::{report, tested};
use super::style::{DIM, ERROR, HEADING, WARN, paint};
use super::table::print_unresolved;
use super::words::{Share, count, file_line, grouped, harmless, padding};
use crate::engine::Snapshot;
use std::io::{Result, Write};
use unicode_width::UnicodeWidthStr;

/// Prints the report.
pub(super) fn print(
    snapshot: &Snapshot,
    format: DoctorFormat,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome> {
    match format {
        DoctorFormat::Text => text(snapshot, out)?,
        DoctorFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &report(snapshot))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(match why_nothing(snapshot) {
        None => Outcome::Resolved,
        Some(reason) => {
            writeln!(err, "wayline: {reason}")?;
            Outcome::Nothing
        }
    })
}

fn text(snapshot: &Snapshot, out: &mut dyn Write) -> Result<()> {
    print_services(snapshot, out)?;
    print_counts(snapshot, out)?;
    print_unresolved(out, snapshot)?;
    list(out, "Problems", &snapshot.problems)?;
    print_effort(snapshot, out)?;
    let share = Share::of(snapshot);
    let style = match (share.resolved, share.places) {
        (0, _) => ERROR,
        (_, 0) => HEADING,
        _ => WARN,
    };
    writeln!(out, "{}", paint(style, &share.to_string()))
}

fn print_services(snapshot: &Snapshot, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", paint(HEADING, "Services"))?;
    if snapshot.api.services.is_empty() {
        writeln!(out, "  {}", paint(WARN, "none found"))?;
    }
    let endpoints = endpoints_by_service(snapshot);
    let mut versions = snapshot.versions.iter().peekable();
    for (index, service) in snapshot.api.services.iter().enumerate() {
        let place = file_line(&snapshot.locate(service.at));
        let (name, endpoints) = (harmless(&service.name), count(endpoints[index], "endpoint"));
        let effort = if service.is_best_effort() { " (best effort: routes may be missing)" } else { "" };
        writeln!(out, "  {name}  {}{effort}  {endpoints}  {}", service.framework, paint(DIM, &place))?;
        while let Some(found) = versions.next_if(|found| found.service <= index) {
            let source = found.source.as_deref().map_or("no file says it: the newest known is assumed", |file| file);
            writeln!(out, "    {} {} ({})", found.package, harmless(&found.version), harmless(source))?;
        }
    }
    writeln!(out)
}

fn print_counts(snapshot: &Snapshot, out: &mut dyn Write) -> Result<()> {
    let (counts, share) = (snapshot.counts, Share::of(snapshot));
    let rows = [
        ("endpoints", grouped(share.total())),
        ("  called by tests", grouped(tested(snapshot))),
        ("unresolved", grouped(share.unresolved)),
        ("models", grouped(counts.models)),
        ("migrations", grouped(counts.migrations)),
        ("tests", grouped(counts.tests)),
        ("Python files", grouped(counts.python_files)),
        ("all files", grouped(counts.files)),
    ];
    writeln!(out, "{}", paint(HEADING, "Counts"))?;
    let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, number) in rows {
        writeln!(out, "  {name}{}  {number}", padding(name, width))?;
    }
    writeln!(out)
}

fn print_effort(snapshot: &Snapshot, out: &mut dyn Write) -> Result<()> {
    let effort = &snapshot.api.effort;
    let (steps, files) = (count(effort.steps as usize, "step"), count(effort.files_run, "file"));
    writeln!(out, "{}\n  {steps}, {files} run\n", paint(HEADING, "Effort"))?;
    list(out, "Ended by a bound", &effort.bounded)
}

/// A heading with one line each, if there are any.
fn list(out: &mut dyn Write, heading: &str, lines: &[String]) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", paint(HEADING, heading))?;
    for line in lines {
        writeln!(out, "  {}", paint(WARN, &harmless(line)))?;
    }
    writeln!(out)
}
