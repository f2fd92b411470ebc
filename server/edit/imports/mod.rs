//! How does a Python module get names of other modules? It uses what it has, and joins what it imports already.

mod join;
mod leave;
mod place;
mod spelling;

use super::import::is_taken;
use crate::facts::{Block, Facts, ItemId, Node, Stmt, StmtKind};
use crate::text::{Span, Splice};
use spelling::{alias, dotted, is_same, statement};

/// The names that a module is about to need, on top of those it has.
pub struct Imports<'a> {
    facts: &'a Facts,
    /// Whether a dotted module is one of the workspace.
    is_own: Box<dyn Fn(&str) -> bool + 'a>,
    /// The length in characters that a line may have.
    width: usize,
    added: Vec<Added>,
    /// Modules of the workspace that are about to be made.
    made: Vec<String>,
    /// Names of the module that it has no more use for.
    dropped: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Added {
    module: String,
    name: String,
    alias: Option<String>,
}

impl<'a> Imports<'a> {
    /// Nothing is needed yet.
    pub fn new(facts: &'a Facts, width: usize, is_own: Box<dyn Fn(&str) -> bool + 'a>) -> Self {
        Imports { facts, is_own, width, added: Vec::new(), made: Vec::new(), dropped: Vec::new() }
    }

    /// What the module calls a name of another module, which is spelled as in an import: `fastapi`, `.deps`.
    pub fn need(&mut self, module: &str, name: &str) -> String {
        if let Some(known) = self.known(module, name) {
            return known;
        }
        let known = self.added.iter().find(|added| added.module == module && added.name == name);
        if let Some(known) = known {
            return known.alias.clone().unwrap_or_else(|| name.to_owned());
        }
        let is_added = self.added.iter().any(|added| added.alias.as_deref().unwrap_or(&added.name) == name);
        let alias = (is_added || is_taken(self.facts, name)).then(|| alias(module, name));
        let local = alias.clone().unwrap_or_else(|| name.to_owned());
        self.added.push(Added { module: module.to_owned(), name: name.to_owned(), alias });
        local
    }

    /// What the module calls a name of a module of the workspace that is about to be made.
    pub fn need_of_new(&mut self, module: &str, name: &str) -> String {
        self.made.push(module.split('.').next().unwrap_or_default().to_owned());
        self.need(module, name)
    }

    /// The name by which it is known already: imported by itself, or with its module.
    fn known(&self, module: &str, name: &str) -> Option<String> {
        let mut open: Vec<&Block> = vec![&self.facts.surface().block];
        let mut whole = None;
        while let Some(block) = open.pop() {
            for statement in block {
                if !self.is_for_types(statement) {
                    open.extend(statement.kind.blocks());
                }
                match &statement.kind {
                    StmtKind::ImportFrom { level, module: of, names, star: false } => {
                        let is_same = is_same(&dotted(*level, *of), module);
                        let found = names.iter().find(|known| is_same && known.path == name);
                        if let Some(found) = found {
                            return Some(found.alias.unwrap_or(found.path).to_string());
                        }
                    }
                    StmtKind::Import(names) => {
                        let found = names.iter().find(|known| known.path == module);
                        whole = whole.or(found.map(|found| format!("{}.{name}", found.alias.unwrap_or(found.path))));
                    }
                    _ => {}
                }
            }
        }
        whole
    }

    /// Whether a statement is there for type checkers only.
    fn is_for_types(&self, statement: &Stmt) -> bool {
        let StmtKind::If(tests, _) = &statement.kind else { return false };
        let text = |span: Span| self.facts.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        tests
            .iter()
            .any(|(test, _)| text(self.facts.span(ItemId::default(), Node::Expr(*test))).ends_with("TYPE_CHECKING"))
    }

    /// What adds everything that is needed.
    pub fn splices(&self) -> Vec<Splice> {
        let mut modules: Vec<&str> = self.added.iter().map(|added| added.module.as_str()).collect();
        modules.sort_unstable();
        modules.dedup();
        let (mut found, joined) = self.splices_of_left();
        modules.retain(|module| !joined.iter().any(|known| known == module));
        let mut lines: Vec<(&str, String)> = Vec::new();
        for module in modules {
            let names: Vec<&Added> = self.added.iter().filter(|added| added.module == module).collect();
            match self.joined(module, &names) {
                Some(joined) => found.extend(joined),
                None => lines.push((module, statement(module, &names, self.width))),
            }
        }
        found.extend(self.placed(&lines));
        found
    }

    fn span(&self, statement: &Stmt) -> Span {
        self.facts.span(ItemId::default(), Node::Mark(statement.mark))
    }
}
