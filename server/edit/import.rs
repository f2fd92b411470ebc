//! What is a library's name called in a module, and how does one that has not got it get it?

use crate::facts::{Expr, Facts, ImportName, ItemId, Name, Node, StmtKind};
use crate::text::{Span, Splice};

/// A name of a library as a module spells it, and what imports it if nothing does yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The name in the module.
    pub name: String,
    /// What has to be added; `None` if it is there.
    pub splice: Option<Splice>,
}

/// A name of a library in a module that imports something of that library by `from library import …` at its top level.
/// `None` if it does not, or if something else has the name.
pub fn import(facts: &Facts, library: &str, name: &str) -> Option<Imported> {
    let code = facts.item(ItemId::default());
    let mut last: Option<&ImportName> = None;
    for statement in &code.block {
        let StmtKind::ImportFrom { level: 0, module, names, star: false } = &statement.kind else { continue };
        if module != library {
            continue;
        }
        if let Some(found) = names.iter().find(|known| known.path == name) {
            return Some(Imported { name: found.alias.unwrap_or(found.path).to_string(), splice: None });
        }
        last = last.or(names.iter().rfind(|known| known.alias.is_none()));
    }
    let last = last.filter(|_| !is_taken(facts, name))?;
    let end = facts.span(ItemId::default(), Node::Mark(last.mark)).end;
    let splice = Splice { span: Span { start: end, end }, text: format!(", {name}") };
    Some(Imported { name: name.to_owned(), splice: Some(splice) })
}

/// Whether a module may use a name for something of its own: any mention counts.
pub(super) fn is_taken(facts: &Facts, name: &str) -> bool {
    let is_word = |at: usize| {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let (before, after) = (&facts.text[..at], &facts.text[at + name.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    };
    let in_words = facts.text.match_indices(name).any(|(at, _)| is_word(at));
    in_words && mentions(facts, Name::from(name))
}

/// Whether code of the module itself has the name; what stands in comments and strings does not count.
fn mentions(facts: &Facts, name: Name) -> bool {
    facts.items().any(|item| {
        let code = facts.item(item);
        let is_name = |expr: &Expr| matches!(expr, Expr::Name(known) if *known == name);
        code.exprs.iter().any(is_name)
            || code.functions.iter().any(|function| function.name == name)
            || code.classes.iter().any(|class| class.name == name)
            || code.block.iter().any(|statement| match &statement.kind {
                StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
                    names.iter().any(|known| known.alias.unwrap_or(known.path) == name)
                }
                _ => false,
            })
    })
}
