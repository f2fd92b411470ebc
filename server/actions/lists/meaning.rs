//! What does a name of a file stand for, as far as imports and definitions at the top level say?

use crate::actions::Bench;
use crate::eval::ModuleId;
use crate::facts::{Class, Code, Expr, ExprId, Facts, Function, Name, StmtKind};
use crate::text::FileId;
use std::sync::Arc;

/// What a name stands for, with the file that says so.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Class(Arc<Facts>, Class),
    Function(Arc<Facts>, Function),
    /// What it is assigned at the top level.
    Value(Arc<Facts>, ExprId),
    Module(ModuleId),
    /// A dotted name outside of the workspace.
    Outside(String),
}

/// How many imports are followed.
const HOPS: usize = 8;

/// What a name of a file stands for.
pub(super) fn of_name(bench: &Bench, file: FileId, name: Name) -> Option<Meaning> {
    let (mut file, mut name) = (file, name);
    for _ in 0..HOPS {
        let facts = bench.facts(file)?;
        let code = facts.surface();
        if let Some(class) = code.classes.iter().rfind(|class| class.name == name) {
            return Some(Meaning::Class(Arc::clone(&facts), class.clone()));
        }
        if let Some(function) = code.functions.iter().rfind(|function| function.name == name) {
            return Some(Meaning::Function(Arc::clone(&facts), function.clone()));
        }
        match imported(bench, &facts, name) {
            Some(Step::Ends(meaning)) => return Some(meaning),
            Some(Step::Leads(to, called)) => (file, name) = (to, called),
            None => return assigned(&facts, name).map(|value| Meaning::Value(Arc::clone(&facts), value)),
        }
    }
    None
}

/// What an expression of names and attributes stands for, of a function that binds none of them itself.
pub(super) fn of_expr(bench: &Bench, file: FileId, code: &Code, expr: ExprId) -> Option<Meaning> {
    match code.expr(expr) {
        Expr::Name(name) => of_name(bench, file, *name),
        Expr::Attribute(base, name) => match of_name(bench, file, as_name(code, *base)?)? {
            Meaning::Module(module) => of_module(bench, module, *name),
            Meaning::Outside(path) => Some(Meaning::Outside(format!("{path}.{name}"))),
            _ => None,
        },
        _ => None,
    }
}

fn as_name(code: &Code, expr: ExprId) -> Option<Name> {
    if let Expr::Name(name) = code.expr(expr) { Some(*name) } else { None }
}

fn of_module(bench: &Bench, module: ModuleId, name: Name) -> Option<Meaning> {
    match bench.modules.child(module, name.as_str()) {
        Some(child) => Some(Meaning::Module(child)),
        None => of_name(bench, bench.modules.file(module)?, name),
    }
}

enum Step {
    Ends(Meaning),
    Leads(FileId, Name),
}

fn imported(bench: &Bench, facts: &Facts, name: Name) -> Option<Step> {
    facts.surface().block.iter().rev().find_map(|statement| match &statement.kind {
        StmtKind::Import(names) => {
            let known = names.iter().find(|known| known.alias.unwrap_or(known.path) == name)?;
            let module = bench.modules.resolve(facts.file, known.path.as_str());
            Some(Step::Ends(module.map_or_else(|| Meaning::Outside(known.path.to_string()), Meaning::Module)))
        }
        StmtKind::ImportFrom { level, module, names, .. } => {
            let known = names.iter().find(|known| known.alias.unwrap_or(known.path) == name)?;
            let found = match level {
                0 => bench.modules.resolve(facts.file, module.as_str()),
                level => bench.modules.relative(facts.file, *level, module.as_str()),
            };
            let Some(found) = found else {
                return Some(Step::Ends(Meaning::Outside(format!("{module}.{}", known.path))));
            };
            // A name that the package's own file defines comes before a module of that name.
            let own = bench.modules.file(found);
            match bench.modules.child(found, known.path.as_str()) {
                Some(child) if own.is_none_or(|own| !defines(bench, own, known.path)) => {
                    Some(Step::Ends(Meaning::Module(child)))
                }
                _ => own.map(|own| Step::Leads(own, known.path)),
            }
        }
        _ => None,
    })
}

fn defines(bench: &Bench, file: FileId, name: Name) -> bool {
    bench.facts(file).is_some_and(|facts| imported(bench, &facts, name).is_some() || assigned(&facts, name).is_some())
}

fn assigned(facts: &Facts, name: Name) -> Option<ExprId> {
    let code = facts.surface();
    let is_name = |id: ExprId| matches!(code.expr(id), Expr::Name(known) if *known == name);
    code.block.iter().rev().find_map(|statement| match &statement.kind {
        StmtKind::Assign(targets, value) if targets.iter().any(|target| is_name(*target)) => Some(*value),
        StmtKind::Annotate { target, value, .. } if is_name(*target) => *value,
        _ => None,
    })
}
