//! How does a handler return a page of a list that it holds in memory? A slice of it, and its length.

use super::answer::Answer;
use super::bounds::Bounds;
use super::page_schema::Part;
use super::style::Style;
use crate::actions::Refusal;
use crate::edit::Draft;
use crate::facts::Expr;
use crate::text::Span;

impl Answer<'_, '_> {
    /// Returns a page of what is in memory.
    pub(super) fn edit_memory(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let (at, value) = self.returned;
        let name = self.body.fresh(self.function, &["items", "page_items", "found"]).ok_or_else(Refusal::overlap)?;
        let known = matches!(self.body.expr(value), Expr::Name(_));
        let list = if known { self.body.text(value) } else { name };
        let mut lines = vec![format!("total = len({list})")];
        if self.envelope.fields.iter().any(|(_, part)| matches!(part, Part::Pages | Part::NextPage)) {
            lines.push(format!("pages = -(-total // {})", self.bounds.size));
        }
        lines.push(self.returning(&format!("{list}{}", slice(self.bounds)), ""));
        let lines = lines.join("\n");
        if known {
            return self.replace(draft, at, &lines);
        }
        let start = self.body.statement_span(at).start;
        let keyword = Span { start, end: start + "return".len() as u32 };
        draft.replace(self.body.facts.file, keyword, format!("{name} ="));
        self.below(draft, at, &lines)
    }
}

/// The page of a list, as what stands behind it.
pub(super) fn slice(bounds: &Bounds) -> String {
    match bounds.style {
        Style::Page => format!("[({0} - 1) * {1} : {0} * {1}]", bounds.start, bounds.size),
        _ => format!("[{0} : {0} + {1}]", bounds.start, bounds.size),
    }
}
