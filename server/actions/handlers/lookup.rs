//! What does a handler look up, and does it look at what comes of it?

use super::tested::is_tested;
use crate::actions::{Bench, Defined, last_name};
use crate::api::{Endpoint, InputPlace};
use crate::facts::{Block, Expr, ExprId, Facts, Function, ItemId, Name, Node, Stmt, StmtKind};
use crate::text::Span;

/// A statement of a handler that gives a name to something that may not be there.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// The statement.
    pub statement: Stmt,
    /// Where it stands.
    pub span: Span,
    /// The name.
    pub name: Name,
    /// What it is called in a sentence: `Item`.
    pub subject: String,
    /// The class that is looked up, if the code names it.
    pub class: Option<Name>,
    /// Whether the handler tests it.
    pub is_tested: bool,
}

/// Methods whose answer is one thing or `None`.
const ONE_OR_NONE: [&str; 9] = [
    "scalar_one_or_none",
    "one_or_none",
    "first",
    "get_or_none",
    "find_one",
    "scalar",
    "get_by_id",
    "find_by_id",
    "find_one_by_id",
];

/// The lookups of a handler with a path parameter, in order. Only those whose statement is no part of a loop or `try`.
pub fn lookups(bench: &Bench, facts: &Facts, function: &Function, endpoint: &Endpoint) -> Vec<Lookup> {
    let in_path = endpoint.inputs.iter().filter(|input| input.place == InputPlace::Path);
    let keys: Vec<Name> = in_path.map(|input| Name::from(input.name.as_str())).collect();
    if keys.is_empty() || !function.params.iter().any(|param| keys.contains(&param.name)) {
        return Vec::new();
    }
    let code = facts.item(function.item);
    let blocks: Vec<&Block> = [&code.block].into_iter().chain(inner(&code.block)).collect();
    let found = blocks.into_iter().flatten().filter_map(|statement| {
        let (target, value) = match &statement.kind {
            StmtKind::Assign(targets, value) => (*targets.first().filter(|_| targets.len() == 1)?, *value),
            StmtKind::Annotate { target, value: Some(value), .. } => (*target, *value),
            _ => return None,
        };
        let Expr::Name(name) = code.expr(target) else { return None };
        let found = Search { bench, facts, item: function.item, keys: &keys };
        found.may_miss(value).then(|| {
            let class = found.class(value);
            let subject = class.map_or_else(|| capital(name), |class| words(&class));
            let span = facts.span(function.item, Node::Mark(statement.mark));
            let is_tested = is_tested(facts, function.item, *name);
            Lookup { statement: statement.clone(), span, name: *name, subject, class, is_tested }
        })
    });
    found.collect()
}

/// The blocks of `with` and `if` inside a block.
fn inner(block: &Block) -> Vec<&Block> {
    let (mut found, mut open) = (Vec::new(), vec![block]);
    while let Some(block) = open.pop() {
        for statement in block {
            if matches!(statement.kind, StmtKind::With(_) | StmtKind::If(..)) {
                open.extend(statement.kind.blocks());
                found.extend(statement.kind.blocks());
            }
        }
    }
    found
}

/// What a value is found by.
struct Search<'a, 'b> {
    bench: &'a Bench<'b>,
    facts: &'a Facts,
    item: ItemId,
    keys: &'a [Name],
}

impl Search<'_, '_> {
    fn may_miss(&self, value: ExprId) -> bool {
        let code = self.facts.item(self.item);
        let call = match code.expr(value) {
            Expr::Await(inner) => *inner,
            _ => value,
        };
        let Expr::Call(callee, args) = code.expr(call) else { return false };
        let by_key = || args.iter().any(|arg| self.mentions(arg.value, self.keys));
        match code.expr(*callee) {
            // With a default, or with one key of several that are given, it is something else.
            Expr::Attribute(_, name) if name == "get" => match &args[..] {
                [key] => self.mentions(key.value, self.keys) && !self.is_part_of_request(*callee),
                [_, key, ..] => self.mentions(key.value, self.keys) && self.class(value).is_some(),
                [] => false,
            },
            Expr::Attribute(_, name) if ONE_OR_NONE.contains(&name.as_str()) => {
                !matches!(name.as_str(), "scalar" | "first") || self.class(value).is_some()
            }
            _ => by_key() && self.returns_optional(*callee),
        }
    }

    /// Whether a function of the workspace says that it may return `None`.
    fn returns_optional(&self, callee: ExprId) -> bool {
        let Some(symbol) = self.bench.symbol_of(self.facts, self.item, callee) else { return false };
        let Some((facts, Defined::Function(function))) = self.bench.definition(symbol) else { return false };
        let Some(returns) = function.returns else { return false };
        let span = facts.span(ItemId::default(), Node::Expr(returns));
        let text = facts.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        text.starts_with("Optional[") || text.ends_with("| None")
    }

    fn is_part_of_request(&self, callee: ExprId) -> bool {
        let Expr::Attribute(base, _) = self.facts.item(self.item).expr(callee) else { return false };
        last_name(self.facts, self.item, *base)
            .is_some_and(|name| matches!(name.as_str(), "headers" | "cookies" | "query_params" | "environ" | "client"))
    }

    fn mentions(&self, expr: ExprId, names: &[Name]) -> bool {
        let own = self.facts.span(self.item, Node::Expr(expr));
        let code = self.facts.item(self.item);
        let inside = code.exprs.iter().zip(self.facts.expr_spans(self.item));
        let mut inside = inside.filter(|(_, span)| own.start <= span.start && span.end <= own.end);
        inside.any(|(expr, _)| matches!(expr, Expr::Name(name) if names.contains(name)))
    }

    /// The class of `db.get(Item, …)`, `select(Item)` and `query(Item)` inside a value.
    fn class(&self, value: ExprId) -> Option<Name> {
        let own = self.facts.span(self.item, Node::Expr(value));
        let code = self.facts.item(self.item);
        let inside = code.exprs.iter().zip(self.facts.expr_spans(self.item));
        let mut inside = inside.filter(|(_, span)| own.start <= span.start && span.end <= own.end);
        inside.find_map(|(expr, _)| {
            let Expr::Call(callee, args) = expr else { return None };
            let name = last_name(self.facts, self.item, *callee)?;
            let first = args.first().filter(|_| matches!(name.as_str(), "get" | "select" | "query"))?;
            match code.expr(first.value) {
                Expr::Name(class) if class.starts_with(char::is_uppercase) => Some(*class),
                _ => None,
            }
        })
    }
}

/// `line_item` is `Line item`.
fn capital(name: &str) -> String {
    let spaced = name.trim_start_matches("db_").replace('_', " ");
    let mut chars = spaced.trim().chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `LineItem` is `Line item`.
fn words(class: &str) -> String {
    let mut found = String::new();
    for (index, char) in class.chars().enumerate() {
        if index > 0 && char.is_uppercase() && found.ends_with(char::is_lowercase) {
            found.push(' ');
            found.extend(char.to_lowercase());
        } else {
            found.push(char);
        }
    }
    found
}
