//! How is state that every worker makes for itself made once, and shared? Before the call that starts the workers.

use crate::api::{Kind, Provided};
use crate::edit::{Change, Safety, line_above};
use crate::facts::{Expr, ExprId, Facts, ItemId, Node, Place, Stmt, StmtKind};
use crate::rules::Subject;
use crate::text::{Span, Splice};

/// Makes the data above the statement that has the closure, and gives each worker a clone of it.
pub(super) fn fix(subject: &Subject, provided: &Provided) -> Option<Change> {
    let at = provided.at;
    let facts = subject.facts(at.file)?;
    let (outer, closure) = closure(facts, at.item)?;
    let statement = statement(facts, outer, closure)?;
    let name = format!("{}_data", snake(provided.what.of.as_ref()?)?);
    // What is not to be shared between threads would have to become something else.
    let is_local = ["RefCell", "Cell<", "Cell::", "Rc<", "Rc::"].iter().any(|word| facts.text.contains(word));
    if is_local || facts.text.contains(&name) || !facts.item(at.item).classes.is_empty() {
        return None;
    }
    let made = whole(facts, at)?;
    let put = line_above(facts, outer, statement, &format!("let {name} = {};", subject.slice(at.file, made)))?;
    let start = facts.span(outer, Node::Expr(closure)).start;
    let text = facts.text.get(start as usize..)?;
    let moves = Splice { span: Span { start, end: start }, text: "move ".to_owned() };
    let moves = match text {
        _ if text.starts_with('|') => Some(moves),
        _ if text.starts_with("move ") => None,
        _ => return None,
    };
    if !stands_free(&facts.text, put.span.start) {
        return None;
    }
    let clone = Splice { span: made, text: format!("{name}.clone()") };
    let splices = [put, clone].into_iter().chain(moves).collect();
    let title = format!("Make `{name}` once, before the workers start");
    Some(subject.change(at.file, splices, &title, Safety::Unsafe))
}

/// The closure whose body an item is, and the item it stands in.
fn closure(facts: &Facts, body: ItemId) -> Option<(ItemId, ExprId)> {
    facts.items().find_map(|outer| {
        let code = facts.item(outer);
        let is_it = |id: &ExprId| matches!(code.expr(*id), Expr::Lambda(of) if code.functions.get(of.0 as usize).is_some_and(|it| it.item == body));
        (0..code.exprs.len()).map(ExprId::at).find(is_it).map(|closure| (outer, closure))
    })
}

/// The statement of an item that an expression stands in, if it is a plain one.
fn statement(facts: &Facts, item: ItemId, expr: ExprId) -> Option<&Stmt> {
    let inside = facts.span(item, Node::Expr(expr));
    facts.item(item).block.iter().find(|statement| {
        let own = facts.span(item, Node::Mark(statement.mark));
        let is_plain = matches!(
            statement.kind,
            StmtKind::Expr(_)
                | StmtKind::Assign(..)
                | StmtKind::Annotate { .. }
                | StmtKind::Result(_)
                | StmtKind::Return(_)
        );
        is_plain && own.start <= inside.start && inside.end <= own.end
    })
}

/// The bytes of `Data::new(..)` at a place, its path included.
fn whole(facts: &Facts, at: Place) -> Option<Span> {
    let span = facts.span(at.item, at.node);
    let text = facts.text.get(span.start as usize..span.end as usize)?;
    let (path, _) = text.split_once("Data::new(")?;
    path.chars().all(|char| char.is_alphanumeric() || "_:".contains(char)).then_some(span)
}

/// Whether the line above a byte is no comment or attribute, which would be for the line below it.
fn stands_free(text: &str, at: u32) -> bool {
    let above = text.get(..at as usize).unwrap_or_default().trim_end().rsplit('\n').next().unwrap_or_default().trim();
    !above.starts_with("//") && !above.starts_with('#') && !above.ends_with("*/")
}

/// The name of a type, as that of a variable.
fn snake(kind: &Kind) -> Option<String> {
    let name = kind.name.rsplit("::").next()?;
    let mut made = String::new();
    for char in name.chars() {
        if char.is_uppercase() && !made.is_empty() {
            made.push('_');
        }
        made.extend(char.to_lowercase());
    }
    let is_name = made.starts_with(|first: char| first.is_ascii_lowercase());
    (is_name && made.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')).then_some(made)
}
