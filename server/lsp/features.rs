//! How do the answers of an editor's questions look to a client? Plain data of `ide` in the types of LSP.

use super::commands;
use super::convert::{self, Places};
use super::scene::{Scene, with_view};
use super::settled::Settled;
use crate::engine::{Extent, is_test_path};
use crate::ide::{self, Symbol, Target, View};
use crate::text::{Encoding, FileId, Span};
use serde_json::json;
use std::fmt::Write;
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// How many symbols of a workspace are listed at most: editors ask again for each letter, and nobody reads more.
const SYMBOLS: usize = 256;

pub(super) fn hover(scene: &Scene, at: Position) -> Option<Hover> {
    let (found, card) = scene.with_view(|view| {
        let found = ide::at(view, scene.file, scene.offset(at))?;
        let card = ide::card(view, &found.target);
        Some((found, card))
    })?;
    let kind = if scene.agreement.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = HoverContents::Markup(MarkupContent { kind, value: card });
    Some(Hover { contents, range: Some(scene.range(found.span)) })
}

/// Where something leads from a position; `None` if nothing of the API stands there.
pub(super) fn link(
    scene: &Scene,
    at: Position,
    follow: impl Fn(&View, &Target) -> Vec<(FileId, Span)>,
) -> Option<Vec<Location>> {
    let spots = scene.with_view(|view| {
        let found = ide::at(view, scene.file, scene.offset(at))?;
        Some(follow(view, &found.target))
    })?;
    let locations: Vec<Location> = spots.into_iter().filter_map(|(file, span)| scene.location(file, span)).collect();
    (!locations.is_empty()).then_some(locations)
}

pub(super) fn highlights(scene: &Scene, at: Position) -> Option<Vec<DocumentHighlight>> {
    let found = scene.with_view(|view| ide::highlights(view, scene.file, scene.offset(at)));
    let highlight = |it: ide::Highlight| {
        let kind = if it.is_written { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ };
        DocumentHighlight { range: scene.range(it.span), kind: Some(kind) }
    };
    // Without an answer of ours, the client highlights words.
    (!found.is_empty()).then(|| found.into_iter().map(highlight).collect())
}

pub(super) fn symbols(scene: &Scene) -> DocumentSymbolResponse {
    let found = scene.with_view(|view| ide::symbols_in(view, scene.file));
    if scene.agreement.hierarchical {
        return DocumentSymbolResponse::Nested(found.into_iter().map(|it| nested(scene, it)).collect());
    }
    let encoding = scene.agreement.encoding;
    let mut places = Places::new(&scene.settled, encoding);
    DocumentSymbolResponse::Flat(found.into_iter().filter_map(|it| flat(&mut places, it)).collect())
}

#[allow(deprecated)]
fn nested(scene: &Scene, symbol: Symbol) -> DocumentSymbol {
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail),
        kind: SymbolKind::METHOD,
        tags: symbol.deprecated.then(|| vec![SymbolTag::DEPRECATED]),
        deprecated: None,
        range: scene.range(symbol.at.1),
        selection_range: scene.range(symbol.selection),
        children: None,
    }
}

#[allow(deprecated)]
fn flat(places: &mut Places, symbol: Symbol) -> Option<SymbolInformation> {
    Some(SymbolInformation {
        location: places.location(symbol.at.0, symbol.selection)?,
        name: symbol.name,
        kind: SymbolKind::METHOD,
        tags: symbol.deprecated.then(|| vec![SymbolTag::DEPRECATED]),
        deprecated: None,
        container_name: Some(symbol.detail),
    })
}

pub(super) fn workspace_symbols(settled: &Settled, query: &str, encoding: Encoding) -> Vec<SymbolInformation> {
    let found = with_view(settled, |view| ide::symbols_of_workspace(view, query, SYMBOLS));
    let mut places = Places::new(settled, encoding);
    found.into_iter().filter_map(|symbol| flat(&mut places, symbol)).collect()
}

pub(super) fn lenses(scene: &Scene) -> Vec<CodeLens> {
    let tests = scene.settled.snapshot.extent >= Extent::Tests;
    let found = scene.with_view(|view| ide::lenses(view, scene.file, tests));
    let lens = |lens: ide::Lens| {
        let places: Vec<Location> =
            lens.places.iter().filter_map(|(file, span)| scene.location(*file, *span)).collect();
        let command = commands::SHOW.to_owned();
        let command = Command { title: lens.title, command, arguments: Some(vec![json!(places)]) };
        CodeLens { range: scene.range(lens.span), command: Some(command), data: None }
    };
    found.into_iter().map(lens).collect()
}

pub(super) fn hints(scene: &Scene, range: Range) -> Vec<InlayHint> {
    let between = Span { start: scene.offset(range.start), end: scene.offset(range.end) };
    let found = scene.with_view(|view| ide::hints(view, scene.file, between));
    let hint = |hint: ide::Hint| InlayHint {
        position: convert::position(&scene.lines, hint.offset, scene.agreement.encoding),
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(hint.all.join("\n"))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    found.into_iter().map(hint).collect()
}

pub(super) fn completions(scene: &Scene, at: Position) -> Vec<CompletionItem> {
    let offset = scene.offset(at);
    let start = scene.offset(Position { line: at.line, character: 0 });
    // A column past the end is the end of the line.
    let end = scene.offset(Position { line: at.line, character: u32::MAX });
    let is_test = is_test_path(scene.settled.path(scene.file));
    let line = Span { start, end };
    let found = scene.with_view(|view| ide::complete(view, scene.file, offset, line, is_test));
    found.into_iter().map(|it| completion(scene, it)).collect()
}

fn completion(scene: &Scene, completion: ide::Completion) -> CompletionItem {
    let (new_text, format) = if scene.agreement.snippets {
        (snippet(&completion.text), InsertTextFormat::SNIPPET)
    } else {
        (completion.text.replace('\u{1}', "{").replace('\u{2}', "}"), InsertTextFormat::PLAIN_TEXT)
    };
    let edit = TextEdit { range: scene.range(completion.span), new_text };
    CompletionItem {
        filter_text: Some(completion.label.clone()),
        label: completion.label,
        detail: Some(completion.detail),
        kind: Some(CompletionItemKind::VALUE),
        insert_text_format: Some(format),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        ..CompletionItem::default()
    }
}

/// In the syntax of snippets: what is to be filled in is a placeholder, everything else means itself.
fn snippet(text: &str) -> String {
    let mut snippet = String::new();
    let mut count = 0;
    for c in text.chars() {
        match c {
            '\u{1}' => {
                count += 1;
                let _ = write!(snippet, "${{{count}:");
            }
            '\u{2}' => snippet.push('}'),
            '$' | '}' | '\\' => snippet.extend(['\\', c]),
            _ => snippet.push(c),
        }
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::snippet;

    #[test]
    fn what_is_to_be_filled_in_is_a_placeholder() {
        assert_eq!(snippet("/a/\u{1}x\u{2}/$b/\u{1}y\u{2}"), "/a/${1:x}/\\$b/${2:y}");
    }
}
