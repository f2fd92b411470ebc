//! Where does a new import go? Into its group: the future, the standard library, what is installed, the workspace's own.

use super::Imports;
use super::spelling::dotted;
use crate::edit::lines::{indented, line_break, line_start};
use crate::edit::order::line_end;
use crate::eval::is_stdlib;
use crate::facts::{Facts, Stmt, StmtKind};
use crate::text::{Span, Splice};

impl<'a> Imports<'a> {
    /// Statements of their own, each in its group.
    pub(super) fn placed(&self, lines: &[(&str, String)]) -> Vec<Splice> {
        let mut found: Vec<Splice> = Vec::new();
        let mut last_group: Option<(u32, u8)> = None;
        let mut lines: Vec<_> = lines.iter().map(|(module, line)| (self.group(module), *module, line)).collect();
        lines.sort();
        for (group, module, line) in lines {
            let (at, before, after) = self.place(group, module);
            let end_of_line = line_break(&self.facts.text);
            let line = indented(line, "", end_of_line);
            let blank = |is_wanted: bool| if is_wanted { end_of_line } else { "" };
            if let Some(last) = found.last_mut().filter(|last| last.span.start == at) {
                // Behind what was put at the same place, before the blank line after it.
                let is_new_group = last_group.is_some_and(|(_, known)| known != group);
                let kept = last.text.len() - if after { end_of_line.len() } else { 0 };
                last.text.insert_str(kept, &format!("{}{line}{end_of_line}", blank(is_new_group)));
            } else {
                let gap = if at > 0 && !self.facts.text[..at as usize].ends_with('\n') { end_of_line } else { "" };
                let text = format!("{gap}{}{line}{end_of_line}{}", blank(before), blank(after));
                found.push(Splice { span: Span { start: at, end: at }, text });
            }
            last_group = Some((at, group));
        }
        found
    }

    /// Where a new statement of a group goes, and whether a blank line goes before and after it.
    fn place(&self, group: u8, module: &str) -> (u32, bool, bool) {
        let text = &*self.facts.text;
        let end = |statement: &Stmt| line_end(text, self.span(statement).end) as u32;
        let imports: Vec<(u8, &Stmt, Option<String>)> = self.imports();
        let own: Vec<_> = imports.iter().filter(|(of, ..)| *of == group).collect();
        let froms: Vec<_> =
            own.iter().filter_map(|(_, statement, module)| Some((*statement, module.as_ref()?))).collect();
        if froms.is_sorted_by(|(_, first), (_, second)| first <= second)
            && let Some((next, _)) = froms.iter().find(|(_, known)| known.as_str() > module)
        {
            return (line_start(text, self.span(next).start), false, false);
        }
        if let Some((_, last, _)) = own.last() {
            return (end(last), false, false);
        }
        if let Some((_, before, _)) = imports.iter().rfind(|(of, ..)| *of < group) {
            return (end(before), true, false);
        }
        if let Some((_, after, _)) = imports.iter().find(|(of, ..)| *of > group) {
            return (line_start(text, self.span(after).start), false, true);
        }
        self.top()
    }

    /// Where the first import of a module goes: below its docstring, above all other code.
    fn top(&self) -> (u32, bool, bool) {
        let (code, text) = (self.facts.surface(), &*self.facts.text);
        let mut rest = code.block.iter();
        if code.doc.is_some()
            && let Some(doc) = rest.next()
        {
            return (line_end(text, self.span(doc).end) as u32, true, false);
        }
        let first = rest.next().map(|statement| line_start(text, self.span(statement).start));
        (first.unwrap_or(0), false, first.is_some())
    }

    /// The imports at the beginning of the module with their groups; of `from` imports, the module.
    fn imports(&self) -> Vec<(u8, &'a Stmt, Option<String>)> {
        let facts: &'a Facts = self.facts;
        let import = |statement: &'a Stmt| match &statement.kind {
            StmtKind::Import(names) => Some((self.group(names.first()?.path.as_str()), statement, None)),
            StmtKind::ImportFrom { level, module, .. } => {
                let module = dotted(*level, *module);
                Some((self.group(&module), statement, Some(module)))
            }
            _ => None,
        };
        facts.surface().block.iter().filter_map(import).collect()
    }

    /// `__future__`, the standard library, what is installed, the workspace's own.
    fn group(&self, module: &str) -> u8 {
        let first = module.split('.').next().unwrap_or_default();
        match first {
            "__future__" => 0,
            "" => 4,
            _ if (self.is_own)(first) || self.made.iter().any(|made| made == first) => 3,
            _ if is_stdlib(first) => 1,
            _ => 2,
        }
    }
}
