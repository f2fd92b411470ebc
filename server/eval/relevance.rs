//! Can this code register anything? The filters for startup code and for branches that are switched off.

use super::callable::Call;
use super::heap::Id;
use super::machine::{Cx, Machine};
use super::object::FunctionObject;
use super::value::Value;
use crate::facts::{Code, Expr, Facts, ItemId, Name, Node, Question, Stmt, StmtKind, Word, words};
use crate::syntax::Language;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::rc::Rc;

/// How far calls by name are followed.
const CALL_DEPTH: usize = 4;
/// Functions with a body of at most so many bytes are cheap enough to run.
const SHORT: usize = 260;
/// Functions that put an object together, which may hold closures or routers, are with so many.
const CONSTRUCTOR: usize = 2000;
/// Functions inside of others with at most so many expressions are.
const FEW: usize = 40;
/// Types of texts.
const TEXTS: [&str; 2] = ["String", "str"];

/// What a function's code names.
#[derive(Debug)]
pub(super) struct Mentions {
    /// Whether something that registers is among it.
    registers: bool,
    /// The functions it calls by name; empty if it registers itself.
    calls: Vec<Name>,
}

impl Machine<'_> {
    /// Whether a block names something that registers.
    pub(super) fn block_registers(&self, cx: &Cx, block: &[Stmt]) -> bool {
        block.iter().any(|stmt| self.stmt_registers(cx, &stmt.kind))
    }

    fn stmt_registers(&self, cx: &Cx, stmt: &StmtKind) -> bool {
        match stmt {
            StmtKind::Expr(value) | StmtKind::Assign(_, value) | StmtKind::Augment(_, _, value) => {
                self.expr_registers(cx, *value)
            }
            StmtKind::If(branches, otherwise) => {
                branches.iter().any(|(_, block)| self.block_registers(cx, block)) || self.block_registers(cx, otherwise)
            }
            StmtKind::For { iterable, body, .. } => {
                self.expr_registers(cx, *iterable) || self.block_registers(cx, body)
            }
            StmtKind::While(_, body, _) | StmtKind::Try { body, .. } => self.block_registers(cx, body),
            StmtKind::With(with) => self.block_registers(cx, &with.body),
            StmtKind::ImportFrom { .. } | StmtKind::Import(_) => true,
            StmtKind::Function(id) => !cx.code.functions[id.0 as usize].decorators.is_empty(),
            StmtKind::Class(_) => true,
            _ => false,
        }
    }

    /// Whether an expression calls something that registers: by name, or with an application or router at hand.
    fn expr_registers(&self, cx: &Cx, expr: crate::facts::ExprId) -> bool {
        match cx.code.expr(expr) {
            Expr::Call(callee, args) => {
                self.expr_registers(cx, *callee) || args.iter().any(|arg| self.expr_registers(cx, arg.value))
            }
            Expr::Attribute(base, name) => self.library.registering.contains(name) || self.expr_registers(cx, *base),
            Expr::Name(name) => {
                self.library.registering.contains(name)
                    || self.read_visible(cx, *name).is_some_and(|value| match value {
                        Value::Function(id) => self.function_registers(id, CALL_DEPTH),
                        other => self.is_registrar(&other, 1),
                    })
            }
            Expr::Await(value) => self.expr_registers(cx, *value),
            Expr::List(items) | Expr::Tuple(items) => items.iter().any(|item| self.expr_registers(cx, *item)),
            Expr::Comprehension(of) => self.expr_registers(cx, of.element),
            _ => false,
        }
    }

    fn read_visible(&self, cx: &Cx, name: Name) -> Option<Value> {
        let mut next = Some(cx.scope);
        while let Some(scope) = next {
            if let Some(value) = self.heap.scopes[scope].names.get(&name) {
                return Some(value.clone());
            }
            next = self.heap.scopes[scope].parent;
        }
        None
    }

    /// In startup code, below the handler itself: only what can reach a router is entered.
    pub(super) fn worth_entering(&self, id: Id<FunctionObject>, call: &Call) -> bool {
        if self.heap.functions[id].facts.language == Language::Rust {
            return self.leads_on(id, call);
        }
        let Some(base) = self.startup else { return true };
        if self.frames.len() <= base || self.heap.functions[id].signature().name == "<lambda>" {
            return true;
        }
        if self.library.is_model(self.heap.functions[id].facts.file) {
            return true;
        }
        let mut given = call.args.iter().chain(call.keywords.iter().map(|(_, value)| value));
        given.any(|value| self.is_registrar(value, 2)) || self.function_registers(id, CALL_DEPTH)
    }

    /// Whether a function of a language with declared modules is entered: one that may lead to a router, is given one,
    /// is cheap, or makes a text.
    fn leads_on(&self, id: Id<FunctionObject>, call: &Call) -> bool {
        let function = &self.heap.functions[id];
        let signature = function.signature();
        if self.library.is_model(function.facts.file) || signature.name == "<closure>" {
            return true;
        }
        let at = function.facts.span(function.item, Node::Mark(signature.name_mark)).start;
        let is_cheap = || match function.facts.ask(signature.item, &Question::plain(cheap)) {
            Some(is_cheap) => is_cheap == 1,
            None => function.body().exprs.len() <= FEW,
        };
        let makes_text = || {
            let code = function.facts.item(function.item);
            signature
                .returns
                .is_some_and(|returns| matches!(code.expr(returns), Expr::Name(name) if TEXTS.contains(&name.as_str())))
        };
        self.world.leads_on(function.facts.file, at)
            || is_cheap()
            || makes_text()
            || call.args.iter().any(|value| self.is_registrar(value, 1))
    }

    /// Whether a function's own code, or that of functions it calls by name, names something that registers. `depth` is
    /// how far calls are followed.
    pub fn function_registers(&self, id: Id<FunctionObject>, depth: usize) -> bool {
        let (mut level, mut seen) = (vec![id], FxHashSet::from_iter([id]));
        for _ in 0..=depth {
            let mut next = Vec::new();
            for id in level {
                let function = &self.heap.functions[id];
                let mentions = self.mentions(function);
                if mentions.registers {
                    return true;
                }
                let callees = mentions.calls.iter().filter_map(|name| self.visible_function(function, *name));
                next.extend(callees.filter(|callee| seen.insert(*callee)));
            }
            level = next;
        }
        false
    }

    /// What a function's code names, found out once.
    fn mentions(&self, function: &FunctionObject) -> Rc<Mentions> {
        let place = (function.facts.file, function.signature().item);
        let mut known = self.mentions.borrow_mut();
        let found = known.entry(place).or_insert_with(|| {
            let (facts, words) = (&function.facts, &self.library.registering);
            let registers =
                facts.ask(place.1, &self.names_registering) != Some(0) && code_registers(function.body(), words);
            let text = || facts.text_for(place.1, &Question::plain(called));
            let calls = || text().map_or_else(|| called_names(function.body()), called_words);
            Rc::new(Mentions { registers, calls: if registers { Vec::new() } else { calls() } })
        });
        Rc::clone(found)
    }

    /// Whether the body of a class may register something when it runs, or when somebody derives from the class.
    pub(super) fn class_registers(&self, facts: &Facts, body: ItemId) -> bool {
        let hooked = Question::plain(|text, _| u64::from(text.contains("__init_subclass__")));
        let answers = (facts.ask(body, &self.names_registering), facts.ask(body, &hooked));
        match answers {
            (None, _) => code_registers(facts.item(body), &self.library.registering),
            answers => answers != (Some(0), Some(0)),
        }
    }

    fn visible_function(&self, function: &FunctionObject, name: Name) -> Option<Id<FunctionObject>> {
        let mut next = Some(function.closure);
        while let Some(scope) = next {
            match self.heap.scopes[scope].names.get(&name) {
                Some(Value::Function(id)) => return Some(*id),
                Some(Value::Lazy(lazy)) => return self.lazy_function(lazy),
                Some(_) => return None,
                None => next = self.heap.scopes[scope].parent,
            }
        }
        None
    }

    fn lazy_function(&self, lazy: &super::value::Lazy) -> Option<Id<FunctionObject>> {
        let scope = self.modules[lazy.module].scope;
        match self.heap.scopes[scope].names.get(&lazy.name?) {
            Some(Value::Function(id)) => Some(*id),
            _ => None,
        }
    }
}

fn code_registers(code: &Code, words: &FxHashSet<Name>) -> bool {
    let named = |expr: &Expr| match expr {
        Expr::Attribute(_, name) | Expr::Name(name) => words.contains(name),
        _ => false,
    };
    !code.classes.is_empty() || code.exprs.iter().any(named)
}

fn called_names(code: &Code) -> Vec<Name> {
    let called = code.exprs.iter().filter_map(|expr| match expr {
        Expr::Call(callee, _) => match code.expr(*callee) {
            Expr::Name(name) => Some(*name),
            _ => None,
        },
        _ => None,
    });
    let mut seen = FxHashSet::default();
    called.filter(|name| seen.insert(*name)).collect()
}

/// Whether a text holds one of some names: 1 or 0.
pub(super) fn names_any(names: &FxHashSet<Name>) -> Question {
    let answer = |text: &str, names: &[Name]| {
        let is_any = |word: Word| ustr::existing_ustr(word.text).is_some_and(|name| names.contains(&name));
        u64::from(words(text).any(is_any))
    };
    Question { names: names.iter().copied().collect(), answer }
}

/// What a text may call by name, if only in a string or comment.
fn called_words(text: &str) -> Vec<Name> {
    let mut seen = FxHashSet::default();
    calls(text).filter_map(ustr::existing_ustr).filter(|name| seen.insert(*name)).collect()
}

fn calls(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| word.is_called && !word.is_attribute).map(|word| word.text)
}

/// Whether a body is cheap enough to run: a short one, or one that puts an object together. 1 or 0.
fn cheap(text: &str, _: &[Name]) -> u64 {
    u64::from(text.len() <= SHORT || text.len() <= CONSTRUCTOR && text.contains("Self {"))
}

/// A hash of what a text may call.
fn called(text: &str, _: &[Name]) -> u64 {
    let called: BTreeSet<&str> = calls(text).collect();
    FxBuildHasher.hash_one(called)
}
