//! What does a handler return once its list has pages? The list and how it goes on, put together where it returned.

use super::body::Body;
use super::bounds::Bounds;
use super::cursor_key::CursorKey;
use super::envelope::Envelope;
use super::page_schema::Part;
use super::shape::{goes_on, value_of};
use super::style::Style;
use crate::actions::Refusal;
use crate::edit::{Draft, indent_of_line, indented, line_above, line_below, line_break};
use crate::facts::{Expr, ExprId, Function, Stmt, StmtKind};
use crate::text::Span;

/// A function that returns a page.
pub(super) struct Answer<'f, 'a> {
    pub(super) body: Body<'a>,
    pub(super) function: &'f Function,
    pub(super) bounds: &'f Bounds,
    pub(super) envelope: &'f Envelope,
    /// The class of the page where it is called, `None` where a dictionary will do.
    pub(super) class: Option<String>,
    /// What the file calls `encode_cursor`.
    pub(super) encode: String,
    pub(super) key: Option<CursorKey>,
    /// Whether the rows come with their total.
    pub(super) is_counted: bool,
    pub(super) returned: (&'a Stmt, ExprId),
    /// The expression that gives the rows, and the statement that holds it.
    pub(super) rows: (&'a Stmt, ExprId),
}

impl Answer<'_, '_> {
    /// Returns a page of what a database gave.
    pub(super) fn edit(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let (at, value) = self.returned;
        let file = self.body.facts.file;
        let name = self.body.fresh(self.function, &["items", "page_items", "found"]).ok_or_else(Refusal::overlap)?;
        let named = match self.body.expr(value) {
            Expr::Name(known) => Some(known.to_string()),
            _ => None,
        };
        let items = named.clone().unwrap_or_else(|| name.to_owned());
        let mut below = Vec::new();
        let rows = self.cut(draft, &items, &mut below)?;
        if self.bounds.style == Style::Page {
            below.push(format!("pages = -(-total // {})", self.bounds.size));
        }
        below.push(self.returning(&items, &rows));
        let lines = below.join("\n");
        if named.is_some() {
            return self.replace(draft, at, &lines);
        }
        // Else the statement gives rows now, and what was around them comes below.
        let is_apart = std::ptr::eq(at, self.rows.0) && rows != items;
        if !is_apart {
            let start = self.body.statement_span(at).start;
            let total = if std::ptr::eq(at, self.rows.0) { self.total() } else { "" };
            draft.replace(file, Span { start, end: start + "return".len() as u32 }, format!("{items}{total} ="));
        }
        self.below(draft, at, &lines)
    }

    /// Cuts what was fetched beyond the page. Gives the name of the rows.
    fn cut(&self, draft: &mut Draft, items: &str, below: &mut Vec<String>) -> Result<String, Refusal> {
        let (at, whole) = self.rows;
        if self.key.is_none() && !self.is_counted {
            return Ok(items.to_owned());
        }
        let size = &self.bounds.size;
        let cut = |rows: &str| match &self.key {
            Some(_) => format!("has_more = len({rows}) > {size}\n{rows} = {rows}[:{size}]"),
            None => String::new(),
        };
        let is_returned = std::ptr::eq(at, self.returned.0);
        let value = value_of(at).ok_or_else(Refusal::overlap)?;
        if value == whole || !self.is_counted && self.is_list_of(value, whole) {
            if is_returned {
                below.extend(Some(cut(items)).filter(|lines| !lines.is_empty()));
                return Ok(items.to_owned());
            }
            let target = self.target(at).ok_or_else(Refusal::overlap)?;
            let rows = self.body.text(target);
            draft.insert(self.body.facts.file, self.body.span(target).end, self.total());
            if self.key.is_some() {
                self.below(draft, at, &cut(rows))?;
            }
            return Ok(rows.to_owned());
        }
        let rows = self.body.fresh(self.function, &["rows", "fetched"]).ok_or_else(Refusal::overlap)?;
        let (statement, value, inner) = (self.body.statement_span(at), self.body.span(value), self.body.span(whole));
        let around = |from: u32, to: u32| self.body.slice(Span { start: from, end: to });
        let own = || self.target(at).map(|target| self.body.text(target).to_owned());
        let target = if is_returned { items.to_owned() } else { own().ok_or_else(Refusal::overlap)? };
        let made = format!("{target} = {}{rows}{}", around(value.start, inner.start), around(inner.end, value.end));
        let made = self.flush(at, &made);
        let file = self.body.facts.file;
        // What goes on in the next line does so only in brackets.
        let [open, close] = if goes_on(self.body.slice(inner)) { ["(", ")"] } else { ["", ""] };
        let head = format!("{rows}{} = {open}", self.total());
        draft.replace(file, Span { start: statement.start, end: inner.start }, head);
        draft.replace(file, Span { start: inner.end, end: statement.end }, close);
        let lines = if self.key.is_some() { format!("{}\n{made}", cut(rows)) } else { made };
        if is_returned {
            below.push(lines);
        } else {
            self.below(draft, at, &lines)?;
        }
        Ok(rows.to_owned())
    }

    /// Lines without the indentation that those of a statement have.
    fn flush(&self, at: &Stmt, lines: &str) -> String {
        let indent = indent_of_line(&self.body.facts.text, self.body.statement_span(at).start);
        lines
            .split('\n')
            .map(|line| line.strip_prefix(indent).unwrap_or(line).trim_end_matches('\r'))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn is_list_of(&self, value: ExprId, whole: ExprId) -> bool {
        let Expr::Call(callee, args) = self.body.expr(value) else { return false };
        matches!(self.body.expr(*callee), Expr::Name(name) if *name == "list")
            && args.iter().any(|arg| arg.value == whole)
    }

    /// The name that a statement assigns.
    fn target(&self, statement: &Stmt) -> Option<ExprId> {
        let target = match &statement.kind {
            StmtKind::Assign(targets, _) => *targets.first()?,
            StmtKind::Annotate { target, .. } => *target,
            _ => return None,
        };
        matches!(self.body.expr(target), Expr::Name(_)).then_some(target)
    }

    /// What stands behind the name of the rows.
    fn total(&self) -> &'static str {
        if self.is_counted { ", total" } else { "" }
    }

    /// The page that is returned.
    pub(super) fn returning(&self, items: &str, rows: &str) -> String {
        let next = self.key.as_ref().map(|key| format!("{}({})", self.encode, key.of_last(rows))).unwrap_or_default();
        let line = |(name, part): &(String, Part)| {
            let value = part.value(self.bounds, items, &next);
            if self.class.is_some() { format!("    {name}={value},\n") } else { format!("    \"{name}\": {value},\n") }
        };
        let lines = self.envelope.fields.iter().map(line).collect::<Vec<_>>().concat();
        match &self.class {
            Some(class) => format!("return {class}(\n{lines})"),
            None => format!("return {{\n{lines}}}"),
        }
    }

    pub(super) fn replace(&self, draft: &mut Draft, at: &Stmt, lines: &str) -> Result<(), Refusal> {
        let (body, span) = (self.body, self.body.statement_span(at));
        let text = &body.facts.text;
        let lines = indented(lines, indent_of_line(text, span.start), line_break(text));
        // A comment behind the statement stays behind the first line of what takes its place.
        let (first, last) = lines.rsplit_once("return ").ok_or_else(Refusal::overlap)?;
        if !first.trim().is_empty() {
            let first = first.trim_end();
            let splice = line_above(body.facts, body.item, at, first).ok_or_else(Refusal::overlap)?;
            draft.add(body.facts.file, [splice]);
        }
        draft.replace(body.facts.file, span, format!("return {last}"));
        Ok(())
    }

    pub(super) fn below(&self, draft: &mut Draft, at: &Stmt, lines: &str) -> Result<(), Refusal> {
        let body = self.body;
        let text = &body.facts.text;
        let indent = indent_of_line(text, body.statement_span(at).start);
        let lines = indented(lines, indent, line_break(text));
        let splice = line_below(body.facts, body.item, at, &lines).ok_or_else(Refusal::overlap)?;
        draft.add(body.facts.file, [splice]);
        Ok(())
    }
}
