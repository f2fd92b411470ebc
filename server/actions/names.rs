//! What does a name in a Python file stand for? Imports are followed from file to file, as far as they are spelled out.

use super::bench::Bench;
use crate::eval::ModuleId;
use crate::facts::{Block, Code, Expr, ExprId, Facts, ImportName, Name, Stmt, StmtKind};
use crate::text::FileId;

/// How many imports are followed.
const STEPS: usize = 8;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Something of a library, dotted: `pydantic.BaseModel`.
    Library(String),
    /// A definition at the top level of a file of the workspace.
    Own(FileId, Name),
    /// A module of the workspace.
    Module(ModuleId),
}

/// All statements of a block, those inside others included.
pub fn statements(block: &Block) -> Vec<&Stmt> {
    let (mut open, mut found) = (vec![block], Vec::new());
    while let Some(block) = open.pop() {
        for statement in block {
            open.extend(statement.kind.blocks());
            found.push(statement);
        }
    }
    found
}

impl Bench<'_> {
    /// What an expression stands for, if it is a name or a path of names that are bound at the top level of its file.
    pub fn meaning(&self, facts: &Facts, code: &Code, expr: ExprId) -> Option<Meaning> {
        let (mut at, mut path) = (expr, Vec::new());
        while let Expr::Attribute(base, name) = code.expr(at) {
            path.push(*name);
            at = *base;
        }
        let Expr::Name(first) = code.expr(at) else { return None };
        let first = self.named(facts, *first, STEPS)?;
        path.into_iter().rev().try_fold(first, |known, name| self.attribute(&known, name))
    }

    /// Whether an expression stands for something of a library: `pydantic.Field`.
    pub fn is_of(&self, facts: &Facts, code: &Code, expr: ExprId, library: &str, names: &[&str]) -> bool {
        let Some(Meaning::Library(path)) = self.meaning(facts, code, expr) else { return false };
        let rest = path.strip_prefix(library).filter(|rest| rest.starts_with('.'));
        rest.and_then(|rest| rest.rsplit('.').next()).is_some_and(|last| names.contains(&last))
    }

    /// What a name at the top level of a file stands for.
    pub fn meaning_of_name(&self, facts: &Facts, name: &str) -> Option<Meaning> {
        self.named(facts, Name::from(name), STEPS)
    }

    fn attribute(&self, of: &Meaning, name: Name) -> Option<Meaning> {
        match of {
            Meaning::Library(path) => Some(Meaning::Library(format!("{path}.{name}"))),
            Meaning::Module(module) => self.member(*module, name, STEPS),
            Meaning::Own(..) => None,
        }
    }

    fn named(&self, facts: &Facts, name: Name, steps: usize) -> Option<Meaning> {
        let steps = steps.checked_sub(1)?;
        let code = facts.surface();
        let own = || code.classes.iter().map(|class| class.name).chain(code.functions.iter().map(|known| known.name));
        let mut found = own().any(|known| known == name).then_some(Meaning::Own(facts.file, name));
        for statement in statements(&code.block) {
            found = found.or_else(|| self.bound(facts, &statement.kind, name, steps));
        }
        found
    }

    /// What a statement binds a name to.
    fn bound(&self, facts: &Facts, statement: &StmtKind, name: Name, steps: usize) -> Option<Meaning> {
        let binds = |known: &&ImportName| known.alias.unwrap_or(known.path) == name;
        match statement {
            StmtKind::ImportFrom { level, module, names, star } => {
                let path = names.iter().find(binds).map(|known| known.path);
                let path = path.or_else(|| star.then_some(name))?;
                match self.module(facts, *level, module) {
                    Some(own) => self.member(own, path, steps),
                    None if *star || *level > 0 => None,
                    None => Some(Meaning::Library(format!("{module}.{path}"))),
                }
            }
            StmtKind::Import(names) => {
                let first = |known: &ImportName| known.path.split('.').next().map(str::to_owned);
                let known = names.iter().find(|known| {
                    known.alias.map_or_else(|| first(known).as_deref() == Some(name.as_str()), |alias| alias == name)
                })?;
                let path = if known.alias.is_some() { known.path.to_string() } else { first(known)? };
                let own = self.modules.resolve(facts.file, &path).map(Meaning::Module);
                Some(own.unwrap_or(Meaning::Library(path)))
            }
            StmtKind::Assign(targets, _) => {
                let code = facts.surface();
                let is_it = |target: &ExprId| matches!(code.expr(*target), Expr::Name(known) if *known == name);
                targets.iter().any(is_it).then_some(Meaning::Own(facts.file, name))
            }
            _ => None,
        }
    }

    /// The module of the workspace that an import names.
    pub fn module(&self, facts: &Facts, level: u32, dotted: &str) -> Option<ModuleId> {
        match level {
            0 => self.modules.resolve(facts.file, dotted),
            _ => self.modules.relative(facts.file, level, dotted),
        }
    }

    fn member(&self, module: ModuleId, name: Name, steps: usize) -> Option<Meaning> {
        let own = self.modules.file(module).and_then(|file| self.facts(file));
        let bound = own.and_then(|facts| self.named(&facts, name, steps));
        bound.or_else(|| self.modules.child(module, name.as_str()).map(Meaning::Module))
    }
}
