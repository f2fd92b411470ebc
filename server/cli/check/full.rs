//! Each finding with its source, related places and its fix, as compilers print them.

use super::super::style;
use super::super::words::harmless;
use crate::edit::{Change, Safety, apply};
use crate::engine::Snapshot;
use crate::rules::{Finding, Level, Related};
use crate::text::{FileId, Span};
use annotate_snippets as annotate;
use annotate_snippets::{Annotation, AnnotationKind, Group, Patch, Renderer, Snippet};
use similar::{ChangeTag, TextDiff};
use std::io::{Result, Write};
use std::ops::Range;

pub(super) fn print(snapshot: &Snapshot, findings: &[Finding], out: &mut dyn Write) -> Result<()> {
    let renderer = Renderer::styled();
    for finding in findings {
        writeln!(out, "{}", renderer.render(&report(snapshot, finding)))?;
        if let Some(fix) = finding.fix.as_ref().filter(|fix| is_long(snapshot, fix)) {
            print_patch(snapshot, fix, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn report<'s>(snapshot: &'s Snapshot, finding: &'s Finding) -> Vec<Group<'s>> {
    let file = finding.at.file;
    let (inside, outside): (Vec<&Related>, Vec<&Related>) =
        finding.related.iter().partition(|related| related.at.file == file);
    let primary = AnnotationKind::Primary.span(first_line(snapshot, file, finding.span));
    let annotations = inside.iter().map(|related| context(snapshot, related));
    let source = snippet(snapshot, file).annotation(primary).annotations(annotations);
    let title = level(finding.level).primary_title(harmless(&finding.message)).id(finding.rule);
    let mut group = title.element(source);
    for related in outside {
        group = group.element(snippet(snapshot, related.at.file).annotation(context(snapshot, related)));
    }
    std::iter::once(group).chain(finding.fix.as_ref().and_then(|fix| help(snapshot, fix))).collect()
}

fn level(level: Level) -> annotate::Level<'static> {
    match level {
        Level::Error => annotate::Level::ERROR,
        Level::Warning => annotate::Level::WARNING,
        Level::Info => annotate::Level::INFO,
        Level::Hint => annotate::Level::HELP.with_name("hint"),
    }
}

fn context<'s>(snapshot: &Snapshot, related: &'s Related) -> Annotation<'s> {
    let span = first_line(snapshot, related.at.file, related.span);
    AnnotationKind::Context.span(span).label(&*related.message)
}

fn snippet<T: Clone>(snapshot: &Snapshot, file: FileId) -> Snippet<'_, T> {
    let path = snapshot.paths.get(file.0 as usize).map_or("", String::as_str);
    Snippet::source(text(snapshot, file)).path(harmless(path))
}

fn text(snapshot: &Snapshot, file: FileId) -> &str {
    snapshot.facts.get(&file).map_or("", |facts| &facts.text)
}

/// The part of a span on its first line: a whole function would fill the screen.
fn first_line(snapshot: &Snapshot, file: FileId, span: Span) -> Range<usize> {
    let (start, end) = (span.start as usize, span.end as usize);
    let covered = text(snapshot, file).get(start..end).unwrap_or_default();
    start..start + covered.find(['\n', '\r']).unwrap_or(covered.len())
}

/// What a fix would do.
fn help<'s>(snapshot: &'s Snapshot, fix: &'s Change) -> Option<Group<'s>> {
    let file = fix.edits.first()?.file;
    let title = match fix.safety {
        Safety::Safe => fix.title.clone(),
        Safety::Unsafe => format!("{} (this changes what the program does)", fix.title),
    };
    let title = annotate::Level::HELP.secondary_title(title);
    if is_long(snapshot, fix) {
        return Some(Group::with_title(title));
    }
    let patches = fix.edits.iter().filter(|edit| edit.file == file).map(|edit| {
        let span = edit.splice.span;
        Patch::new(span.start as usize..span.end as usize, &*edit.splice.text)
    });
    Some(title.element(snippet(snapshot, file).patches(patches)))
}

/// Whether a fix adds or takes away whole lines, which a patch tells and marks in a line do not.
fn is_long(snapshot: &Snapshot, fix: &Change) -> bool {
    fix.edits.iter().any(|edit| {
        let span = edit.splice.span;
        let taken = text(snapshot, edit.file).get(span.start as usize..span.end as usize).unwrap_or_default();
        taken.contains('\n') || edit.splice.text.contains('\n')
    })
}

/// The lines that a fix adds and takes away, with those around them.
fn print_patch(snapshot: &Snapshot, fix: &Change, out: &mut dyn Write) -> Result<()> {
    let Some(file) = fix.edits.first().map(|edit| edit.file) else { return Ok(()) };
    let before = text(snapshot, file);
    let splices = fix.edits.iter().filter(|edit| edit.file == file).map(|edit| &edit.splice);
    let after = apply(before, splices).unwrap_or_default();
    let diff = TextDiff::from_lines(before, &after);
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        writeln!(out, "    {}", hunk.header())?;
        for change in hunk.iter_changes() {
            let line = format!("{}{}", change.tag(), harmless(change.value().trim_end_matches(['\r', '\n'])));
            let painted = match change.tag() {
                ChangeTag::Insert => style::paint(style::ADDED, &line),
                ChangeTag::Delete => style::paint(style::REMOVED, &line),
                ChangeTag::Equal => line,
            };
            writeln!(out, "{}", format!("    {painted}").trim_end())?;
        }
    }
    Ok(())
}
