//! What if there is no such thing? The handler answers 404 before it uses what it did not find.

use super::lookup::{Lookup, lookups};
use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Safety, indent_of_line, indented, line_below, line_break};
use crate::facts::{Facts, Function};
use crate::syntax::Language;

/// Answers 404 where what was looked up is not there.
pub static ADD_404_GUARD: Action = Action {
    name: "add-404-guard",
    summary: "answer 404 where what a handler looks up is not there",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("add_404_guard.md"),
    offer,
    make,
};

/// The lookup at the cursor that nothing guards, else the first one of the handler.
fn unguarded(bench: &Bench, cursor: &Cursor) -> Option<Lookup> {
    let (_, function) = cursor.function.as_ref()?;
    let endpoint = cursor.endpoints.first().filter(|it| it.framework == "fastapi" && it.method != "WEBSOCKET")?;
    let all = lookups(bench, &cursor.facts, function, endpoint);
    let mut open: Vec<Lookup> = all.into_iter().filter(|lookup| !lookup.is_tested).collect();
    let here = open.iter().position(|it| it.span.start <= cursor.span.start && cursor.span.end <= it.span.end);
    (!open.is_empty()).then(|| open.swap_remove(here.unwrap_or(0)))
}

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let title = |found: Lookup| format!("Answer `404 Not Found` if `{}` is None", found.name);
    unguarded(bench, cursor).map(|found| Offer::new(title(found))).into_iter().collect()
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let none = || Refusal::new("nothing is looked up here without a look at what comes of it");
    let found = unguarded(bench, cursor).ok_or_else(none)?;
    let (_, function) = cursor.function.as_ref().ok_or_else(none)?;
    let mut draft = Draft::default();
    let mut imports = bench.imports(&cursor.facts);
    let refusal = imports.need("fastapi", "HTTPException");
    let code = code(&mut imports, &cursor.facts, function, 404, "HTTP_404_NOT_FOUND");
    let indent = indent_of_line(&cursor.facts.text, found.span.start).to_owned();
    let arguments = [format!("status_code={code}"), format!("detail=\"{} not found\"", found.subject)];
    let raise = raise(&refusal, &arguments, indent.chars().count() + 4, bench.width(Language::Python));
    let guard = indented(&format!("if {} is None:\n    {raise}", found.name), &indent, line_break(&cursor.facts.text));
    let below = line_below(&cursor.facts, function.item, &found.statement, &guard);
    draft.add(cursor.file, [below.ok_or_else(|| Refusal::new("more than the statement stands on its line"))?]);
    draft.add(cursor.file, imports.splices());
    draft.finish("Answer 404 if it is not there", Safety::Unsafe).ok_or_else(Refusal::overlap)
}

/// A status code as the file spells them: by its number, or by its name.
pub fn code(
    imports: &mut crate::edit::Imports,
    facts: &Facts,
    function: &Function,
    number: u16,
    constant: &str,
) -> String {
    let has = |word: &str| facts.text.contains(word);
    let by_number = (has("status_code=4") || has("HTTPException(4")) && !has("status.HTTP_");
    if by_number || function.params.iter().any(|param| param.name == "status") {
        return number.to_string();
    }
    format!("{}.{constant}", imports.need("fastapi", "status"))
}

/// A statement that raises, in lines that fit; `column` is where it starts. Inner lines are indented by 4 more.
pub fn raise(refusal: &str, arguments: &[String], column: usize, width: usize) -> String {
    let inner = arguments.join(", ");
    let line = format!("raise {refusal}({inner})");
    if column + line.chars().count() <= width {
        return line;
    }
    if column + 4 + inner.chars().count() <= width {
        return format!("raise {refusal}(\n        {inner}\n    )");
    }
    format!("raise {refusal}(\n        {},\n    )", arguments.join(",\n        "))
}
