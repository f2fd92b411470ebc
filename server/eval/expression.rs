//! What is an expression's value?

use super::heap::Dict;
use super::machine::{Cx, Machine};
use super::value::{Call, Value};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Gap, Name, Place};
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
            Expr::Str(text) => Value::Str(Arc::clone(text)),
            Expr::Bytes(text) => Value::Bytes(Arc::clone(text)),
            Expr::Name(name) => self.read_name(cx, *name, cx.place(id)),
            Expr::Attribute(base, name) => {
                let base = self.eval(cx, *base);
                self.get_attr(&base, *name, cx.place(id))
            }
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

    fn eval_call(&mut self, cx: &Cx, callee: ExprId, args: &[Arg], id: ExprId) -> Value {
        let site = cx.place(id);
        let target = self.eval(cx, callee);
        if self.runs_in_background(cx, callee) {
            return Value::unknown("runs in the background", site);
        }
        if args.is_empty() && matches!(cx.code.expr(callee), Expr::Name(name) if name == "super") {
            return self.implicit_super(cx).unwrap_or(target);
        }
        let call = self.eval_args(cx, args, site);
        self.call(&target, call)
    }

    /// What is handed to a task or a thread pool registers no routes that one can rely on.
    fn runs_in_background(&self, cx: &Cx, callee: ExprId) -> bool {
        const BACKGROUND: [&str; 5] = ["create_task", "ensure_future", "run_in_executor", "start_soon", "to_thread"];
        let (Expr::Attribute(_, name) | Expr::Name(name)) = cx.code.expr(callee) else { return false };
        BACKGROUND.contains(&name.as_str())
    }

    /// Evaluates the arguments of a call.
    pub(super) fn eval_args(&mut self, cx: &Cx, args: &[Arg], site: crate::facts::Place) -> Call {
        let mut call = Call::of(Vec::with_capacity(args.len()), site);
        for arg in args {
            let value = self.eval(cx, arg.value);
            match arg.kind {
                ArgKind::Positional => call.args.push(value),
                ArgKind::Keyword(name) => set_keyword(&mut call, name, value),
                ArgKind::Spread => match self.iterate(&value, cx.place(arg.value)) {
                    Some(items) => call.args.extend(items),
                    None => call.open = Some(self.reason_of(&value, cx.place(arg.value))),
                },
                ArgKind::SpreadKeywords => self.spread_keywords(&mut call, &value, cx.place(arg.value)),
            }
        }
        call
    }

    fn spread_keywords(&mut self, call: &mut Call, value: &Value, at: crate::facts::Place) {
        let Value::Dict(dict) = value else {
            call.open = Some(self.reason_of(value, at));
            return;
        };
        let dict = &self.heap.dicts[*dict];
        let open = dict.open.clone();
        let entries: Vec<_> = dict.entries.values().cloned().collect();
        for (key, value) in entries {
            if let Some(name) = self.name_of(&key) {
                set_keyword(call, name, value);
            }
        }
        call.open = call.open.take().or(open);
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

/// A keyword given twice holds its last value.
fn set_keyword(call: &mut Call, name: Name, value: Value) {
    match call.keywords.iter_mut().find(|(known, _)| *known == name) {
        Some((_, old)) => *old = value,
        None => call.keywords.push((name, value)),
    }
}

fn gap_text(gap: Gap) -> &'static str {
    match gap {
        Gap::Broken => "the file has a syntax error here",
        Gap::TooDeep => "nested too deep",
        Gap::Unsupported => "a form that is not evaluated",
    }
}
