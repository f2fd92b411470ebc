//! Which parameters say what page is wanted? Those that the handler has, bounded; else new ones.

use super::style::Style;
use crate::actions::{Bench, Refusal};
use crate::edit::{
    Draft, Imports, Insertion, Layout, Parameters, apply, indent_of_line, indented, line_break, line_start,
};
use crate::facts::{Expr, ExprId, Facts, Function, ItemId, Node, Param};
use crate::text::{Span, Splice};

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
        let (annotated, query) = (imports.need("typing", "Annotated"), imports.need("fastapi", "Query"));
        let (mut added, mut bounded) = (Vec::<Insertion>::new(), Vec::new());
        for (name, ty, first, max) in self.types(&annotated, &query) {
            match function.params.iter().find(|param| param.name == *name) {
                Some(_) if self.style == Style::Cursor && name == self.start => return Err(unread()),
                Some(param) => bounded.extend(bound(facts, item, param, &ty, max)),
                None => added.push(parameters.optional(format!("{name}: {ty} = {first}"))),
            }
        }
        let list = &parameters.list;
        let is_inside = |splice: &Splice, span: Span| span.start <= splice.span.start && splice.span.end <= span.end;
        let grown: usize = bounded.iter().map(|splice| splice.text.len()).sum();
        let line = layout.text.get(line_start(&layout.text, list.span.start) as usize..).unwrap_or_default();
        let length = line.split('\n').next().unwrap_or_default().chars().count() + grown;
        if bounded.is_empty() || layout.slice(list.span).contains('\n') || length <= width {
            draft.add(facts.file, bounded);
            draft.add(facts.file, list.insert(layout, &added, width));
            return Ok(());
        }
        // What grew too long for its line: one parameter per line.
        let mut texts: Vec<String> = Vec::new();
        for (index, element) in list.elements.iter().enumerate() {
            texts.extend(added.iter().filter(|it| it.before == index).map(|it| it.text.clone()));
            let shift = |it: &Splice| Splice {
                span: Span { start: it.span.start - element.span.start, end: it.span.end - element.span.start },
                text: it.text.clone(),
            };
            let own: Vec<Splice> = bounded.iter().filter(|it| is_inside(it, element.span)).map(shift).collect();
            texts.push(apply(layout.slice(element.span), &own).ok_or_else(unread)?);
        }
        texts.extend(added.iter().filter(|it| it.before >= list.elements.len()).map(|it| it.text.clone()));
        let lines = texts.iter().map(|text| format!("    {text},\n")).collect::<Vec<_>>().concat();
        let indent = indent_of_line(&layout.text, list.span.start);
        draft.replace(facts.file, list.span, indented(&format!("(\n{lines})"), indent, line_break(&layout.text)));
        Ok(())
    }

    /// The parameters: names, types, what new ones are if nobody says, and the most that a bounded one may be.
    fn types(&self, annotated: &str, query: &str) -> [(String, String, String, Option<u32>); 2] {
        let first = 20.min(self.max).to_string();
        let ty = format!("{annotated}[int, {query}(ge=1, le={})]", self.max);
        let size = (self.size.clone(), ty, first, Some(self.max));
        let start = |ty: &str, bounds: &str, first: &str| {
            (self.start.clone(), format!("{annotated}[{ty}, {query}({bounds})]"), first.to_owned(), None)
        };
        // `page` reads before `size`, `offset` behind `limit`.
        match self.style {
            Style::Cursor => [start("str | None", "max_length=512", "None"), size],
            Style::Page => [start("int", "ge=1", "1"), size],
            Style::Offset => [size, start("int", "ge=0", "0")],
        }
    }
}

/// Gives a plain integer bounds; what says more is left as it is.
fn bound(facts: &Facts, item: ItemId, param: &Param, ty: &str, max: Option<u32>) -> Vec<Splice> {
    let code = facts.item(item);
    let is_int = |id: &ExprId| matches!(code.expr(*id), Expr::Name(name) if *name == "int");
    let Some(annotation) = param.annotation.filter(is_int) else { return Vec::new() };
    let Some((default, Expr::Int(number))) = param.default.map(|default| (default, code.expr(default))) else {
        return Vec::new();
    };
    let splice = |of: ExprId, text: String| Splice { span: facts.span(item, Node::Expr(of)), text };
    let mut found = vec![splice(annotation, ty.to_owned())];
    if let Some(max) = max.filter(|max| *number > i64::from(*max)) {
        found.push(splice(default, max.to_string()));
    }
    found
}
