//! How does a handler in Rust refuse who shows no credentials? It takes the extractor that others take, or a new one.

mod candidate;
mod stub;

use crate::actions::rust::{Handler, more_arguments};
use crate::actions::{Bench, Cursor, Offer, Refusal, Settings};
use crate::api::Verdict;
use crate::edit::{Change, Draft, Insertion, Safety, Uses};
use crate::syntax::Language;
use candidate::{Candidate, candidates};

/// The setting that chooses a candidate; nothing for a new extractor.
const CHOICE: &str = "auth_dependency";

pub(super) fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some(handler) = open_handler(bench, cursor) else { return Vec::new() };
    if let Some(why) = obstacle(&handler) {
        return vec![Offer::new("Require authentication").unless(Some(why))];
    }
    let found = candidates(bench, cursor, &handler);
    if found.is_empty() {
        let title = "Require authentication by a new extractor, which refuses everybody until it is written";
        return vec![Offer::new(title).with(CHOICE, "")];
    }
    let offer = |candidate: &Candidate| Offer::new(title(candidate)).with(CHOICE, candidate.path.clone());
    found.iter().map(|candidate| offer(candidate).unless(candidate.refused.clone())).collect()
}

pub(super) fn make(bench: &Bench, cursor: &Cursor, settings: &Settings) -> Result<Change, Refusal> {
    let handler = open_handler(bench, cursor);
    let handler = handler.ok_or_else(|| Refusal::new("this is no handler that answers without credentials"))?;
    if let Some(why) = obstacle(&handler) {
        return Err(why);
    }
    let wanted = settings.get(CHOICE);
    let found = candidates(bench, cursor, &handler);
    let chosen = found.iter().find(|candidate| wanted.is_empty() || candidate.path == wanted);
    match chosen {
        Some(Candidate { refused: Some(why), .. }) => Err(why.clone()),
        Some(candidate) => existing(bench, cursor, &handler, candidate),
        None if !wanted.is_empty() => Err(Refusal::new(format!("no extractor `{wanted}` was found"))),
        None => new(bench, cursor, &handler),
    }
}

fn title(candidate: &Candidate) -> String {
    let name = candidate.path.rsplit("::").next().unwrap_or_default();
    format!("Require `{name}` (a request without credentials is refused)")
}

/// The handler, unless it asks for credentials already.
fn open_handler<'a>(bench: &Bench<'a>, cursor: &Cursor<'a>) -> Option<Handler<'a>> {
    let handler = Handler::at(bench, cursor)?;
    let is_known = matches!(handler.framework(), "axum" | "actix-web" | "rocket");
    let is_open = !handler.endpoints.iter().any(|endpoint| endpoint.auth.verdict == Verdict::Required);
    (is_known && is_open).then_some(handler)
}

/// Why nothing can be done.
fn obstacle(handler: &Handler) -> Option<Refusal> {
    let words = ["auth", "jwt", "bearer", "session", "login", "identity", "token", "api_key", "apikey"];
    let is_guard = |name: &str| words.iter().any(|word| name.to_lowercase().contains(word));
    let layers = handler.endpoints.iter().flat_map(|endpoint| &endpoint.layers);
    if let Some(layer) = layers.into_iter().find(|layer| is_guard(&layer.name)) {
        let name = &layer.name;
        return Some(Refusal::new(format!("requests pass `{name}` before, which may ask for credentials already")));
    }
    handler.is_nested().then(|| Refusal::new("the handler is a method or an inner function"))
}

fn existing(bench: &Bench, cursor: &Cursor, handler: &Handler, candidate: &Candidate) -> Result<Change, Refusal> {
    let mut uses = Uses::at(&handler.layout, handler.signature.start, bench.width(Language::Rust));
    let name = if candidate.path.contains("::") { uses.need(&candidate.path) } else { candidate.path.clone() };
    let mut draft = Draft::default();
    take(bench, cursor, handler, &mut draft, &format!("{name}{}", candidate.arguments))?;
    draft.add(cursor.file, uses.splices());
    draft.finish(title(candidate), Safety::Unsafe).ok_or_else(Refusal::overlap)
}

fn new(bench: &Bench, cursor: &Cursor, handler: &Handler) -> Result<Change, Refusal> {
    let mut uses = Uses::at(&handler.layout, handler.signature.start, bench.width(Language::Rust));
    let free = ["AuthUser", "AuthenticatedUser"].into_iter().find(|name| !uses.is_taken(name));
    let name = free.ok_or_else(|| Refusal::new("`AuthUser` and `AuthenticatedUser` are something else here"))?;
    let text = stub::text(bench, handler, &mut uses, name);
    let mut draft = Draft::default();
    take(bench, cursor, handler, &mut draft, name)?;
    draft.add(cursor.file, uses.splices());
    let (at, text) = handler.items_before(&text);
    draft.insert(cursor.file, at, text);
    let title = format!("Require a new `{name}`, which refuses everybody until it is written");
    draft.finish(title, Safety::Unsafe).ok_or_else(Refusal::overlap)
}

/// Makes an extractor the first parameter, and says so in documentation that says it of others.
fn take(bench: &Bench, cursor: &Cursor, handler: &Handler, draft: &mut Draft, of: &str) -> Result<(), Refusal> {
    let usual = match of {
        _ if of.contains("Claims") => "_claims",
        _ if of.contains("Key") => "_key",
        _ if of.contains("Token") => "_token",
        _ if of.contains("Session") => "_session",
        _ => "_user",
    };
    let name = handler.free_name(&[usual, "_auth"])?;
    let insertion = Insertion { before: 0, text: format!("{name}: {of}") };
    let list = &handler.signature.list;
    draft.add(cursor.file, list.insert(&handler.layout, &[insertion], bench.width(Language::Rust)));
    let documented = handler.signature.attributes.iter().find(|it| it.name == "utoipa::path");
    if let Some(arguments) = documented.and_then(|it| it.arguments)
        && !handler.layout.slice(arguments).contains("security(")
        && let Some(security) = security(&handler.layout.text)
    {
        let (at, text) = more_arguments(&handler.layout, arguments, security);
        draft.insert(cursor.file, at, text);
    }
    Ok(())
}

/// What the documentation of another handler of the file says of credentials.
fn security(text: &str) -> Option<&str> {
    let from = text.find("utoipa::path")?;
    let start = from + text[from..].find("security(")?;
    let mut depth = 0;
    for (at, char) in text[start..].char_indices() {
        match char {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(&text[start..=start + at]),
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}
