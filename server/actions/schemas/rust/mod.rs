//! How does one structure in Rust become several? What a client sends to create and to change, and what it gets.

mod attributes;
mod fields;
mod usage;

use crate::actions::rust::Handler;
use crate::actions::{Bench, Cursor, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Layout, Record, Safety, Uses, indent_of_line, indented, line_break};
use crate::facts::Node;
use crate::syntax::Language;
use fields::Split;
use usage::Usage;

pub(super) fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some(record) = target(bench, cursor) else { return Vec::new() };
    let usage = Usage::of(bench, cursor, &record.name);
    if !usage.is_used() {
        return Vec::new();
    }
    let refused = plan(bench, cursor, &record, &usage).err();
    vec![Offer::new(title(&record, &usage)).unless(refused)]
}

pub(super) fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let record = target(bench, cursor).ok_or_else(|| Refusal::new("no structure that goes both ways stands here"))?;
    let usage = Usage::of(bench, cursor, &record.name);
    let draft = plan(bench, cursor, &record, &usage)?;
    draft.finish(title(&record, &usage), Safety::Unsafe).ok_or_else(Refusal::overlap)
}

fn title(record: &Record, usage: &Usage) -> String {
    let kinds = usage.kinds();
    let name = &record.name;
    let names: Vec<String> = kinds.iter().map(|kind| format!("`{name}{kind}`")).collect();
    let remark = match usage.open() {
        0 => String::new(),
        1 => " (the body of 1 handler needs edits)".to_owned(),
        several => format!(" (the bodies of {several} handlers need edits)"),
    };
    format!("Split `{name}` into {}{remark}", names.join(", "))
}

/// The structure under the cursor, or that the handler there takes.
fn target(bench: &Bench, cursor: &Cursor) -> Option<Record> {
    let layout = bench.layout(cursor.file)?;
    let record = if let Some((at, class)) = &cursor.class {
        Record::of(&layout, cursor.facts.span(at.item, Node::Mark(class.mark)))?
    } else {
        let handler = Handler::at(bench, cursor)?;
        let takes = handler.signature.takes.iter().map(|it| layout.slice(it.of).to_owned());
        let names: Vec<String> = takes.filter_map(|of| inner(&of)).collect();
        layout.records().into_iter().find(|record| names.contains(&record.name))?
    };
    let derives = attributes::derives(&layout, &record);
    let has = |name: &str| derives.iter().any(|known| known.rsplit("::").next() == Some(name));
    (has("Serialize") && has("Deserialize")).then_some(record)
}

/// What stands in `Json<..>`.
fn inner(of: &str) -> Option<String> {
    let rest = of.trim().strip_suffix('>')?;
    let (base, inner) = rest.split_once('<')?;
    base.ends_with("Json").then(|| inner.trim().to_owned())
}

fn plan(bench: &Bench, cursor: &Cursor, record: &Record, usage: &Usage) -> Result<Draft, Refusal> {
    let layout = bench.layout(cursor.file).ok_or_else(Refusal::overlap)?;
    let uses = Uses::at(&layout, record.span.start, bench.width(Language::Rust));
    let kinds = usage.kinds();
    let taken = kinds.iter().map(|kind| format!("{}{kind}", record.name)).find(|name| uses.is_taken(name));
    if let Some(name) = taken {
        return Err(Refusal::new(format!("there is a `{name}` already")));
    }
    let split = Split::of(&layout, record)?;
    let mut draft = Draft::default();
    usage.edit(bench, cursor, &record.name, &mut draft)?;
    put(&mut draft, cursor, &layout, record, &split.text(&kinds));
    Ok(draft)
}

/// Puts items below the structure.
fn put(draft: &mut Draft, cursor: &Cursor, layout: &Layout, record: &Record, items: &str) {
    let (end, indent) = (line_break(&layout.text), indent_of_line(&layout.text, record.whole.start));
    let text = indented(&format!("\n\n{}", items.trim_end()), indent, end);
    draft.insert(cursor.file, record.span.end, text);
}
