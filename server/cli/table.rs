//! How do people read endpoints? Aligned columns, one group per service, what is unresolved at the end.

use super::document::{dotted, endpoints_by_service, place_of};
use super::style::{self, DIM, HEADING, WARN, paint};
use super::words::{Share, count, file_line, harmless, padding};
use crate::api::{Auth, Endpoint};
use crate::engine::Snapshot;
use anstyle::Style;
use std::io::{Result, Write};
use unicode_width::UnicodeWidthStr;

/// Columns that are aligned; the condition follows them.
const HEADERS: [&str; 5] = ["METHOD", "PATH", "HANDLER", "FILE:LINE", "AUTH"];

/// One endpoint as texts.
struct Row {
    cells: [String; 5],
    styles: [Style; 5],
    condition: Option<String>,
}

/// Prints the endpoints by service, then what is unresolved, then how much was resolved. With `filtered`, services
/// without an endpoint to show are left out.
pub(super) fn print(out: &mut dyn Write, snapshot: &Snapshot, shown: &[&Endpoint], filtered: bool) -> Result<()> {
    let totals = endpoints_by_service(snapshot);
    let mut groups: Vec<Vec<Row>> = totals.iter().map(|_| Vec::new()).collect();
    for endpoint in shown {
        if let Some(group) = groups.get_mut(endpoint.service) {
            group.push(row(snapshot, endpoint));
        }
    }
    for (index, rows) in groups.iter().enumerate().filter(|(_, rows)| !filtered || !rows.is_empty()) {
        heading(out, snapshot, index, totals[index])?;
        print_rows(out, rows)?;
        writeln!(out)?;
    }
    print_unresolved(out, snapshot)?;
    let share = Share::of(snapshot);
    let shown = if filtered { format!(", {} shown", shown.len()) } else { String::new() };
    writeln!(out, "{}{shown}", paint(if share.places == 0 { HEADING } else { WARN }, &share.to_string()))
}

/// Prints what could not be resolved, if anything, and an empty line.
pub(super) fn print_unresolved(out: &mut dyn Write, snapshot: &Snapshot) -> Result<()> {
    let unresolved = &snapshot.api.unresolved;
    if unresolved.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", paint(HEADING, "Unresolved"))?;
    let places: Vec<String> = unresolved.iter().map(|one| file_line(&snapshot.locate(one.at))).collect();
    let width = places.iter().map(|place| place.width()).max().unwrap_or(0);
    for (one, place) in unresolved.iter().zip(&places) {
        let hanging =
            if one.endpoints > 0 { format!(" ({})", count(one.endpoints, "endpoint")) } else { String::new() };
        writeln!(out, "  {place}{}  {}{hanging}", padding(place, width), paint(WARN, &harmless(&one.reason)))?;
    }
    writeln!(out)
}

/// `app.main:app  fastapi 0.115.6  34 endpoints`.
fn heading(out: &mut dyn Write, snapshot: &Snapshot, index: usize, endpoints: usize) -> Result<()> {
    let service = &snapshot.api.services[index];
    let version = snapshot.framework_version(index).map_or("", |found| found.version.as_str());
    let effort = if service.is_best_effort() { " (best effort)" } else { "" };
    let framework = format!("{} {}{effort}", service.framework, harmless(version));
    let name = paint(HEADING, &harmless(&service.name));
    writeln!(out, "{name}  {}  {}", framework.trim_end(), count(endpoints, "endpoint"))
}

fn print_rows(out: &mut dyn Write, rows: &[Row]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let widths: [usize; 5] = std::array::from_fn(|column| {
        rows.iter().map(|row| row.cells[column].width()).chain([HEADERS[column].width()]).max().unwrap_or(0)
    });
    line(out, &HEADERS, &[DIM; 5], &widths, None)?;
    rows.iter().try_for_each(|row| {
        let cells: [&str; 5] = std::array::from_fn(|column| row.cells[column].as_str());
        line(out, &cells, &row.styles, &widths, row.condition.as_deref())
    })
}

/// One line, without blanks at its end.
fn line(
    out: &mut dyn Write,
    cells: &[&str; 5],
    styles: &[Style; 5],
    widths: &[usize; 5],
    condition: Option<&str>,
) -> Result<()> {
    let last = cells.len() - 1;
    for (column, cell) in cells.iter().enumerate() {
        let blanks = if column == last && condition.is_none() { String::new() } else { padding(cell, widths[column]) };
        write!(out, "  {}{blanks}", paint(styles[column], cell))?;
    }
    match condition {
        Some(condition) => writeln!(out, "  {}", paint(DIM, &format!("if {condition}"))),
        None => writeln!(out),
    }
}

fn row(snapshot: &Snapshot, endpoint: &Endpoint) -> Row {
    let handler = match endpoint.handler.at {
        Some(_) => endpoint.handler.qualname.clone(),
        None => dotted(&endpoint.handler),
    };
    let (auth, auth_style) = (auth_text(&endpoint.auth), style::verdict(endpoint.auth.verdict));
    let plain = [Style::new(), Style::new(), DIM];
    let [path, name, place] = if endpoint.conditional.is_some() { [DIM; 3] } else { plain };
    Row {
        cells: [
            harmless(&endpoint.method).into_owned(),
            harmless(&endpoint.path).into_owned(),
            harmless(&handler).into_owned(),
            file_line(&snapshot.locate(place_of(endpoint))),
            auth,
        ],
        styles: [style::method(&endpoint.method), path, name, place, auth_style],
        condition: endpoint.conditional.as_deref().map(|text| harmless(text).into_owned()),
    }
}

/// `required OAuth2PasswordBearer, APIKeyHeader`.
fn auth_text(auth: &Auth) -> String {
    let text = format!("{} {}", auth.verdict.as_str(), auth.schemes.join(", "));
    harmless(text.trim_end()).into_owned()
}
