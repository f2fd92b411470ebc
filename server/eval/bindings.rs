//! How often does a module bind each of its names? What is bound once means the same whenever it is read.

use super::postpone::{name_of, root};
use crate::facts::{Code, Expr, ExprId, Name, StmtKind};
use rustc_hash::FxHashMap;

/// How often the statements of a module bind each name.
pub(super) struct Bindings(FxHashMap<Name, u32>);

impl Bindings {
    pub(super) fn of(code: &Code) -> Self {
        let mut bindings = Bindings(FxHashMap::default());
        let mut open = vec![&code.block];
        while let Some(block) = open.pop() {
            for stmt in block {
                bindings.add_stmt(code, &stmt.kind);
                open.extend(stmt.kind.blocks());
            }
        }
        bindings
    }

    pub(super) fn is_only(&self, name: Name) -> bool {
        self.0.get(&name) == Some(&1)
    }

    pub(super) fn is_changed(&self, name: Name) -> bool {
        self.0.get(&name).is_some_and(|count| *count > 1)
    }

    fn add(&mut self, name: Name) {
        *self.0.entry(name).or_default() += 1;
    }

    fn add_stmt(&mut self, code: &Code, stmt: &StmtKind) {
        match stmt {
            StmtKind::Assign(targets, _) | StmtKind::Delete(targets) => {
                targets.iter().for_each(|target| self.add_target(code, *target));
            }
            StmtKind::Annotate { target, value: Some(_), .. } | StmtKind::For { target, .. } => {
                self.add_target(code, *target);
            }
            StmtKind::Augment(target, ..) => {
                // Changes what is bound already.
                self.add_target(code, *target);
                self.add_target(code, *target);
            }
            StmtKind::With(with) => {
                with.items.iter().filter_map(|(_, target)| *target).for_each(|target| self.add_target(code, target));
            }
            StmtKind::Try { handlers, .. } => {
                handlers.iter().filter_map(|handler| handler.name).for_each(|name| self.add(name));
            }
            StmtKind::Import(names) => names.iter().for_each(|name| {
                let first = Name::from(name.path.split('.').next().unwrap_or_default());
                self.add(name.alias.unwrap_or(first));
            }),
            StmtKind::ImportFrom { names, .. } => {
                names.iter().for_each(|name| self.add(name.alias.unwrap_or(name.path)));
            }
            StmtKind::Function(id) => self.add(code.functions[id.0 as usize].name),
            StmtKind::Class(id) => self.add(code.classes[id.0 as usize].name),
            _ => {}
        }
    }

    fn add_target(&mut self, code: &Code, target: ExprId) {
        let mut open = vec![target];
        while let Some(target) = open.pop() {
            match code.expr(target) {
                Expr::Name(name) => self.add(*name),
                Expr::Tuple(items) | Expr::List(items) => open.extend(items.iter().copied()),
                Expr::Spread(inner) => open.push(*inner),
                // `module.name = value` changes what the name stands for.
                Expr::Attribute(base, _) | Expr::Subscript(base, _) => {
                    if let Some(name) = name_of(code, root(code, *base)) {
                        self.add(name);
                        self.add(name);
                    }
                }
                _ => {}
            }
        }
    }
}
