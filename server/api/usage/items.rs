//! Which functions of a file are tests' own? In a file of tests all of them; else those of modules that only tests have,
//! and those that are marked as tests.

use crate::facts::{Class, Code, Expr, ExprId, Facts, ItemId, Name, StmtKind};
use crate::syntax::Language;

/// Attributes that make a function a test, by the last part of their path.
const MARKS: [&str; 4] = ["test", "async_test", "rstest", "test_case"];

/// Functions that stand in one module of a file.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The modules inside the file that lead to it, outermost first.
    pub modules: Vec<Name>,
    /// The bodies of its functions, functions inside of them included, in order.
    pub bodies: Vec<ItemId>,
    /// The items that define functions: modules, blocks of methods and the bodies themselves.
    pub outers: Vec<ItemId>,
}

/// The functions of tests in a file, by module. `is_test` says whether all of the file belongs to tests.
pub(super) fn groups(facts: &Facts, is_test: bool) -> Vec<Group> {
    if facts.language == Language::Python {
        let outers: Vec<ItemId> = facts.items().collect();
        let bodies = outers.iter().copied().filter(|item| *item != ItemId::default()).collect();
        return vec![Group { modules: Vec::new(), bodies, outers }];
    }
    let mut found = Vec::new();
    let mut open = vec![(ItemId::default(), Vec::new(), is_test)];
    while let Some((module, path, of_tests)) = open.pop() {
        let mut group = Group { modules: path.clone(), ..Group::default() };
        group.outers.push(module);
        for stmt in &facts.item(module).block {
            match &stmt.kind {
                StmtKind::Module(inner) => {
                    let path = path.iter().copied().chain([inner.name]).collect();
                    open.extend(inner.item.map(|item| (item, path, of_tests || inner.is_test)));
                }
                kind => group.add(facts, facts.item(module), kind, of_tests),
            }
        }
        if !group.bodies.is_empty() {
            found.push(group);
        }
    }
    found
}

impl Group {
    /// Adds the functions that a statement of a module defines.
    fn add(&mut self, facts: &Facts, code: &Code, kind: &StmtKind, of_tests: bool) {
        let block = match kind {
            StmtKind::Function(id) => {
                let function = &code.functions[id.0 as usize];
                if of_tests || function.decorators.iter().any(|mark| is_mark(code, *mark)) {
                    self.add_body(facts, function.item);
                }
                return;
            }
            StmtKind::Impl(of) => of.item,
            StmtKind::Class(id) => {
                code.classes.get(id.0 as usize).map_or(ItemId::default(), |class: &Class| class.item)
            }
            _ => return,
        };
        if of_tests && block != ItemId::default() {
            self.outers.push(block);
            let methods: Vec<ItemId> = facts.item(block).functions.iter().map(|function| function.item).collect();
            methods.into_iter().for_each(|method| self.add_body(facts, method));
        }
    }

    /// Adds a body and those of the functions inside of it.
    fn add_body(&mut self, facts: &Facts, body: ItemId) {
        let mut open = vec![body];
        while let Some(body) = open.pop() {
            self.bodies.push(body);
            self.outers.push(body);
            open.extend(facts.item(body).functions.iter().rev().map(|function| function.item));
        }
    }
}

/// Whether an attribute makes a function a test.
fn is_mark(code: &Code, mark: ExprId) -> bool {
    let path = if let Expr::Call(callee, _) = code.expr(mark) { *callee } else { mark };
    match code.expr(path) {
        Expr::Name(name) | Expr::Attribute(_, name) => MARKS.contains(&name.as_str()),
        _ => false,
    }
}
