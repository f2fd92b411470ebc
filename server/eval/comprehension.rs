//! What does a comprehension build?

use super::machine::{Cx, Machine};
use super::object::Dict;
use super::scope::{Scope, ScopeKind};
use super::value::Value;
use crate::facts::{Clause, Comprehension, ComprehensionKind, ExprId};

impl Machine<'_> {
    pub(super) fn eval_comprehension(&mut self, cx: &Cx, comprehension: &Comprehension, id: ExprId) -> Value {
        let parent = &self.heap.scopes[cx.scope];
        let global = parent.global.or((parent.kind == ScopeKind::Module).then_some(cx.scope));
        let scope = self.heap.scopes.add(Scope::new(ScopeKind::Function, Some(cx.scope), global));
        let inner = cx.within(scope);
        let outer = self.condition.clone();
        let mut out = Vec::new();
        self.run_clauses(&inner, comprehension, &comprehension.clauses, &mut out);
        self.condition = outer;
        match comprehension.kind {
            ComprehensionKind::Set => self.set(out.into_iter().map(|(element, _)| element).collect()),
            ComprehensionKind::Dict => {
                let dict = self.heap.dicts.add(Dict::default());
                for (key, value) in out {
                    let value = value.unwrap_or_else(|| Value::unknown("a dict's value", cx.place(id)));
                    self.set_entry(dict, &key, value);
                }
                Value::Dict(dict)
            }
            _ => self.list(out.into_iter().map(|(element, _)| element).collect()),
        }
    }

    fn run_clauses(&mut self, cx: &Cx, of: &Comprehension, clauses: &[Clause], out: &mut Vec<(Value, Option<Value>)>) {
        let Some((clause, rest)) = clauses.split_first() else {
            let element = self.eval(cx, of.element);
            let value = of.value.map(|value| self.eval(cx, value));
            out.push((element, value));
            return;
        };
        let all = self.eval(cx, clause.iterable);
        let items = self.iterate(&all, cx.place(clause.iterable));
        let items = items.unwrap_or_else(|| vec![Value::Unknown(self.reason_of(&all, cx.place(clause.iterable)))]);
        for item in items.into_iter().take(self.bounds.turns) {
            if self.stopped.is_some() {
                return;
            }
            self.assign(cx, clause.target, item);
            if self.all_hold(cx, &clause.conditions) {
                self.deeper(|_| (), |machine| machine.run_clauses(cx, of, rest, out));
            }
        }
    }

    /// Whether conditions hold; one that is not decided counts as holding.
    fn all_hold(&mut self, cx: &Cx, conditions: &[ExprId]) -> bool {
        conditions.iter().all(|condition| self.test(cx, *condition) != Some(false))
    }
}
