//! What do the names of a function stand for? Looked up in its own code and in the functions around it, without
//! running it.

use crate::facts::{Block, Code, Expr, ExprId, Facts, Function, FunctionId, ItemId, Name, StmtKind};
use crate::syntax::Language;
use rustc_hash::FxHashMap;

/// What a name was last bound to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    /// `name = value`.
    Value(ExprId),
    /// `for targets in iterable`.
    Each(ExprId, Vec<Name>),
    /// Anything else.
    Opaque,
}

/// A function or lambda of a file: the item it is defined in, and its signature there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Definition {
    /// The item around it.
    pub outer: ItemId,
    id: FunctionId,
    /// The top-level class it is a method of, by its name.
    pub class: Option<Name>,
}

impl Definition {
    /// The signature.
    pub(super) fn signature<'f>(&self, facts: &'f Facts) -> &'f Function {
        &facts.item(self.outer).functions[self.id.0 as usize]
    }
}

/// The definitions that some items of a file hold, by the item of each.
pub(super) fn definitions(facts: &Facts, outers: &[ItemId]) -> FxHashMap<ItemId, Definition> {
    let mut found = FxHashMap::default();
    for outer in outers.iter().copied() {
        for (index, function) in facts.item(outer).functions.iter().enumerate() {
            found.insert(function.item, Definition { outer, id: FunctionId(index as u32), class: None });
        }
    }
    let is_python = facts.language == Language::Python;
    for class in facts.surface().classes.iter().filter(|_| is_python) {
        let code = facts.item(class.item);
        for stmt in &code.block {
            let StmtKind::Function(id) = stmt.kind else { continue };
            let item = code.functions[id.0 as usize].item;
            found.insert(item, Definition { outer: class.item, id, class: Some(class.name) });
        }
    }
    found
}

/// All blocks of an item, those that are expressions included.
pub(super) fn blocks(code: &Code) -> Vec<&Block> {
    let values = code.exprs.iter().filter_map(|expr| if let Expr::Block(block) = expr { Some(block) } else { None });
    let mut found: Vec<&Block> = std::iter::once(&code.block).chain(values).collect();
    let mut at = 0;
    while let Some(block) = found.get(at).copied() {
        found.extend(block.iter().flat_map(|stmt| stmt.kind.blocks()));
        at += 1;
    }
    found
}

/// The bindings of one item, each with the ordinal after which it holds.
#[derive(Debug, Default)]
pub(super) struct Locals {
    bindings: FxHashMap<Name, Vec<(ExprId, Source)>>,
    /// Whether a name means something else above its first binding.
    is_shadowing: bool,
}

impl Locals {
    pub(super) fn of(code: &Code, language: Language) -> Self {
        let mut locals = Locals { is_shadowing: language == Language::Rust, ..Locals::default() };
        for stmt in blocks(code).into_iter().flatten() {
            locals.add(code, &stmt.kind);
        }
        locals.bindings.values_mut().for_each(|bindings| bindings.sort_by_key(|(after, _)| *after));
        locals
    }

    /// What a name stands for where an expression is evaluated; `None` if the item never binds it. What is bound only
    /// further down is opaque, or what the name means outside.
    pub(super) fn get(&self, name: Name, at: Option<ExprId>) -> Option<Source> {
        let bindings = self.bindings.get(&name)?;
        let known = at.map_or(bindings.len(), |at| bindings.partition_point(|(after, _)| *after < at));
        if known == 0 && self.is_shadowing {
            return None;
        }
        Some(known.checked_sub(1).map_or(Source::Opaque, |last| bindings[last].1.clone()))
    }

    fn add(&mut self, code: &Code, stmt: &StmtKind) {
        match stmt {
            StmtKind::Reassign(target, value) => self.assign(code, *target, *value),
            StmtKind::Assign(targets, value) => targets.iter().for_each(|target| self.assign(code, *target, *value)),
            StmtKind::Annotate { target, value: Some(value), .. } => self.assign(code, *target, *value),
            StmtKind::Augment(target, _, value) => self.bind_all(code, *target, *value),
            StmtKind::For { target, iterable, .. } => {
                let names = names(code, *target);
                for name in &names {
                    self.bind(*name, *iterable, Source::Each(*iterable, names.clone()));
                }
            }
            StmtKind::With(with) => {
                for (value, target) in &with.items {
                    if let Some(target) = target {
                        self.bind_all(code, *target, *value);
                    }
                }
            }
            _ => {}
        }
    }

    fn assign(&mut self, code: &Code, target: ExprId, value: ExprId) {
        match (code.expr(target), code.expr(value)) {
            (Expr::Name(name), _) => self.bind(*name, value, Source::Value(value)),
            (Expr::Tuple(targets), Expr::Tuple(values)) if targets.len() == values.len() => {
                targets.iter().zip(values).for_each(|(target, value)| match code.expr(*target) {
                    Expr::Name(name) => self.bind(*name, *value, Source::Value(*value)),
                    _ => self.bind_all(code, *target, *value),
                });
            }
            _ => self.bind_all(code, target, value),
        }
    }

    fn bind_all(&mut self, code: &Code, target: ExprId, after: ExprId) {
        for name in names(code, target) {
            self.bind(name, after, Source::Opaque);
        }
    }

    fn bind(&mut self, name: Name, after: ExprId, source: Source) {
        self.bindings.entry(name).or_default().push((after, source));
    }
}

/// The names a target binds, in order; those inside another sequence are left out.
fn names(code: &Code, target: ExprId) -> Vec<Name> {
    let name = |target: &ExprId| if let Expr::Name(name) = code.expr(*target) { Some(*name) } else { None };
    match code.expr(target) {
        Expr::Name(name) => vec![*name],
        Expr::Tuple(targets) | Expr::List(targets) => targets.iter().filter_map(name).collect(),
        _ => Vec::new(),
    }
}
