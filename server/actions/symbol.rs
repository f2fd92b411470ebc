//! What does a name of a Python module mean? A definition of the workspace, through imports; or a name of a library.

use super::bench::Bench;
use crate::eval::ModuleId;
use crate::facts::{Block, Class, Expr, ExprId, Facts, Function, ImportName, ItemId, MarkId, Name, StmtKind};
use crate::text::FileId;
use std::sync::Arc;

/// How many imports are followed to a definition.
const HOPS: usize = 6;

/// A name that a file of the workspace defines at its top level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol {
    /// The file.
    pub file: FileId,
    /// The name.
    pub name: Name,
}

/// What defines a name at the top level of a module.
#[derive(Clone, Debug)]
pub enum Defined {
    /// A function.
    Function(Function),
    /// A class.
    Class(Class),
    /// The value that is assigned, and the statement.
    Value(ExprId, MarkId),
}

/// What a name is bound to by an import.
enum Import {
    /// A name of a module; `from module import name`.
    Name(u32, Name, Name),
    /// A module.
    Module(Name),
}

impl Bench<'_> {
    /// What a name of a module's top level means; `None` if the workspace does not define it.
    pub fn symbol(&self, facts: &Facts, name: Name) -> Option<Symbol> {
        let mut at = Symbol { file: facts.file, name };
        let mut known: Option<Arc<Facts>> = None;
        for _ in 0..HOPS {
            let facts = known.as_deref().unwrap_or(facts);
            if defined(facts, at.name).is_some() {
                return Some(at);
            }
            let Import::Name(level, module, name) = imported(facts, at.name)? else { return None };
            let file = self.modules.file(self.module(facts, level, &module)?)?;
            at = Symbol { file, name };
            known = Some(self.facts(file)?);
        }
        None
    }

    /// What an expression of an item means, if it is a name or a name of a module: `deps.get_user`.
    pub fn symbol_of(&self, facts: &Facts, item: ItemId, expr: ExprId) -> Option<Symbol> {
        match facts.item(item).expr(expr) {
            Expr::Name(name) => self.symbol(facts, *name),
            Expr::Attribute(base, name) => {
                let file = self.modules.file(self.module_of(facts, item, *base)?)?;
                self.symbol(&*self.facts(file)?, *name)
            }
            _ => None,
        }
    }

    /// The definition of a symbol, and the facts of its file.
    pub fn definition(&self, symbol: Symbol) -> Option<(Arc<Facts>, Defined)> {
        let facts = self.facts(symbol.file)?;
        let defined = defined(&facts, symbol.name)?;
        Some((facts, defined))
    }

    /// What a module that has a symbol already calls it.
    pub fn local_name(&self, facts: &Facts, symbol: Symbol) -> Option<String> {
        if facts.file == symbol.file {
            return Some(symbol.name.to_string());
        }
        let mut names = at_run_time(facts).into_iter().flat_map(|kind| match kind {
            StmtKind::ImportFrom { names, .. } => names.iter().map(bound).collect(),
            _ => Vec::new(),
        });
        names.find(|name| self.symbol(facts, *name) == Some(symbol)).map(|name| name.to_string())
    }

    /// The dotted name of what an expression means in a library: `requests.get`.
    pub fn library_name(&self, facts: &Facts, item: ItemId, expr: ExprId) -> Option<String> {
        match facts.item(item).expr(expr) {
            Expr::Name(name) => match imported(facts, *name)? {
                Import::Name(0, module, name) => Some(format!("{module}.{name}")),
                Import::Name(..) => None,
                Import::Module(module) => Some(module.to_string()),
            },
            Expr::Attribute(base, name) => Some(format!("{}.{name}", self.library_name(facts, item, *base)?)),
            _ => None,
        }
    }

    fn module_of(&self, facts: &Facts, item: ItemId, expr: ExprId) -> Option<ModuleId> {
        match facts.item(item).expr(expr) {
            Expr::Name(name) => match imported(facts, *name)? {
                Import::Name(level, module, name) => {
                    let inner = if module.is_empty() { name } else { Name::from(&format!("{module}.{name}")) };
                    self.module(facts, level, &inner)
                }
                Import::Module(module) => self.modules.resolve(facts.file, &module),
            },
            Expr::Attribute(base, name) => self.modules.child(self.module_of(facts, item, *base)?, name),
            _ => None,
        }
    }
}

/// The statements of a module's top level, those inside others included.
pub(super) fn statements(facts: &Facts) -> Vec<&StmtKind> {
    statements_within(facts, |_| true)
}

/// Those that are not there for type checkers only.
fn at_run_time(facts: &Facts) -> Vec<&StmtKind> {
    let code = facts.surface();
    let is_for_types = |expr: ExprId| matches!(code.expr(expr), Expr::Name(name) | Expr::Attribute(_, name) if name == "TYPE_CHECKING");
    statements_within(
        facts,
        |kind| !matches!(kind, StmtKind::If(tests, _) if tests.iter().any(|it| is_for_types(it.0))),
    )
}

fn statements_within(facts: &Facts, enters: impl Fn(&StmtKind) -> bool) -> Vec<&StmtKind> {
    let (mut found, mut open): (_, Vec<&Block>) = (Vec::new(), vec![&facts.surface().block]);
    while let Some(block) = open.pop() {
        for statement in block {
            if enters(&statement.kind) {
                open.extend(statement.kind.blocks());
            }
            found.push(&statement.kind);
        }
    }
    found
}

fn bound(name: &ImportName) -> Name {
    name.alias.unwrap_or(name.path)
}

/// What the top level of a module defines by a name, the last time it does.
fn defined(facts: &Facts, name: Name) -> Option<Defined> {
    let code = facts.surface();
    let is_name = |expr: ExprId| matches!(code.expr(expr), Expr::Name(known) if *known == name);
    code.block.iter().rev().find_map(|statement| match &statement.kind {
        StmtKind::Function(id) => {
            code.functions.get(id.0 as usize).filter(|it| it.name == name).cloned().map(Defined::Function)
        }
        StmtKind::Class(id) => {
            code.classes.get(id.0 as usize).filter(|it| it.name == name).cloned().map(Defined::Class)
        }
        StmtKind::Assign(targets, value) => {
            targets.iter().any(|target| is_name(*target)).then_some(Defined::Value(*value, statement.mark))
        }
        StmtKind::Annotate { target, value: Some(value), .. } => {
            is_name(*target).then_some(Defined::Value(*value, statement.mark))
        }
        _ => None,
    })
}

fn imported(facts: &Facts, name: Name) -> Option<Import> {
    statements(facts).into_iter().find_map(|kind| match kind {
        StmtKind::ImportFrom { level, module, names, .. } => {
            let found = names.iter().find(|known| bound(known) == name)?;
            Some(Import::Name(*level, *module, found.path))
        }
        StmtKind::Import(names) => names.iter().find_map(|known| match known.alias {
            Some(alias) => (alias == name).then_some(Import::Module(known.path)),
            // `import a.b` binds `a`.
            None => (known.path.split('.').next() == Some(name.as_str())).then_some(Import::Module(name)),
        }),
        _ => None,
    })
}
