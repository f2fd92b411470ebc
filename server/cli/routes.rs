//! What does `wayline routes` print?

use super::args::RoutesArgs;
use super::document::{document, route};
use super::filter::Filter;
use super::formats::Format;
use super::json::{Route, Verdict};
use super::outcome::{Outcome, why_filtered_out, why_nothing};
use super::table;
use super::words::{Share, count};
use crate::api::Endpoint;
use crate::engine::Snapshot;
use serde::Serialize;
use std::io::{Result, Write};

/// Prints the endpoints asked for. What does not belong to a format (the share that was resolved, a warning) goes to
/// `err`.
pub(super) fn print(
    snapshot: &Snapshot,
    args: &RoutesArgs,
    filter: &Filter,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome> {
    let shown = filter.select(&snapshot.api);
    let reason = why_nothing(snapshot).or_else(|| shown.is_empty().then(|| why_filtered_out(snapshot)));
    match args.format {
        Format::Table if reason.is_none() => table::print(out, snapshot, &shown, filter.is_active())?,
        Format::Table => table::print_unresolved(out, snapshot)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &document(snapshot, &shown))?;
            writeln!(out)?;
        }
        Format::JsonLines => json_lines(snapshot, &shown, out)?,
        Format::Csv => csv(snapshot, &shown, out)?,
    }
    out.flush()?;
    if reason.is_none() && matches!(args.format, Format::JsonLines | Format::Csv) {
        writeln!(err, "wayline: {}", Share::of(snapshot))?;
    }
    if !snapshot.problems.is_empty() {
        let problems = count(snapshot.problems.len(), "problem");
        writeln!(err, "wayline: {problems} on the way: `wayline doctor` lists them")?;
    }
    if !snapshot.api.effort.bounded.is_empty() {
        let places = count(snapshot.api.effort.bounded.len(), "place");
        writeln!(err, "wayline: evaluation was cut short in {places}: `wayline doctor` lists them")?;
    }
    Ok(match reason {
        None => Outcome::Resolved,
        Some(reason) => {
            writeln!(err, "wayline: {reason}")?;
            Outcome::Nothing
        }
    })
}

fn json_lines(snapshot: &Snapshot, shown: &[&Endpoint], out: &mut dyn Write) -> Result<()> {
    for endpoint in shown {
        serde_json::to_writer(&mut *out, &route(snapshot, endpoint))?;
        writeln!(out)?;
    }
    Ok(())
}

/// One row of CSV; lists are joined by blanks.
#[derive(Serialize)]
struct Row {
    service: String,
    framework: String,
    method: String,
    path: String,
    handler: String,
    file: String,
    line: u32,
    auth: Verdict,
    schemes: String,
    conditional: Option<String>,
    status: Option<u16>,
    tags: String,
    deprecated: bool,
    in_schema: bool,
    tests: Option<usize>,
}

impl From<Route> for Row {
    fn from(route: Route) -> Self {
        Row {
            service: route.service,
            framework: route.framework,
            method: route.method,
            path: route.path,
            handler: route.handler,
            file: route.at.file,
            line: route.at.line,
            auth: route.auth.verdict,
            schemes: route.auth.schemes.join(" "),
            conditional: route.conditional,
            status: route.status,
            tags: route.tags.join(" "),
            deprecated: route.deprecated,
            in_schema: route.in_schema,
            tests: route.tests,
        }
    }
}

fn csv(snapshot: &Snapshot, shown: &[&Endpoint], out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for endpoint in shown {
        writer.serialize(Row::from(route(snapshot, endpoint))).map_err(io_error)?;
    }
    writer.flush()
}

/// The error beneath, so that a closed pipe is seen as one.
fn io_error(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}
