//! What is an expression's value?

use super::machine::{Cx, Machine};
use super::object::Dict;
use super::statement::is_declared;
use super::value::Value;
use crate::facts::{Expr, ExprId, Gap, Place};
use std::sync::Arc;

const TOO_DEEP: &str = "an expression is nested too deep to evaluate";

impl Machine<'_> {
    /// Evaluates an expression. Never fails: what cannot be evaluated is unknown.
    pub fn eval(&mut self, cx: &Cx, id: ExprId) -> Value {
        if !self.step() {
            return Value::unknown("evaluation was stopped by a bound", cx.place(id));
        }
        let at = cx.place(id);
        let too_deep = |machine: &mut Self| {
            machine.limit(TOO_DEEP, at);
            Value::unknown("nested too deep", at)
        };
        self.deeper(too_deep, |machine| machine.eval_inner(cx, id))
    }

    fn eval_inner(&mut self, cx: &Cx, id: ExprId) -> Value {
        match cx.code.expr(id) {
            Expr::Gap(gap) => self.eval_gap(*gap, cx.place(id)),
            Expr::None => Value::None,
            Expr::Ellipsis => Value::Ellipsis,
            Expr::Bool(value) => Value::Bool(*value),
            Expr::Int(value) => Value::Int(*value),
            Expr::Float(value) => Value::Float(*value),
            Expr::Str(text) => self.eval_literal(cx, text, id),
            Expr::Bytes(text) => Value::Bytes(Arc::clone(text)),
            Expr::Name(name) => self.read_name(cx, *name, cx.place(id)),
            Expr::Attribute(base, name) => {
                let base = self.eval(cx, *base);
                if is_declared(cx) {
                    self.field(&base, *name, cx.place(id))
                } else {
                    self.get_attr(&base, *name, cx.place(id))
                }
            }
            Expr::Call(callee, args) if is_declared(cx) => self.eval_declared_call(cx, *callee, args, id),
            Expr::Call(callee, args) => self.eval_call(cx, *callee, args, id),
            Expr::Await(value) => self.eval(cx, *value),
            _ => self.eval_compound(cx, id),
        }
    }

    fn eval_gap(&mut self, gap: Gap, at: Place) -> Value {
        if gap == Gap::TooDeep {
            self.limit(TOO_DEEP, at);
        }
        Value::unknown(gap_text(gap), at)
    }

    fn eval_compound(&mut self, cx: &Cx, id: ExprId) -> Value {
        match cx.code.expr(id) {
            Expr::Subscript(base, index) => self.eval_subscript(cx, *base, *index, id),
            Expr::Format(parts) => self.eval_format(cx, parts),
            Expr::Binary(op, left, right) => {
                let (left, right) = (self.eval(cx, *left), self.eval(cx, *right));
                self.binary(*op, &left, &right, cx.place(id))
            }
            Expr::Unary(op, value) => {
                let value = self.eval(cx, *value);
                self.unary(*op, &value, cx.place(id))
            }
            Expr::And(left, right) => self.eval_and(cx, *left, *right, id),
            Expr::Or(left, right) => self.eval_or(cx, *left, *right, id),
            Expr::Compare(first, rest) => self.eval_compare(cx, *first, rest, id),
            Expr::Conditional { test, then, otherwise } => self.eval_conditional(cx, *test, *then, *otherwise),
            Expr::Comprehension(comprehension) => self.eval_comprehension(cx, comprehension, id),
            Expr::Bind(name, value) => {
                let value = self.eval(cx, *value);
                self.bind(cx, *name, value.clone());
                value
            }
            Expr::Lambda(function) => self.make_function(cx, *function),
            Expr::Yield(value) => self.eval_yield(cx, *value),
            Expr::YieldFrom(value) => self.eval_yield_from(cx, *value),
            Expr::Spread(value) => self.eval(cx, *value),
            Expr::Block(block) => self.eval_block(cx, block),
            Expr::Macro(call) => self.eval_macro(cx, call, id),
            _ => self.eval_display(cx, id),
        }
    }

    fn eval_display(&mut self, cx: &Cx, id: ExprId) -> Value {
        match cx.code.expr(id) {
            Expr::List(items) => {
                let items = self.eval_items(cx, items);
                self.list(items)
            }
            Expr::Set(items) => {
                let items = self.eval_items(cx, items);
                self.set(items)
            }
            Expr::Tuple(items) => Value::tuple(self.eval_items(cx, items)),
            Expr::Dict(entries) => self.eval_dict(cx, entries),
            _ => Value::unknown("not an expression", cx.place(id)),
        }
    }

    fn eval_items(&mut self, cx: &Cx, items: &[ExprId]) -> Vec<Value> {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let value = self.eval(cx, *item);
            if matches!(cx.code.expr(*item), Expr::Spread(_)) {
                values.extend(self.iterate(&value, cx.place(*item)).unwrap_or_else(|| vec![value]));
            } else {
                values.push(value);
            }
        }
        values
    }

    fn eval_dict(&mut self, cx: &Cx, entries: &[(Option<ExprId>, ExprId)]) -> Value {
        let dict = self.heap.dicts.add(Dict::default());
        for (key, value) in entries {
            let spread = self.eval(cx, *value);
            let Some(key) = key else {
                self.merge_into(dict, &spread, cx.place(*value));
                continue;
            };
            let key = self.eval(cx, *key);
            self.set_entry(dict, &key, spread);
        }
        Value::Dict(dict)
    }

    fn eval_conditional(&mut self, cx: &Cx, test: ExprId, then: ExprId, otherwise: ExprId) -> Value {
        match self.test(cx, test) {
            Some(true) => self.eval(cx, then),
            Some(false) => self.eval(cx, otherwise),
            None => {
                let (left, right) = (self.eval(cx, then), self.eval(cx, otherwise));
                self.join(&left, &right, cx.place(test))
            }
        }
    }

    fn eval_and(&mut self, cx: &Cx, left: ExprId, right: ExprId, id: ExprId) -> Value {
        let value = self.eval(cx, left);
        match self.truth(&value) {
            Some(false) => value,
            Some(true) => self.eval(cx, right),
            None => {
                let other = self.eval(cx, right);
                if self.truth(&other) == Some(false) { other } else { self.join(&value, &other, cx.place(id)) }
            }
        }
    }

    fn eval_or(&mut self, cx: &Cx, left: ExprId, right: ExprId, id: ExprId) -> Value {
        let value = self.eval(cx, left);
        match self.truth(&value) {
            Some(true) => value,
            Some(false) => self.eval(cx, right),
            None => {
                let other = self.eval(cx, right);
                self.join(&value, &other, cx.place(id))
            }
        }
    }

    fn eval_yield(&mut self, cx: &Cx, value: Option<ExprId>) -> Value {
        let value = value.map_or(Value::None, |value| self.eval(cx, value));
        self.yielded(value);
        Value::None
    }

    fn eval_yield_from(&mut self, cx: &Cx, value: ExprId) -> Value {
        let all = self.eval(cx, value);
        let items = self.iterate(&all, cx.place(value)).unwrap_or_else(|| vec![all]);
        if let Some(frame) = self.frames.last_mut() {
            frame.yields.extend(items);
        }
        Value::None
    }
}

fn gap_text(gap: Gap) -> &'static str {
    match gap {
        Gap::Broken => "the file has a syntax error here",
        Gap::TooDeep => "nested too deep",
        Gap::TooLong => "a long literal",
        Gap::Unsupported => "a form that is not evaluated",
    }
}
