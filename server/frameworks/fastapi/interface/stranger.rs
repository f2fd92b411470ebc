//! How does a function answer a stranger? A walk over its body, and what it calls, with all credentials missing.

use super::body::{Body, is_given_nothing, parts, passed_on};
use super::missing::reads_sender;
use super::refusal::is_refusal;
use crate::eval::{Cx, FunctionObject, Id, Machine, Value};
use crate::facts::{Arg, Block, Expr, ExprId, Name, StmtKind};
use crate::frameworks::callable::unwrapped;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// How many calls deep functions are followed.
const CALLS: usize = 4;

/// How deep blocks and expressions are read.
const DEPTH: usize = 60;

/// What becomes of a stranger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing turns them away.
    Served,
    /// They are turned away.
    Refused,
    /// They are turned away unless something undecided lets them pass before.
    Doubtful,
}

/// How a block ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// It runs through.
    Through,
    /// It returns, or raises what is no refusal.
    Left,
    /// It refuses.
    Refused,
}

/// The walk, through calls.
pub(super) struct Stranger<'m, 'w> {
    machine: &'m mut Machine<'w>,
    receiver: Option<Value>,
    open: Vec<Id<FunctionObject>>,
    depth: usize,
    /// Whether the first function is given credentials as a client sends them.
    direct: bool,
    /// Whether credentials are read from the request itself on the way.
    pub reads_sender: bool,
}

impl End {
    /// What comes next ends it if this runs through.
    fn then(self, next: impl FnOnce() -> End) -> End {
        if self == End::Through { next() } else { self }
    }
}

impl<'m, 'w> Stranger<'m, 'w> {
    /// A walk; `receiver` is the object whose method is read first.
    pub(super) fn new(machine: &'m mut Machine<'w>, receiver: Option<Value>, direct: bool) -> Self {
        Stranger { machine, receiver, open: Vec::new(), depth: DEPTH, direct, reads_sender: false }
    }

    /// What a function does if these parameters are missing.
    pub(super) fn visit(&mut self, id: Id<FunctionObject>, missing: FxHashSet<Name>) -> Outcome {
        if self.open.len() >= CALLS || self.open.contains(&id) || !self.machine.step() {
            return Outcome::Served;
        }
        let function = &self.machine.heap.functions[id];
        let signature = function.signature();
        let receiver = signature.params.first().filter(|_| function.owner.is_some()).map(|param| param.name);
        let cx = Cx::new(&function.facts, signature.item, function.closure, function.module);
        let code = Arc::clone(&cx.code);
        self.reads_sender |= reads_sender(&code);
        let looked_up = FxHashSet::default();
        let mut body = Body { cx, missing, looked_up, receiver, may_pass: false, may_refuse: false };
        self.open.push(id);
        let end = self.block(&mut body, &code.block);
        self.open.pop();
        match end {
            End::Refused if !body.may_pass => Outcome::Refused,
            End::Refused => Outcome::Doubtful,
            _ if body.may_refuse => Outcome::Doubtful,
            _ => Outcome::Served,
        }
    }

    fn block(&mut self, body: &mut Body, block: &Block) -> End {
        if self.depth == 0 {
            return End::Through;
        }
        self.depth -= 1;
        let mut ends = block.iter().map(|stmt| self.statement(body, &stmt.kind));
        let end = ends.find(|end| *end != End::Through).unwrap_or(End::Through);
        self.depth += 1;
        end
    }

    fn statement(&mut self, body: &mut Body, kind: &StmtKind) -> End {
        match kind {
            StmtKind::Raise(Some(raised)) if is_refusal(&body.cx.code, *raised) => End::Refused,
            StmtKind::Raise(_) => End::Left,
            StmtKind::Return(value) => {
                let end = value.map_or(End::Through, |value| self.calls(body, value));
                end.then(|| End::Left)
            }
            StmtKind::Expr(value) | StmtKind::Assert(value) => self.calls(body, *value),
            StmtKind::Assign(targets, value) => {
                let end = self.calls(body, *value);
                targets.iter().for_each(|target| body.bind(*target, *value));
                end
            }
            StmtKind::Annotate { target, value: Some(value), .. } => {
                let end = self.calls(body, *value);
                body.bind(*target, *value);
                end
            }
            _ => self.compound(body, kind),
        }
    }

    fn compound(&mut self, body: &mut Body, kind: &StmtKind) -> End {
        match kind {
            StmtKind::If(tests, otherwise) => self.branches(body, tests, otherwise),
            StmtKind::With(with) => {
                let mut ends = with.items.iter().map(|(value, _)| self.calls(body, *value));
                let end = ends.find(|end| *end != End::Through);
                end.unwrap_or(End::Through).then(|| self.block(body, &with.body))
            }
            StmtKind::For { body: block, .. } | StmtKind::While(_, block, _) => {
                let end = self.block(body, block);
                Self::undecided(body, &[end, End::Through])
            }
            StmtKind::Try { body: block, handlers, otherwise, finally } => {
                let tried = self.block(body, block);
                let caught = handlers.iter().any(|handler| self.block(body, &handler.body) == End::Refused);
                let end = if caught { End::Refused } else { tried };
                let end = end.then(|| self.block(body, otherwise));
                end.then(|| self.block(body, finally))
            }
            StmtKind::Match(_, cases) => {
                let ends: Vec<End> = cases.iter().map(|case| self.block(body, &case.body)).collect();
                Self::undecided(body, &ends)
            }
            _ => End::Through,
        }
    }

    fn branches(&mut self, body: &mut Body, tests: &[(ExprId, Block)], otherwise: &Block) -> End {
        let mut ends = Vec::new();
        for (test, block) in tests {
            let end = self.calls(body, *test);
            if end != End::Through {
                return end;
            }
            match body.is_nothing(*test) {
                Some(true) => {}
                Some(false) => {
                    ends.push(self.block(body, block));
                    return Self::undecided(body, &ends);
                }
                None => {
                    let end = self.block(body, block);
                    if end == End::Refused && body.is_failed_lookup(*test) {
                        body.may_pass |= ends.contains(&End::Left);
                        return end;
                    }
                    ends.push(end);
                }
            }
        }
        ends.push(self.block(body, otherwise));
        Self::undecided(body, &ends)
    }

    /// How undecided branches end together; what only some of them do stays in doubt.
    fn undecided(body: &mut Body, ends: &[End]) -> End {
        body.may_pass |= ends.contains(&End::Left);
        body.may_refuse |= ends.contains(&End::Refused);
        match ends {
            [first, rest @ ..] if rest.iter().all(|end| end == first) => *first,
            _ if ends.contains(&End::Through) => End::Through,
            _ => End::Left,
        }
    }

    /// The calls that evaluating an expression makes in any case.
    fn calls(&mut self, body: &mut Body, expr: ExprId) -> End {
        let code = Arc::clone(&body.cx.code);
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            if let Expr::Call(callee, args) = code.expr(expr) {
                match self.call(body, *callee, args) {
                    Outcome::Refused => return End::Refused,
                    Outcome::Doubtful => body.may_refuse = true,
                    Outcome::Served => {}
                }
            }
            parts(code.expr(expr), &mut open);
        }
        End::Through
    }

    fn call(&mut self, body: &Body, callee: ExprId, args: &[Arg]) -> Outcome {
        let (id, receiver) = match self.callee(body, callee) {
            Some(Value::Function(id)) => (id, None),
            Some(Value::Bound(bound)) => match unwrapped(self.machine, &bound.function) {
                Value::Function(id) => (id, Some(bound.receiver.clone())),
                _ => return Outcome::Served,
            },
            None | Some(Value::Unknown(_)) if self.direct && is_given_nothing(body, callee, args) => {
                return Outcome::Doubtful;
            }
            _ => return Outcome::Served,
        };
        let function = &self.machine.heap.functions[id];
        if self.machine.library.is_model(function.facts.file) {
            return Outcome::Served;
        }
        let missing = passed_on(body, function, usize::from(receiver.is_some()), args);
        let outer = std::mem::replace(&mut self.receiver, receiver);
        let outcome = self.visit(id, missing);
        self.receiver = outer;
        outcome
    }

    /// What a plain name or a dotted one calls.
    fn callee(&mut self, body: &Body, callee: ExprId) -> Option<Value> {
        let code = &body.cx.code;
        let found = match code.expr(callee) {
            Expr::Attribute(base, name) => match (code.expr(*base), &self.receiver) {
                (Expr::Name(of), Some(receiver)) if Some(*of) == body.receiver => {
                    let receiver = receiver.clone();
                    self.machine.find_attr(&receiver, *name, body.cx.place(callee))
                }
                (Expr::Name(_), _) => Some(self.machine.eval(&body.cx, callee)),
                _ => None,
            },
            Expr::Name(_) => Some(self.machine.eval(&body.cx, callee)),
            _ => None,
        }?;
        Some(if let Value::Bound(_) = found { found } else { unwrapped(self.machine, &found) })
    }
}
