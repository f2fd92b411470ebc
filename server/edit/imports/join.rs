//! How does a name join a statement that imports others of its module? In the order in which they stand, within a line.

use super::spelling::{dotted, one_per_line, sort_key};
use super::{Added, Imports};
use crate::edit::apply;
use crate::edit::lines::{indent_of_line, indented, line_break};
use crate::edit::order::line_end;
use crate::facts::{Facts, ImportName, ItemId, Node, Stmt, StmtKind};
use crate::text::{Span, Splice};

/// One `from … import …` at the top level.
struct From<'a> {
    statement: &'a Stmt,
    /// With leading dots.
    module: String,
    names: &'a [ImportName],
}

impl<'a> Imports<'a> {
    fn froms(&self) -> Vec<From<'a>> {
        let facts: &'a Facts = self.facts;
        let from = |statement: &'a Stmt| match &statement.kind {
            StmtKind::ImportFrom { level, module, names, star: false } => {
                Some(From { statement, module: dotted(*level, *module), names })
            }
            _ => None,
        };
        facts.surface().block.iter().filter_map(from).collect()
    }

    /// What adds names to a statement that imports others of their module.
    pub(super) fn joined(&self, module: &str, names: &[&Added]) -> Option<Vec<Splice>> {
        let from = self.froms().into_iter().rfind(|from| from.module == module)?;
        let text = &*self.facts.text;
        let spans: Vec<Span> = from.names.iter().map(|name| self.name_span(name)).collect();
        let (own, first, last) = (self.span(from.statement), *spans.first()?, *spans.last()?);
        let lines = text.get(own.start as usize..last.end as usize)?;
        let is_multi_line = lines.contains('\n');
        let separator = if is_multi_line {
            let indent = indent_of_line(text, last.start);
            format!(",{}{indent}", line_break(text))
        } else {
            ", ".to_owned()
        };
        let is_sorted = from.names.is_sorted_by_key(|name| sort_key(name.path.as_str()));
        let mut found: Vec<Splice> = Vec::new();
        let mut sorted = names.to_vec();
        sorted.sort_by_key(|added| sort_key(&added.name));
        for added in sorted {
            let behind = |known: &&ImportName| is_sorted && sort_key(known.path.as_str()) > sort_key(&added.name);
            let next = from.names.iter().find(behind).and_then(|next| from.names.iter().position(|it| it == next));
            let (at, text) = match next {
                Some(index) => (spans[index].start, format!("{}{separator}", added.spelled())),
                None => (last.end, format!("{separator}{}", added.spelled())),
            };
            match found.iter_mut().find(|splice| splice.span.start == at) {
                Some(known) => known.text.push_str(&text),
                None => found.push(Splice { span: Span { start: at, end: at }, text }),
            }
        }
        let is_bracketed = text[own.start as usize..first.start as usize].contains('(');
        let line = &text[own.start as usize..line_end(text, own.end)];
        let added: usize = found.iter().map(|splice| splice.text.chars().count()).sum();
        if is_multi_line || is_bracketed || line.trim_end().chars().count() + added <= self.width {
            return Some(found);
        }
        // Too long for a line: one name per line, in brackets.
        let whole = Span { start: first.start, end: last.end };
        let shift = |splice: &Splice| Splice {
            span: Span { start: splice.span.start - whole.start, end: splice.span.end - whole.start },
            text: splice.text.clone(),
        };
        let inner =
            apply(&text[whole.start as usize..whole.end as usize], &found.iter().map(shift).collect::<Vec<_>>())?;
        let lines = one_per_line(inner.split(", "));
        Some(vec![Splice { span: whole, text: indented(&lines, "", line_break(text)) }])
    }

    /// A name with what stands after `as`.
    pub(super) fn name_span(&self, name: &ImportName) -> Span {
        let span = self.facts.span(ItemId::default(), Node::Mark(name.mark));
        let rest = self.facts.text.get(span.end as usize..).unwrap_or_default();
        let alias = name.alias.and_then(|alias| rest.find(alias.as_str()).map(|at| at + alias.len()));
        Span { end: span.end + alias.unwrap_or(0) as u32, ..span }
    }
}
