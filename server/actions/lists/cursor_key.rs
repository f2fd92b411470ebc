//! By what does a cursor know where a list goes on? By the columns it is ordered by and the primary key behind them.

use super::fetch::{Family, Link};
use super::model::{Column, Model};
use super::recognise::Feed;
use crate::actions::Refusal;
use crate::edit::Imports;
use crate::facts::{Expr, ExprId};

/// The columns that say where a row stands.
#[derive(Clone, Debug)]
pub(super) struct CursorKey {
    columns: Vec<Column>,
    is_descending: bool,
    /// How many of the columns the query is ordered by already.
    known: usize,
    model: String,
    family: Family,
}

impl CursorKey {
    pub(super) fn of(feed: &Feed) -> Result<Self, Refusal> {
        let Some(model) = &feed.model else {
            return Err(Refusal::new("a list in memory has no key that a cursor could go on from"));
        };
        if feed.is_limited() {
            return Err(Refusal::new("the statement has a limit of its own, which a cursor does not go with"));
        }
        let family = feed.fetch.family;
        let orders: Vec<&Link> = feed.calls("order_by").collect();
        let mut ordered = Vec::new();
        for arg in orders.iter().flat_map(|link| &link.args) {
            let unknown =
                || Refusal::new(format!("`{}` is no column that a cursor can go by", feed.body.text(arg.value)));
            ordered.push(ordering(feed, model, arg.value).filter(|_| orders.len() == 1).ok_or_else(unknown)?);
        }
        let is_descending = ordered.first().is_some_and(|(_, descending)| *descending);
        if ordered.iter().any(|(_, descending)| *descending != is_descending) {
            return Err(Refusal::new(
                "the columns are ordered in different directions, which one cursor cannot follow",
            ));
        }
        let mut columns: Vec<Column> = ordered.into_iter().map(|(column, _)| column).collect();
        let known = columns.len();
        let key: Vec<Column> = model.key().into_iter().cloned().collect();
        for column in key {
            if columns.iter().all(|known| known.name != column.name) {
                columns.push(column);
            }
        }
        if let Some(column) = columns.iter().find(|column| column.may_be_null) {
            return Err(Refusal::new(format!("`{}` may be null, and a cursor cannot go past that", column.name)));
        }
        if let Some(column) = columns.iter().find(|column| column.kind.is_none()) {
            return Err(Refusal::new(format!("the type of `{}` is not known, so no cursor can hold it", column.name)));
        }
        if family == Family::Tortoise && columns.len() > 1 {
            return Err(Refusal::new("the order has several columns, which Tortoise cannot compare with a cursor"));
        }
        Ok(CursorKey { columns, is_descending, known, model: model.spelled.clone(), family })
    }

    /// What the query is still to be ordered by.
    pub(super) fn order(&self) -> String {
        let missing = &self.columns[self.known..];
        if missing.is_empty() {
            return String::new();
        }
        let down = if self.is_descending { ".desc()" } else { "" };
        let spelled = missing.iter().map(|column| match self.family {
            Family::Tortoise => format!("\"{}\"", column.name),
            _ => format!("{}.{}{down}", self.model, column.name),
        });
        format!(".order_by({})", spelled.collect::<Vec<_>>().join(", "))
    }

    /// What holds for the rows behind a cursor, as the argument of `where`.
    pub(super) fn condition(&self, cursor: &str, decode: &str, library: &str, imports: &mut Imports) -> String {
        let kinds: Vec<String> = self.columns.iter().map(|column| spelled_kind(column, imports)).collect();
        let decoded = format!("{decode}({cursor}, {})", kinds.join(", "));
        let than = if self.is_descending { "<" } else { ">" };
        if let ([only], Family::Tortoise) = (&*self.columns, self.family) {
            let than = if self.is_descending { "lt" } else { "gt" };
            return format!("{}__{than}={decoded}[0]", only.name);
        }
        let names: Vec<String> = self.columns.iter().map(|it| format!("{}.{}", self.model, it.name)).collect();
        if let [only] = &*names {
            return format!("{only} {than} {decoded}[0]");
        }
        let tuple = imports.need(library, "tuple_");
        format!("{tuple}({}) {than} {decoded}", names.join(", "))
    }

    /// What a cursor says of the last row of some.
    pub(super) fn of_last(&self, rows: &str) -> String {
        let values: Vec<String> = self.columns.iter().map(|column| format!("{rows}[-1].{}", column.name)).collect();
        values.join(", ")
    }
}

fn spelled_kind(column: &Column, imports: &mut Imports) -> String {
    match column.kind {
        Some((module, name)) if !module.is_empty() => imports.need(module, name),
        Some((_, name)) => name.to_owned(),
        None => "str".to_owned(),
    }
}

/// The column of an argument of `order_by`, and whether it goes down.
fn ordering(feed: &Feed, model: &Model, expr: ExprId) -> Option<(Column, bool)> {
    let (mut expr, mut is_descending) = (expr, false);
    for _ in 0..4 {
        match feed.body.expr(expr) {
            Expr::Call(callee, args) => match feed.body.expr(*callee) {
                Expr::Attribute(base, name) if args.is_empty() && ["asc", "desc"].contains(&name.as_str()) => {
                    (expr, is_descending) = (*base, *name == "desc");
                }
                Expr::Name(name) if args.len() == 1 && ["asc", "desc", "col"].contains(&name.as_str()) => {
                    (expr, is_descending) = (args[0].value, is_descending || *name == "desc");
                }
                _ => return None,
            },
            Expr::Attribute(base, name) if feed.body.text(*base) == model.spelled => {
                return model.column(name.as_str()).cloned().map(|column| (column, is_descending));
            }
            Expr::Str(text) if feed.fetch.family == Family::Tortoise => {
                let (name, is_descending) = text.strip_prefix('-').map_or((&**text, false), |name| (name, true));
                return model.column(name).cloned().map(|column| (column, is_descending));
            }
            _ => return None,
        }
    }
    None
}
