//! What can be done at a place, and what comes of it? `wayline action`: lists, patches and changed files.

mod json;
mod page;

pub use json::{Done, Offers};
pub use page::{action_page, action_table, setting_table};

use super::args::ActionArgs;
use super::formats::DoctorFormat;
use super::outcome::Outcome;
use super::write;
use crate::actions::{ACTIONS, Action, Bench, Cursor, Offer, Settings, find};
use crate::edit::{Change, apply};
use crate::engine::{Snapshot, Trouble, read_text};
use crate::facts::Facts;
use crate::languages::lower;
use crate::syntax::Language;
use crate::text::{FileId, Span};
use similar::TextDiff;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

/// Answers a command line.
pub(super) fn run(
    snapshot: &Snapshot,
    args: &ActionArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, Trouble> {
    let settings = settings(snapshot, &args.set)?;
    let (name, place) = match &*args.words {
        [place] if args.list => (None, place),
        [name, place] if !args.list => (Some(known(name)?), place),
        [_] => return Err("give the name of an action and a place, or --list and a place".into()),
        _ => return Err("--list takes a place and nothing else".into()),
    };
    let read = |file: FileId| read(snapshot, file);
    let bench = Bench::new(&snapshot.api, &snapshot.paths, &snapshot.modules, &settings, &read);
    let cursor = cursor(snapshot, &bench, place)?;
    let Some(action) = name else {
        return list(&bench, &cursor, args.format, out);
    };
    let change = match made(&bench, &cursor, action, &settings) {
        Ok(change) => change,
        Err(why) => {
            writeln!(err, "wayline: {}: {place}: {why}", action.name)?;
            return Ok(Outcome::Nothing);
        }
    };
    match args.format {
        DoctorFormat::Json => json::print(&Done::of(&bench, action, &change), out)?,
        DoctorFormat::Text if !args.write => print_patch(&bench, &change, out)?,
        DoctorFormat::Text => {}
    }
    if args.write {
        written(snapshot, &bench, &change)?;
        writeln!(err, "wayline: {}", change.title)?;
    }
    out.flush()?;
    Ok(Outcome::Resolved)
}

fn settings(snapshot: &Snapshot, set: &[String]) -> Result<Settings, Trouble> {
    let mut settings = snapshot.settings.clone();
    for given in set {
        let (name, value) = given.split_once('=').ok_or_else(|| format!("--set {given}: it is NAME=VALUE"))?;
        settings.set(name, value).map_err(|error| format!("--set {given}: {error}"))?;
    }
    Ok(settings)
}

fn known(name: &str) -> Result<&'static Action, Trouble> {
    let distance = |action: &&&Action| strsim::damerau_levenshtein(action.name, name);
    find(name).ok_or_else(|| {
        let near = ACTIONS.iter().min_by_key(distance).map_or("", |action| action.name);
        format!("there is no action `{name}`; did you mean `{near}`? `wayline action --list` says which fit").into()
    })
}

/// The facts of a file, read from disk if evaluation had no use for it.
fn read(snapshot: &Snapshot, file: FileId) -> Option<Arc<Facts>> {
    if let Some(known) = snapshot.facts.get(&file) {
        return Some(Arc::clone(known));
    }
    let path = snapshot.paths.get(file.0 as usize)?;
    let text = read_text(&snapshot.root.join(path))?;
    Some(Arc::new(lower(Language::of_path(path)?, file, &text)))
}

/// The place that `FILE:LINE[:COLUMN]` names.
fn cursor<'a>(snapshot: &Snapshot, bench: &Bench<'a>, place: &str) -> Result<Cursor<'a>, Trouble> {
    let malformed = || format!("{place}: a place is FILE:LINE or FILE:LINE:COLUMN, counted from 1");
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
    let (rest, last) = place.rsplit_once(':').ok_or_else(malformed)?;
    let last = number(last).ok_or_else(malformed)?;
    let three = rest.rsplit_once(':').and_then(|(path, line)| Some((path, number(line)?, Some(last))));
    let (path, line, column) = three.unwrap_or((rest, last, None));
    let file = file(snapshot, bench, path)
        .ok_or_else(|| format!("{path}: no file of {}: give its folder as --root", snapshot.root.display()))?;
    let facts = bench.facts(file).ok_or_else(|| format!("{path}: it cannot be read as Python or Rust"))?;
    let start = *facts.lines.get(line as usize - 1).ok_or_else(|| format!("{path}: it has no line {line}"))?;
    let text = facts.text.get(start as usize..).unwrap_or_default();
    let own = text.split(['\n', '\r']).next().unwrap_or_default();
    let first = (own.len() - own.trim_start().len()) as u32;
    let at = start + column.map_or(first, |column| (column - 1).min(own.len() as u32));
    Cursor::new(bench, file, Span { start: at, end: at }).ok_or_else(|| format!("{path}: it cannot be read").into())
}

/// A file by its path, relative to the workspace, to the current folder, or absolute.
fn file(snapshot: &Snapshot, bench: &Bench, path: &str) -> Option<FileId> {
    let whole = std::fs::canonicalize(path).ok();
    let below = whole.as_deref().and_then(|path| path.strip_prefix(&snapshot.root).ok());
    let below = below.map(|path| path.to_string_lossy().replace('\\', "/"));
    below.and_then(|path| bench.file(&path)).or_else(|| bench.file(path))
}

/// What an action could do here, of which the settings choose one.
pub(super) fn offers(bench: &Bench, cursor: &Cursor, action: &Action) -> Vec<Offer> {
    if action.languages.contains(&cursor.language()) { (action.offer)(bench, cursor) } else { Vec::new() }
}

fn made(bench: &Bench, cursor: &Cursor, action: &Action, settings: &Settings) -> Result<Change, String> {
    let offers = offers(bench, cursor, action);
    let fits =
        |offer: &&Offer| offer.set.iter().all(|(name, value)| !settings.says(name) || settings.get(name) == value);
    let Some(offer) = offers.iter().find(fits) else {
        return Err(if offers.is_empty() {
            "there is nothing for it to do here".to_owned()
        } else {
            "it cannot be done with these settings; `wayline action --list` says how it can".to_owned()
        });
    };
    if let Some(refused) = &offer.refused {
        return Err(refused.to_string());
    }
    (action.make)(bench, cursor, &settings.and(&offer.set)).map_err(|refused| refused.to_string())
}

fn list(bench: &Bench, cursor: &Cursor, format: DoctorFormat, out: &mut dyn Write) -> Result<Outcome, Trouble> {
    let all: Vec<(&Action, Offer)> = ACTIONS
        .iter()
        .flat_map(|action| offers(bench, cursor, action).into_iter().map(move |offer| (*action, offer)))
        .collect();
    if format == DoctorFormat::Json {
        json::print(&Offers::of(bench, cursor, &all), out)?;
    } else {
        for (action, offer) in &all {
            let set: Vec<String> = offer.set.iter().map(|(name, value)| format!(" --set {name}={value}")).collect();
            writeln!(out, "{}{}\n    {}", action.name, set.concat(), offer.title)?;
            if let Some(refused) = &offer.refused {
                writeln!(out, "    not here: {refused}")?;
            }
        }
    }
    out.flush()?;
    Ok(if all.is_empty() { Outcome::Nothing } else { Outcome::Resolved })
}

/// The texts of files before and after a change, by path.
fn texts(bench: &Bench, change: &Change) -> Result<BTreeMap<FileId, (Arc<Facts>, String)>, Trouble> {
    let mut found = BTreeMap::new();
    for edit in &change.edits {
        let path = bench.path(edit.file);
        let facts = bench.facts(edit.file).ok_or_else(|| format!("{path}: it cannot be read any more"))?;
        let splices = change.edits.iter().filter(|other| other.file == edit.file).map(|other| &other.splice);
        let after = apply(&facts.text, splices).ok_or_else(|| format!("{path}: the change does not fit"))?;
        found.insert(edit.file, (facts, after));
    }
    Ok(found)
}

fn print_patch(bench: &Bench, change: &Change, out: &mut dyn Write) -> Result<(), Trouble> {
    for (file, (before, after)) in texts(bench, change)? {
        let path = bench.path(file);
        let diff = TextDiff::from_lines(&*before.text, &after);
        write!(out, "{}", diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")))?;
    }
    for created in &change.created {
        let diff = TextDiff::from_lines("", &created.text);
        write!(out, "{}", diff.unified_diff().header("/dev/null", &format!("b/{}", created.path)))?;
    }
    Ok(())
}

fn written(snapshot: &Snapshot, bench: &Bench, change: &Change) -> Result<(), Trouble> {
    for created in &change.created {
        let said = |why| format!("{}: not made: {why}", created.path);
        write::create(snapshot, &created.path, &created.text).map_err(said)?;
    }
    for (file, (before, after)) in texts(bench, change)? {
        let said = |why| format!("{}: not changed: {why}", bench.path(file));
        write::replace(&snapshot.root, bench.path(file), &before.text, &after).map_err(said)?;
    }
    Ok(())
}
