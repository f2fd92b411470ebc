//! How does a name leave an import? With its comma; with the whole statement if it was all of it.

use super::spelling::{dotted, one_per_line, sort_key};
use super::{Added, Imports};
use crate::edit::lines::{indent_of_line, indented, line_break, line_start};
use crate::edit::order::line_end;
use crate::facts::{ImportName, Stmt, StmtKind};
use crate::text::{Span, Splice};

impl Imports<'_> {
    /// The module has no more use for a name that it imports at its top level by `from … import …`.
    pub fn drop(&mut self, local: &str) {
        self.dropped.push(local.to_owned());
    }

    fn leaves(&self, name: &ImportName) -> bool {
        self.dropped.iter().any(|dropped| name.alias.unwrap_or(name.path) == *dropped)
    }

    /// The statements of which names leave, with their modules.
    fn left(&self) -> Vec<(String, &Stmt, &[ImportName])> {
        let left = self.facts.surface().block.iter().filter_map(|statement| match &statement.kind {
            StmtKind::ImportFrom { level, module, names, star: false } => {
                names.iter().any(|name| self.leaves(name)).then(|| (dotted(*level, *module), statement, &**names))
            }
            _ => None,
        });
        left.collect()
    }

    /// What takes names out of their statements, and the modules whose added names stand in their places.
    pub(super) fn splices_of_left(&self) -> (Vec<Splice>, Vec<String>) {
        let (mut found, mut joined) = (Vec::new(), Vec::new());
        for (module, statement, names) in self.left() {
            let is_first = !joined.contains(&module);
            let added: Vec<&Added> = self.added.iter().filter(|added| is_first && added.module == module).collect();
            found.extend(self.without(statement, names, &added));
            joined.push(module);
        }
        (found, joined)
    }

    fn without(&self, statement: &Stmt, names: &[ImportName], added: &[&Added]) -> Vec<Splice> {
        let (text, own) = (&*self.facts.text, self.span(statement));
        let spans: Vec<Span> = names.iter().map(|name| self.name_span(name)).collect();
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
        let kept: Vec<&ImportName> = names.iter().filter(|name| !self.leaves(name)).collect();
        if kept.is_empty() && added.is_empty() {
            let (start, end) = (line_start(text, own.start), line_end(text, own.end) as u32);
            return vec![Splice { span: Span { start, end }, text: String::new() }];
        }
        let inner = Span { start: first.start, end: last.end };
        let lines = &text[inner.start as usize..inner.end as usize];
        if lines.contains('#') {
            return self.one_by_one(names, &spans, added);
        }
        let sort = names.is_sorted_by_key(|name| sort_key(name.path.as_str()));
        let mut all: Vec<(String, String)> = Vec::new();
        let spelled = |name: &&ImportName| (name.path.to_string(), self.spelled(name));
        all.extend(kept.iter().map(spelled));
        all.extend(added.iter().map(|added| (added.name.clone(), added.spelled())));
        if sort || names.len() == 1 {
            all.sort_by(|(one, _), (other, _)| sort_key(one).cmp(&sort_key(other)));
        }
        let all: Vec<&str> = all.iter().map(|(_, spelled)| spelled.as_str()).collect();
        let is_bracketed = text[own.start as usize..first.start as usize].contains('(');
        let head = text[line_start(text, own.start) as usize..first.start as usize].chars().count();
        let line = all.join(", ");
        let is_below = text[own.start as usize..first.start as usize].contains('\n');
        let put = if is_below {
            all.join(&format!(",{}{}", line_break(text), indent_of_line(text, first.start)))
        } else if is_bracketed || lines.contains('\n') || head + line.chars().count() <= self.width {
            line
        } else {
            indented(&one_per_line(all.iter().copied()), "", line_break(text))
        };
        vec![Splice { span: inner, text: put }]
    }

    /// The same between comments: what is added stands where the first one left.
    fn one_by_one(&self, names: &[ImportName], spans: &[Span], added: &[&Added]) -> Vec<Splice> {
        let text = &*self.facts.text;
        let separator =
            format!(",{}{}", line_break(text), indent_of_line(text, spans.first().map_or(0, |it| it.start)));
        let mut put = added.iter().map(|added| added.spelled()).collect::<Vec<_>>().join(&separator);
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate().filter(|(_, name)| self.leaves(name)) {
            let comma = |at: u32| text.get(at as usize..).filter(|rest| rest.starts_with(',')).map_or(at, |_| at + 1);
            let end = if put.is_empty() { comma(spans[index].end) } else { spans[index].end };
            let _ = name;
            found.push(Splice { span: Span { start: spans[index].start, end }, text: std::mem::take(&mut put) });
        }
        found
    }

    fn spelled(&self, name: &ImportName) -> String {
        let span = self.name_span(name);
        self.facts.text.get(span.start as usize..span.end as usize).unwrap_or_default().to_owned()
    }
}
