//! Whose is a thing that a handler looks up, and who asks for it? Fields of classes, own and inherited.

use super::unused::reach;
use crate::actions::{Bench, Cursor, Defined, Symbol, annotated_parts};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Facts, Function, ItemId, Name, Node, Param, Place, StmtKind};

/// Fields that hold the id of a user.
const OWNERS: [&str; 7] =
    ["owner_id", "user_id", "author_id", "creator_id", "created_by_id", "account_id", "created_by"];
/// How many classes upwards fields are looked for.
const BASES: usize = 16;

/// A field of a class, and its type if it is written.
pub(super) struct Field {
    pub(super) name: Name,
    pub(super) of: Option<String>,
}

/// The field of a class that says whose a thing is.
pub(super) fn owner(bench: &Bench, class: Symbol) -> Option<Field> {
    let fields = fields(bench, class);
    let at = OWNERS.iter().find_map(|name| fields.iter().position(|field| field.name == *name))?;
    fields.into_iter().nth(at)
}

/// The field `id` of a class.
pub(super) fn id(bench: &Bench, class: Symbol) -> Option<Field> {
    fields(bench, class).into_iter().find(|field| field.name == "id")
}

fn fields(bench: &Bench, class: Symbol) -> Vec<Field> {
    let (mut found, mut open, mut seen) = (Vec::new(), vec![class], 0);
    while let Some(symbol) = open.pop().filter(|_| seen < BASES) {
        seen += 1;
        let Some((facts, Defined::Class(class))) = bench.definition(symbol) else { continue };
        let code = facts.item(class.item);
        for statement in &code.block {
            let (target, of) = match &statement.kind {
                StmtKind::Annotate { target, annotation, .. } => (*target, Some(*annotation)),
                StmtKind::Assign(targets, _) if targets.len() == 1 => (targets[0], None),
                _ => continue,
            };
            if let Expr::Name(name) = code.expr(target) {
                let text = of.and_then(|of| text(bench, &facts, class.item, of));
                found.push(Field { name: *name, of: text.map(|text| plain(&text).to_owned()) });
            }
        }
        let positional = class.bases.iter().filter(|base: &&Arg| base.kind == ArgKind::Positional);
        open.extend(positional.filter_map(|base| bench.symbol_of(&facts, ItemId::default(), base.value)));
    }
    found
}

/// `Mapped[int | None]` is `int`.
fn plain(text: &str) -> &str {
    let inner = text.strip_prefix("Mapped[").and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let inner = inner.strip_prefix("Optional[").and_then(|rest| rest.strip_suffix(']')).unwrap_or(inner);
    inner.strip_suffix("| None").unwrap_or(inner).trim()
}

fn text(bench: &Bench, facts: &Facts, item: ItemId, expr: ExprId) -> Option<String> {
    bench.text(Place { file: facts.file, item, node: Node::Expr(expr) })
}

/// The parameter of a handler that is the user who asks, and the class of it.
pub(super) fn user(bench: &Bench, cursor: &Cursor, at: Place, function: &Function) -> Option<(Name, Symbol)> {
    function.params.iter().find_map(|param| {
        let asked = bench.asked(&cursor.facts, at.item, param)?;
        reach(bench, asked.callee, 6).is_scheme.then_some(())?;
        Some((param.name, class_of(bench, &cursor.facts, at.item, param)?))
    })
}

/// The class of a parameter: what it is annotated with, under `Annotated` and aliases.
fn class_of(bench: &Bench, facts: &Facts, item: ItemId, param: &Param) -> Option<Symbol> {
    let annotation = param.annotation?;
    if let Some((of, _)) = annotated_parts(facts, item, annotation) {
        return bench.symbol_of(facts, item, of);
    }
    let symbol = bench.symbol_of(facts, item, annotation)?;
    match bench.definition(symbol)? {
        (_, Defined::Class(_)) => Some(symbol),
        (facts, Defined::Value(value, _)) => {
            let (of, _) = annotated_parts(&facts, ItemId::default(), value)?;
            bench.symbol_of(&facts, ItemId::default(), of)
        }
        (_, Defined::Function(_)) => None,
    }
}
