//! Which status code says what happened? 201 where something is made, 204 where nothing is answered.

use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::api::Endpoint;
use crate::edit::{Change, Draft, Safety};
use crate::facts::{Block, Expr, Facts, Function, StmtKind};
use crate::syntax::Language;

/// Declares the status code of an operation that creates or deletes.
pub static ADD_STATUS_CODE: Action = Action {
    name: "add-status-code",
    summary: "declare 201 for what creates and 204 for what answers nothing",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("add_status_code.md"),
    offer,
    make,
};

fn offer(_: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let title = |code: Code| format!("Answer `{} {}` (was 200)", code.number, code.phrase);
    code(cursor).map(|code| Offer::new(title(code))).into_iter().collect()
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let code = code(cursor).ok_or_else(|| Refusal::new("the status code is declared already"))?;
    let (_, _, endpoint) = cursor.endpoint().ok_or_else(|| Refusal::new("this is no handler"))?;
    let mut draft = Draft::default();
    let mut imports = bench.imports(&cursor.facts);
    let status = imports.need("fastapi", "status");
    bench.add_argument(&mut draft, endpoint.route, &format!("status_code={status}.{}", code.constant))?;
    draft.add(cursor.file, imports.splices());
    draft.finish(format!("Answer {} {}", code.number, code.phrase), Safety::Unsafe).ok_or_else(Refusal::overlap)
}

#[derive(Clone, Copy)]
struct Code {
    number: u16,
    phrase: &'static str,
    constant: &'static str,
}

const CREATED: Code = Code { number: 201, phrase: "Created", constant: "HTTP_201_CREATED" };
const NO_CONTENT: Code = Code { number: 204, phrase: "No Content", constant: "HTTP_204_NO_CONTENT" };

/// The code that an operation without one should declare.
fn code(cursor: &Cursor) -> Option<Code> {
    let (_, function, endpoint) = cursor.endpoint()?;
    if endpoint.framework != "fastapi" || endpoint.status.is_some() {
        return None;
    }
    match endpoint.method.as_str() {
        "POST" if makes_one(endpoint) => Some(CREATED),
        "DELETE" if answers_nothing(&cursor.facts, function) && endpoint.output.is_none() => Some(NO_CONTENT),
        _ => None,
    }
}

/// Whether a path names a collection, to which a POST adds: no action such as `/login` or `/{id}/cancel`.
fn makes_one(endpoint: &Endpoint) -> bool {
    let last = endpoint.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.ends_with('s') && !last.starts_with('{')
}

fn answers_nothing(facts: &Facts, function: &Function) -> bool {
    let code = facts.item(function.item);
    let mut open: Vec<&Block> = vec![&code.block];
    while let Some(block) = open.pop() {
        for statement in block {
            open.extend(statement.kind.blocks());
            if let StmtKind::Return(Some(value)) = statement.kind
                && *code.expr(value) != Expr::None
            {
                return false;
            }
        }
    }
    !code.is_generator
}
