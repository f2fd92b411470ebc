//! What does a parameter of a Python function depend on? `Depends(f)` as a default, in `Annotated`, or behind an alias.

use super::bench::Bench;
use super::symbol::{Defined, Symbol};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Facts, ItemId, MarkId, Name, Param, StmtKind};

/// The dependency of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is called: a function, a class, or an object of the workspace.
    pub callee: Symbol,
    /// The alias by which it is asked for: `CurrentUser = Annotated[User, Depends(get_current_user)]`.
    pub alias: Option<Symbol>,
    /// Whether it is asked for by a default.
    pub is_default: bool,
}

impl Bench<'_> {
    /// What a parameter depends on; `item` defines its function.
    pub fn asked(&self, facts: &Facts, item: ItemId, param: &Param) -> Option<Asked> {
        if let Some(callee) = param.default.and_then(|default| self.depends(facts, item, default)) {
            return Some(Asked { callee, alias: None, is_default: true });
        }
        let annotation = param.annotation?;
        if let Some(callee) = self.annotated(facts, item, annotation) {
            return Some(Asked { callee, alias: None, is_default: false });
        }
        let alias = self.symbol_of(facts, item, annotation)?;
        let callee = self.alias_callee(alias)?;
        Some(Asked { callee, alias: Some(alias), is_default: false })
    }

    /// What an alias depends on.
    pub fn alias_callee(&self, alias: Symbol) -> Option<Symbol> {
        let (facts, Defined::Value(value, _)) = self.definition(alias)? else { return None };
        self.annotated(&facts, ItemId::default(), value)
    }

    /// The aliases of dependencies that a file defines at its top level, with what they depend on and their statements.
    pub fn aliases(&self, facts: &Facts) -> Vec<(Symbol, Symbol, MarkId)> {
        let code = facts.surface();
        let alias = |statement: &crate::facts::Stmt| {
            let StmtKind::Assign(targets, value) = &statement.kind else { return None };
            let Expr::Name(name) = code.expr(*targets.first()?) else { return None };
            let callee = self.annotated(facts, ItemId::default(), *value)?;
            Some((Symbol { file: facts.file, name: *name }, callee, statement.mark))
        };
        code.block.iter().filter_map(alias).collect()
    }

    /// The names of what is called in the default and the annotation of a parameter: `Depends`, `Header`.
    pub fn markers(&self, facts: &Facts, item: ItemId, param: &Param) -> Vec<Name> {
        let called = |facts: &Facts, item: ItemId, expr: &ExprId| match facts.item(item).expr(*expr) {
            Expr::Call(callee, _) => last_name(facts, item, *callee),
            _ => None,
        };
        let mut found: Vec<Name> = param.default.iter().filter_map(|expr| called(facts, item, expr)).collect();
        let Some(annotation) = param.annotation else { return found };
        if let Some((_, extra)) = annotated_parts(facts, item, annotation) {
            found.extend(extra.iter().filter_map(|expr| called(facts, item, expr)));
        } else if let Some(alias) = self.symbol_of(facts, item, annotation)
            && let Some((facts, Defined::Value(value, _))) = self.definition(alias)
            && let Some((_, extra)) = annotated_parts(&facts, ItemId::default(), value)
        {
            found.extend(extra.iter().filter_map(|expr| called(&facts, ItemId::default(), expr)));
        }
        found
    }

    /// The `Depends` of `Annotated[T, Depends(f)]`.
    fn annotated(&self, facts: &Facts, item: ItemId, expr: ExprId) -> Option<Symbol> {
        let (_, extra) = annotated_parts(facts, item, expr)?;
        extra.iter().rev().find_map(|expr| self.depends(facts, item, *expr))
    }

    /// What `Depends(f)` or `Security(f)` calls.
    pub fn depends(&self, facts: &Facts, item: ItemId, expr: ExprId) -> Option<Symbol> {
        let code = facts.item(item);
        let Expr::Call(callee, args) = code.expr(expr) else { return None };
        let (Expr::Name(name) | Expr::Attribute(_, name)) = code.expr(*callee) else { return None };
        if !matches!(name.as_str(), "Depends" | "Security") {
            return None;
        }
        let is_target = |arg: &&Arg| match arg.kind {
            ArgKind::Positional => true,
            ArgKind::Keyword(name) => name == "dependency",
            _ => false,
        };
        self.symbol_of(facts, item, args.iter().find(is_target)?.value)
    }
}

/// The last part of a dotted name.
pub fn last_name(facts: &Facts, item: ItemId, expr: ExprId) -> Option<Name> {
    match facts.item(item).expr(expr) {
        Expr::Name(name) | Expr::Attribute(_, name) => Some(*name),
        _ => None,
    }
}

/// The type of `Annotated[T, …]`, and what stands behind it.
pub fn annotated_parts(facts: &Facts, item: ItemId, expr: ExprId) -> Option<(ExprId, &[ExprId])> {
    let code = facts.item(item);
    let Expr::Subscript(base, index) = code.expr(expr) else { return None };
    let (Expr::Name(name) | Expr::Attribute(_, name)) = code.expr(*base) else { return None };
    let Expr::Tuple(parts) = code.expr(*index) else { return None };
    let (first, rest) = parts.split_first()?;
    (name == "Annotated").then_some((*first, rest))
}
