//! Which parameters say what page is wanted? Those that the handler has, bounded; else new ones.

use super::style::Style;
use crate::actions::{Bench, Refusal};
use crate::edit::{Draft, Imports, Insertion, Layout, Parameters};
use crate::facts::{Code, Expr, Facts, Function, ItemId, Node, Param};

/// The names by which a page is asked for.
#[derive(Clone, Debug)]
pub(super) struct Bounds {
    pub(super) style: Style,
    /// The parameter that says how many.
    pub(super) size: String,
    /// The parameter that says from where: how many are left out, the number of the page, or a cursor.
    pub(super) start: String,
    max: u32,
}

const SIZES: &[&str] = &["limit", "size", "page_size", "per_page"];

impl Bounds {
    pub(super) fn of(bench: &Bench, function: &Function, style: Style) -> Self {
        let (starts, sizes): (&[&str], [&str; 2]) = match style {
            Style::Cursor => (&[], ["cursor", "limit"]),
            Style::Offset => (&["offset", "skip"], ["offset", "limit"]),
            Style::Page => (&["page", "page_number"], ["page", "size"]),
        };
        let known = |names: &[&str], new: &str| {
            let has = |name: &&&str| function.params.iter().any(|param| param.name == **name);
            names.iter().find(has).map_or_else(|| new.to_owned(), |name| (*name).to_owned())
        };
        let max = bench.settings.get("pagination_max").parse().unwrap_or(100);
        Bounds { style, size: known(SIZES, sizes[1]), start: known(starts, sizes[0]), max }
    }

    /// How many are left out, as an expression.
    pub(super) fn skipped(&self) -> String {
        match self.style {
            Style::Page => format!("({} - 1) * {}", self.start, self.size),
            _ => self.start.clone(),
        }
    }

    /// Adds and bounds the parameters of a handler.
    pub(super) fn declare(
        &self,
        draft: &mut Draft,
        (layout, facts, item): (&Layout, &Facts, ItemId),
        function: &Function,
        imports: &mut Imports,
        width: usize,
    ) -> Result<(), Refusal> {
        let unread = || Refusal::new("the parameters cannot be read");
        let parameters = Parameters::of(layout, facts, item, function).ok_or_else(unread)?;
        let mut added: Vec<Insertion> = Vec::new();
        let new = function.params.iter().all(|param| param.name != *self.start || self.style == Style::Cursor);
        let start_bounds = if self.style == Style::Page { "ge=1" } else { "ge=0" };
        let annotated = imports.need("typing", "Annotated");
        let query = imports.need("fastapi", "Query");
        if self.style == Style::Cursor {
            let text = format!("{}: {annotated}[str | None, {query}(max_length=512)] = None", self.start);
            added.push(parameters.optional(text));
        }
        let default = 20.min(self.max);
        let size = format!("{annotated}[int, {query}(ge=1, le={})]", self.max);
        match function.params.iter().find(|param| param.name == *self.size) {
            Some(param) => self.bound(draft, facts, item, param, &size, Some(self.max)),
            None => added.push(parameters.optional(format!("{}: {size} = {default}", self.size))),
        }
        let start = format!("{annotated}[int, {query}({start_bounds})]");
        if self.style != Style::Cursor {
            match function.params.iter().find(|param| param.name == *self.start) {
                Some(param) => self.bound(draft, facts, item, param, &start, None),
                None => {
                    let first = if self.style == Style::Page { 1 } else { 0 };
                    let text = format!("{}: {start} = {first}", self.start);
                    // `page` reads before `size`, `offset` behind `limit`.
                    let at = if self.style == Style::Page { 0 } else { added.len() };
                    added.insert(at, parameters.optional(text));
                }
            }
        }
        let _ = new;
        draft.add(facts.file, parameters.list.insert(layout, &added, width));
        Ok(())
    }

    /// Gives a plain integer bounds; what says more is left as it is.
    fn bound(&self, draft: &mut Draft, facts: &Facts, item: ItemId, param: &Param, ty: &str, max: Option<u32>) {
        let code = facts.item(item);
        let is_int = |id| matches!(code.expr(id), Expr::Name(name) if *name == "int");
        let Some(annotation) = param.annotation.filter(|annotation| is_int(*annotation)) else { return };
        let Some(default) = param.default.and_then(|default| number(code, default)) else { return };
        let kept = max.map_or(default, |max| default.min(i64::from(max)));
        draft.replace(facts.file, facts.span(item, Node::Expr(annotation)), ty);
        if kept != default
            && let Some(of) = param.default
        {
            draft.replace(facts.file, facts.span(item, Node::Expr(of)), kept.to_string());
        }
    }
}

fn number(code: &Code, expr: crate::facts::ExprId) -> Option<i64> {
    if let Expr::Int(number) = code.expr(expr) { Some(*number) } else { None }
}
