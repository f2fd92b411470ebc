//! Which function one call away asks for the rows of a handler's list?

use super::body::Body;
use super::fetch::positional;
use super::meaning::{self, Meaning};
use super::recognise::walked;
use crate::actions::{Bench, Refusal};
use crate::facts::{Expr, ExprId, Facts, Function, ItemId, Stmt};
use std::sync::Arc;

/// The function, and how the handler calls it.
#[derive(Clone)]
pub(super) struct Service {
    pub(super) facts: Arc<Facts>,
    /// The item that defines it.
    pub(super) item: ItemId,
    pub(super) function: Function,
    /// The call in the body of the handler, and the same with `await`.
    pub(super) call: ExprId,
    pub(super) awaited: ExprId,
}

impl Service {
    /// The function whose list a handler returns. `None` if there is none in this workspace.
    ///
    /// # Errors
    /// If the handler leaves out some of what the function gives.
    pub(super) fn of(bench: &Bench, body: Body, function: &Function) -> Result<Option<Self>, Refusal> {
        let Some((_, value)) = body.returned() else { return Ok(None) };
        let Some(awaited) = called(&body, value)? else { return Ok(None) };
        let call = if let Expr::Await(call) = body.expr(awaited) { *call } else { awaited };
        let Expr::Call(callee, _) = body.expr(call) else { return Ok(None) };
        let found = match meaning::of_expr(bench, body.facts.file, body.code, *callee) {
            Some(Meaning::Function(facts, function)) => Some((facts, ItemId::default(), function)),
            _ => method(bench, &body, function, *callee),
        };
        Ok(found.map(|(facts, item, function)| Service { facts, item, function, call, awaited }))
    }

    /// The statement of the handler that holds the call.
    pub(super) fn at<'a>(&self, body: &Body<'a>) -> Option<&'a Stmt> {
        let call = body.span(self.awaited);
        let holds = |statement: &&&Stmt| {
            let own = body.statement_span(statement);
            statement.kind.blocks().is_empty() && own.start <= call.start && call.end <= own.end
        };
        body.straight().iter().find(holds).copied()
    }

    /// Whether anything but one call speaks of the function. A name that others share counts too.
    pub(super) fn is_called_elsewhere(&self, bench: &Bench) -> bool {
        let name = self.function.name;
        let mut count = 0;
        for index in 0..bench.paths.len() {
            let Some(facts) = bench.facts(crate::text::FileId(index as u32)) else { continue };
            if facts.language == crate::syntax::Language::Python && facts.text.contains(name.as_str()) {
                let is_it =
                    |expr: &&Expr| matches!(expr, Expr::Name(known) | Expr::Attribute(_, known) if *known == name);
                count += facts.items().map(|item| facts.item(item).exprs.iter().filter(is_it).count()).sum::<usize>();
            }
        }
        count != 1
    }
}

/// The call whose list is returned, through names and comprehensions that leave out nothing.
fn called(body: &Body, value: ExprId) -> Result<Option<ExprId>, Refusal> {
    let mut value = value;
    for _ in 0..6 {
        value = match body.expr(value) {
            Expr::Name(name) => match body.bound_once(*name) {
                Some((_, value)) => value,
                None => return Ok(None),
            },
            Expr::Comprehension(made) => walked(made)?,
            Expr::Call(callee, args) if matches!(body.expr(*callee), Expr::Name(name) if *name == "list") => {
                match positional(args) {
                    Some(value) => value,
                    None => return Ok(None),
                }
            }
            Expr::Call(..) | Expr::Await(_) => return Ok(Some(value)),
            _ => return Ok(None),
        };
    }
    Ok(None)
}

/// A method of what a parameter is annotated with, of a class, or of an object of the module.
fn method(bench: &Bench, body: &Body, function: &Function, callee: ExprId) -> Option<(Arc<Facts>, ItemId, Function)> {
    let Expr::Attribute(base, name) = body.expr(callee) else { return None };
    let Expr::Name(receiver) = body.expr(*base) else { return None };
    let (facts, class) = match function.params.iter().find(|param| param.name == *receiver) {
        Some(param) => {
            let facts = bench.facts(body.facts.file)?;
            let code = facts.surface();
            let annotation = param.annotation?;
            let class = match code.expr(annotation) {
                Expr::Subscript(base, index) if is_annotated(code.expr(*base)) => match code.expr(*index) {
                    Expr::Tuple(items) => *items.first()?,
                    _ => return None,
                },
                _ => annotation,
            };
            match meaning::of_expr(bench, facts.file, code, class)? {
                Meaning::Class(facts, class) => (facts, class),
                _ => return None,
            }
        }
        None => match meaning::of_name(bench, body.facts.file, *receiver)? {
            Meaning::Class(facts, class) => (facts, class),
            Meaning::Value(facts, value) => {
                let Expr::Call(callee, _) = facts.surface().expr(value) else { return None };
                match meaning::of_expr(bench, facts.file, facts.surface(), *callee)? {
                    Meaning::Class(facts, class) => (facts, class),
                    _ => return None,
                }
            }
            _ => return None,
        },
    };
    let known = facts.item(class.item).functions.iter().find(|known| known.name == *name)?.clone();
    Some((facts, class.item, known))
}

fn is_annotated(expr: &Expr) -> bool {
    matches!(expr, Expr::Name(name) | Expr::Attribute(_, name) if *name == "Annotated")
}
