//! How does a statement give one page of its rows, and say how many there are?

use super::bounds::Bounds;
use super::cursor_key::CursorKey;
use super::fetch::Family;
use super::recognise::Feed;
use super::style::Style;
use crate::actions::Refusal;
use crate::edit::{Draft, Imports, indent_of_line, indented, line_above, line_break};
use crate::facts::{Function, Stmt};
use crate::text::Span;

/// A statement that is made to give a page.
pub(super) struct Paged<'f, 'a> {
    pub(super) feed: &'f Feed<'a>,
    pub(super) bounds: &'f Bounds,
    pub(super) key: Option<CursorKey>,
    pub(super) width: usize,
    /// How many rows at most, as an expression.
    pub(super) size: String,
    /// Whether the total is counted.
    pub(super) counts: bool,
}

impl Paged<'_, '_> {
    /// Bounds the statement. Returns its rows' expression if that is rewritten otherwise: the text of the new query, for
    /// somebody who moves the expression around it.
    pub(super) fn edit(
        &self,
        draft: &mut Draft,
        function: &Function,
        imports: &mut Imports,
        decode: &str,
    ) -> Result<(), Refusal> {
        let (feed, body) = (self.feed, self.feed.body);
        let file = body.facts.file;
        let at = body.span(feed.fetch.query);
        let suffix = self.suffix();
        let names = if feed.fetch.family == Family::Select || feed.fetch.family == Family::SqlModel {
            ["stmt", "statement", "page_stmt"]
        } else {
            ["query", "rows_query", "page_query"]
        };
        let is_bound = feed.query_name().is_some();
        let name = match feed.query_name() {
            Some(name) => name.to_string(),
            None => body.fresh(function, &names).unwrap_or("the_query").to_owned(),
        };
        if !self.counts && self.key.is_none() {
            draft.insert(file, at.end, suffix);
            return Ok(());
        }
        let mut lines = Vec::new();
        if is_bound {
            draft.insert(file, at.end, suffix);
        } else {
            lines.push(self.bound(&name, at));
            draft.replace(file, at, format!("{name}{suffix}"));
        }
        if let Some(key) = &self.key {
            let method = if matches!(feed.fetch.family, Family::Query | Family::Tortoise) { "filter" } else { "where" };
            let condition = key.condition(&self.bounds.start, decode, feed.library, imports);
            let inner = format!("{name} = {name}.{method}({condition})");
            let inner = if inner.chars().count() + 8 > self.width {
                format!("{name} = {name}.{method}(\n        {condition}\n    )")
            } else {
                inner
            };
            lines.push(format!("if {} is not None:\n    {inner}", self.bounds.start));
        }
        if self.counts {
            lines.push(self.count(&name, imports));
        }
        self.above(draft, feed.fetch.run_at, &lines.join("\n"))
    }

    /// A line of its own for a query that was written where it was run.
    fn bound(&self, name: &str, at: Span) -> String {
        let body = self.feed.body;
        let text = body.slice(at);
        if !text.contains('\n') {
            return format!("{name} = {text}");
        }
        // Its lines keep their distance from the first one, which comes to stand four blanks in.
        let own = indent_of_line(&body.facts.text, at.start);
        let cut = |line: &str| match line.strip_prefix(own) {
            Some(rest) => format!("    {rest}"),
            None => line.trim_start().to_owned(),
        };
        let lines: Vec<String> = text.lines().map(cut).collect();
        let first = text.lines().next().unwrap_or_default();
        format!("{name} = (\n    {first}\n{}\n)", lines.get(1..).unwrap_or_default().join("\n"))
    }

    /// What limits the query.
    pub(super) fn suffix(&self) -> String {
        let (feed, size) = (self.feed, &self.size);
        if feed.is_limited() {
            return String::new();
        }
        let Some(model) = &feed.model else { return String::new() };
        if let Some(key) = &self.key {
            return format!("{}.limit({size})", key.order());
        }
        let is_ordered = feed.calls("order_by").next().is_some();
        let columns = model.key().into_iter().map(|column| match feed.fetch.family {
            Family::Tortoise => format!("\"{}\"", column.name),
            _ => format!("{}.{}", model.spelled, column.name),
        });
        let columns = columns.collect::<Vec<_>>().join(", ");
        let order = if is_ordered { String::new() } else { format!(".order_by({columns})") };
        format!("{order}.limit({size}).offset({})", self.bounds.skipped())
    }

    /// What counts the rows of all pages.
    fn count(&self, name: &str, imports: &mut Imports) -> String {
        let feed = self.feed;
        let unlimited = if feed.is_limited() { ".limit(None).offset(None)" } else { "" };
        match feed.fetch.family {
            Family::Query => return format!("total = {name}{unlimited}.count()"),
            Family::Tortoise => return format!("total = await {name}.count()"),
            _ => {}
        }
        let session = feed.fetch.session.map_or("db", |session| feed.body.text(session));
        let (func, select) = (imports.need(feed.library, "func"), imports.need(feed.library, "select"));
        let inner = format!("{select}({func}.count()).select_from({name}{unlimited}.order_by(None).subquery())");
        let (open, close) = match (feed.fetch.family, feed.fetch.is_awaited) {
            (Family::SqlModel, true) => (format!("total = (await {session}.exec("), ")).one()"),
            (Family::SqlModel, false) => (format!("total = {session}.exec("), ").one()"),
            (_, true) => (format!("total = await {session}.scalar("), ")"),
            (_, false) => (format!("total = {session}.scalar("), ")"),
        };
        let indent = indent_of_line(&feed.body.facts.text, feed.body.statement_span(feed.fetch.run_at).start);
        let length = indent.len() + open.chars().count() + inner.chars().count() + close.len();
        if length > self.width { format!("{open}\n    {inner}\n{close}") } else { format!("{open}{inner}{close}") }
    }

    /// Puts lines above a statement of the body.
    pub(super) fn above(&self, draft: &mut Draft, statement: &Stmt, lines: &str) -> Result<(), Refusal> {
        let body = self.feed.body;
        let text = &body.facts.text;
        let indent = indent_of_line(text, body.statement_span(statement).start);
        let lines = indented(lines, indent, line_break(text));
        let splice = line_above(body.facts, body.item, statement, &lines).ok_or_else(Refusal::overlap)?;
        draft.add(body.facts.file, [splice]);
        Ok(())
    }

    /// Whether the bounds of pages are those of the statement.
    pub(super) fn check(feed: &Feed, bounds: &Bounds, function: &Function, counts: bool) -> Result<(), Refusal> {
        if bounds.style == Style::Cursor || !feed.is_limited() {
            return Ok(());
        }
        let reads = |link: &str, name: &str| {
            let body = feed.body;
            let mut calls = feed.calls(link);
            let is_it = |call: &super::fetch::Link| call.args.first().is_some_and(|arg| body.text(arg.value) == name);
            calls.next().is_some_and(is_it) && calls.next().is_none()
        };
        let has = |name: &str| function.params.iter().any(|param| param.name == *name);
        let fits = bounds.style == Style::Offset && reads("limit", &bounds.size) && reads("offset", &bounds.start);
        if !(fits && has(&bounds.size) && has(&bounds.start)) {
            return Err(Refusal::new("the statement has a limit of its own"));
        }
        let is_tortoise = feed.fetch.family == Family::Tortoise;
        if is_tortoise && counts { Err(Refusal::new("the statement has a limit of its own")) } else { Ok(()) }
    }
}
