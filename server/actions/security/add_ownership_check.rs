//! Whose is it? A handler that answers with what somebody owns answers 403 to others.

use super::owner::{id, owner, user};
use crate::actions::handlers::{Lookup, code, lookups, raise};
use crate::actions::{Action, ActionKind, Bench, Cursor, Defined, Offer, Refusal, Settings, Symbol};
use crate::edit::{Change, Draft, Safety, indent_of_line, indented, line_below, line_break};
use crate::facts::{Block, CompareOp, Expr, Facts, ItemId, Name, Node, Place, Stmt, StmtKind};
use crate::syntax::Language;

/// Answers 403 to who does not own what a handler looks up.
pub static ADD_OWNERSHIP_CHECK: Action = Action {
    name: "add-ownership-check",
    summary: "answer 403 to who does not own what a handler looks up",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("add_ownership_check.md"),
    offer,
    make,
};

/// What would be compared.
struct Check {
    place: Place,
    found: Lookup,
    field: Name,
    user: Name,
    /// Why it cannot be compared.
    refused: Option<Refusal>,
}

fn check(bench: &Bench, cursor: &Cursor) -> Option<Check> {
    let (at, function, endpoint) = cursor.endpoint()?;
    if endpoint.framework != "fastapi" || endpoint.method == "WEBSOCKET" {
        return None;
    }
    let (user, class) = user(bench, cursor, at, function)?;
    let known = lookups(bench, &cursor.facts, function, endpoint);
    let found = known.into_iter().find_map(|found| {
        let named = found.class.or_else(|| endpoint.output.as_deref().map(plain_name).map(Name::from))?;
        let looked_up = bench.symbol(&cursor.facts, named).filter(|it| *it != class)?;
        Some((owner(bench, looked_up)?, found))
    });
    let (field, found) = found?;
    let code = cursor.facts.item(function.item);
    let is_looked_at = |expr: &Expr| {
        let Expr::Attribute(base, name) = expr else { return false };
        *name == field.name && matches!(code.expr(*base), Expr::Name(known) if *known == found.name)
    };
    if code.exprs.iter().any(is_looked_at) {
        return None;
    }
    let refused = refusal(bench, class, &field, &found);
    Some(Check { place: at, found, field: field.name, user, refused })
}

/// `Item | None` is `Item`.
fn plain_name(text: &str) -> &str {
    text.trim_end_matches("| None").trim()
}

fn refusal(bench: &Bench, class: Symbol, field: &super::owner::Field, found: &Lookup) -> Option<Refusal> {
    let is_class = matches!(bench.definition(class), Some((_, Defined::Class(_))));
    let Some(own) = id(bench, class).filter(|_| is_class) else {
        return Some(Refusal::new(format!("`{}` has no field `id`", class.name)));
    };
    match (&own.of, &field.of) {
        (Some(own), Some(of)) if own != of => {
            let why = format!("`{}` is `{of}` and `{}.id` is `{own}`: they are never equal", field.name, class.name);
            Some(Refusal::new(why))
        }
        _ if !found.is_tested => Some(Refusal::new(format!("`{}` may be None: add the 404 guard first", found.name))),
        _ => None,
    }
}

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let offer = |check: Check| {
        let title = format!("Answer `403 Forbidden` unless `{}.{}` is the user's", check.found.name, check.field);
        Offer::new(title).unless(check.refused)
    };
    check(bench, cursor).map(offer).into_iter().collect()
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let none = || Refusal::new("nothing is looked up here that somebody owns");
    let check = check(bench, cursor).ok_or_else(none)?;
    if let Some(why) = check.refused {
        return Err(why);
    }
    let function = bench.function(check.place).ok_or_else(none)?;
    let facts = &cursor.facts;
    let unguarded =
        || Refusal::new(format!("`{}` is not tested right below: add the 404 guard first", check.found.name));
    let guard = guard_below(facts, function.item, &check.found).ok_or_else(unguarded)?;
    let mut draft = Draft::default();
    let mut imports = bench.imports(facts);
    let refusal = imports.need("fastapi", "HTTPException");
    let code = code(&mut imports, facts, &function, 403, "HTTP_403_FORBIDDEN");
    let indent = indent_of_line(&facts.text, check.found.span.start).to_owned();
    let arguments = [format!("status_code={code}"), "detail=\"Not allowed\"".to_owned()];
    let raise = raise(&refusal, &arguments, indent.chars().count() + 4, bench.width(Language::Python));
    let test = format!("if {}.{} != {}.id:\n    {raise}", check.found.name, check.field, check.user);
    let text = indented(&test, &indent, line_break(&facts.text));
    let below = line_below(facts, function.item, guard, &text);
    draft.add(cursor.file, [below.ok_or_else(|| Refusal::new("the guard shares its line with something else"))?]);
    draft.add(cursor.file, imports.splices());
    draft.finish("Answer 403 to who does not own it", Safety::Unsafe).ok_or_else(Refusal::overlap)
}

/// The statement right below a lookup that leaves the handler if nothing was found.
fn guard_below<'f>(facts: &'f Facts, item: ItemId, found: &Lookup) -> Option<&'f Stmt> {
    let code = facts.item(item);
    let mut open: Vec<&Block> = vec![&code.block];
    while let Some(block) = open.pop() {
        if let Some(at) = block.iter().position(|statement| *statement == found.statement) {
            return block.get(at + 1).filter(|next| leaves(facts, item, next, found.name));
        }
        open.extend(block.iter().flat_map(|statement| statement.kind.blocks()));
    }
    None
}

/// Whether a statement is `if x is None: raise …` or `if not x: raise …`, or returns there.
fn leaves(facts: &Facts, item: ItemId, statement: &Stmt, name: Name) -> bool {
    let code = facts.item(item);
    let StmtKind::If(tests, otherwise) = &statement.kind else { return false };
    let ([(test, body)], true) = (&**tests, otherwise.is_empty()) else { return false };
    let is_name = |expr| matches!(code.expr(expr), Expr::Name(known) if *known == name);
    let is_missing = match code.expr(*test) {
        Expr::Compare(one, rest) => {
            let is_none = matches!(&**rest, [(CompareOp::Is, other)] if *code.expr(*other) == Expr::None);
            is_name(*one) && is_none
        }
        Expr::Unary(_, one) => is_name(*one) && text_of(facts, item, *test).starts_with("not "),
        _ => false,
    };
    is_missing && body.last().is_some_and(|last| matches!(last.kind, StmtKind::Raise(_) | StmtKind::Return(_)))
}

fn text_of(facts: &Facts, item: ItemId, expr: crate::facts::ExprId) -> &str {
    let span = facts.span(item, Node::Expr(expr));
    facts.text.get(span.start as usize..span.end as usize).unwrap_or_default()
}
