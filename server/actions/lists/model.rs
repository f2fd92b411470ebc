//! What are the columns of a class that stands for a table? Which of them is its key, of which kind, and may be null.

use super::meaning::{self, Meaning};
use crate::actions::Bench;
use crate::facts::{ArgKind, Class, Code, Expr, ExprId, Facts, Node, StmtKind};
use std::sync::Arc;

/// A class that stands for a table.
#[derive(Clone, Debug)]
pub(super) struct Model {
    /// As the statement spells it.
    pub(super) spelled: String,
    pub(super) columns: Vec<Column>,
}

/// One of its columns.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: String,
    /// The Python type of its values: the module to import it from, and its name.
    pub(super) kind: Option<(&'static str, &'static str)>,
    pub(super) may_be_null: bool,
    is_key: bool,
}

impl Model {
    /// The class and the bases that the workspace has.
    pub(super) fn of(bench: &Bench, facts: &Arc<Facts>, class: &Class, spelled: &str) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let mut open = vec![(Arc::clone(facts), class.clone())];
        for _ in 0..16 {
            let Some((facts, class)) = open.pop() else { break };
            for column in own_columns(&facts, &class) {
                if columns.iter().all(|known| known.name != column.name) {
                    columns.push(column);
                }
            }
            for base in class.bases.iter().rev().filter(|base| base.kind == ArgKind::Positional) {
                if let Some(Meaning::Class(facts, class)) =
                    meaning::of_expr(bench, facts.file, facts.surface(), base.value)
                {
                    open.push((facts, class));
                }
            }
        }
        Model { spelled: spelled.to_owned(), columns }
    }

    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns of its primary key; none if that is not known.
    pub(super) fn key(&self) -> Vec<&Column> {
        let declared: Vec<&Column> = self.columns.iter().filter(|column| column.is_key).collect();
        if declared.is_empty() { self.column("id").into_iter().collect() } else { declared }
    }

    /// Tortoise gives a class without a key one of its own.
    pub(super) fn with_implied_key(mut self) -> Self {
        if self.key().is_empty() {
            let kind = Some(("", "int"));
            self.columns.push(Column { name: "id".to_owned(), kind, may_be_null: false, is_key: true });
        }
        self
    }
}

fn own_columns(facts: &Facts, class: &Class) -> Vec<Column> {
    let code = facts.item(class.item);
    let text = |id: ExprId| {
        let span = facts.span(class.item, Node::Expr(id));
        facts.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    };
    let columns = code.block.iter().filter_map(|statement| match &statement.kind {
        StmtKind::Annotate { target, annotation, value } => {
            let Expr::Name(name) = code.expr(*target) else { return None };
            let is_key = value.is_some_and(|value| is_true(code, value, &["primary_key", "pk"]));
            let (said, given) = (text(*annotation), value.map_or("", text));
            let may_be_null = said.contains("None") || said.contains("Optional");
            let kind = kind(said).or_else(|| kind(given));
            Some(Column { name: name.to_string(), kind, may_be_null: may_be_null && !is_key, is_key })
        }
        StmtKind::Assign(targets, value) => {
            let ([target], Expr::Call(..)) = (&**targets, code.expr(*value)) else { return None };
            let Expr::Name(name) = code.expr(*target) else { return None };
            let is_key = is_true(code, *value, &["primary_key", "pk"]);
            let given = text(*value);
            // A column that says nothing may be null in SQLAlchemy, a field must say so in Tortoise.
            let is_field = given.split('(').next().unwrap_or_default().ends_with("Field");
            let may_be_null = if is_field { given.contains("null=True") } else { !given.contains("nullable=False") };
            Some(Column { name: name.to_string(), kind: kind(given), may_be_null: may_be_null && !is_key, is_key })
        }
        _ => None,
    });
    columns.collect()
}

/// Whether a call says one of some things.
fn is_true(code: &Code, call: ExprId, names: &[&str]) -> bool {
    let Expr::Call(_, args) = code.expr(call) else { return false };
    args.iter().any(|arg| {
        matches!(arg.kind, ArgKind::Keyword(name) if names.contains(&name.as_str()))
            && *code.expr(arg.value) == Expr::Bool(true)
    })
}

/// The Python type that an annotation or a call of a column speaks of.
fn kind(text: &str) -> Option<(&'static str, &'static str)> {
    text.split(|char: char| !char.is_alphanumeric() && char != '_').find_map(|word| match word {
        "int" | "Integer" | "BigInteger" | "SmallInteger" | "IntField" | "BigIntField" | "SmallIntField" => {
            Some(("", "int"))
        }
        "str" | "String" | "Text" | "CharField" | "TextField" => Some(("", "str")),
        "UUID" | "Uuid" | "UUIDField" | "UUID4" => Some(("uuid", "UUID")),
        "datetime" | "DateTime" | "DatetimeField" => Some(("datetime", "datetime")),
        _ => None,
    })
}
