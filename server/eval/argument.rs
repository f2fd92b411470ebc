//! What does a call pass? Arguments by position and name, and what `*` and `**` unpack.

use super::callable::Call;
use super::machine::{Cx, Machine};
use super::value::Value;
use crate::facts::{Arg, ArgKind, Expr, ExprId, Name};

impl Machine<'_> {
    pub(super) fn eval_call(&mut self, cx: &Cx, callee: ExprId, args: &[Arg], id: ExprId) -> Value {
        let site = cx.place(id);
        let target = self.eval(cx, callee);
        if runs_in_background(cx, callee) {
            return Value::unknown("runs in the background", site);
        }
        if args.is_empty() && matches!(cx.code.expr(callee), Expr::Name(name) if name == "super") {
            return self.implicit_super(cx).unwrap_or(target);
        }
        let call = if self.looks_into(&target) {
            self.eval_args(cx, args, site)
        } else {
            self.collect_args(cx, args, site, Self::eval_unread)
        };
        self.call(&target, call)
    }

    /// Whether anybody looks at what a call of this is given.
    fn looks_into(&self, target: &Value) -> bool {
        let path = match target {
            Value::Unknown(_) => return false,
            Value::External(path) => path,
            Value::ExternalCall(made) => &made.callee,
            _ => return true,
        };
        let last = path.rsplit('.').next().unwrap_or_default();
        self.library.natives.contains_key(path) || LOOKED_INTO.iter().any(|name| last.ends_with(name))
    }

    /// An argument that nobody looks at: what it names by import alone stays unread.
    fn eval_unread(&mut self, cx: &Cx, expr: ExprId) -> Value {
        let own = if let Expr::Name(name) = cx.code.expr(expr) { self.find_name(cx.scope, *name) } else { None };
        match own {
            Some((_, lazy @ Value::Lazy(_))) => lazy,
            _ => self.eval(cx, expr),
        }
    }

    /// Evaluates the arguments of a call.
    pub(super) fn eval_args(&mut self, cx: &Cx, args: &[Arg], site: crate::facts::Place) -> Call {
        self.collect_args(cx, args, site, Self::eval)
    }

    fn collect_args(
        &mut self,
        cx: &Cx,
        args: &[Arg],
        site: crate::facts::Place,
        eval: impl Fn(&mut Self, &Cx, ExprId) -> Value,
    ) -> Call {
        let mut call = Call::of(Vec::with_capacity(args.len()), site);
        for arg in args {
            let value = match arg.kind {
                ArgKind::Positional | ArgKind::Keyword(_) => eval(self, cx, arg.value),
                _ => self.eval(cx, arg.value),
            };
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
}

/// How the names of library callables end whose arguments are looked at: markers of inputs, fields and
/// their aliases, clients of tests.
const LOOKED_INTO: [&str; 22] = [
    "Depends",
    "Security",
    "Path",
    "Query",
    "Header",
    "Cookie",
    "Body",
    "Form",
    "File",
    "Field",
    "field",
    "attrib",
    "ib",
    "Factory",
    "PrivateAttr",
    "AliasChoices",
    "AliasGenerator",
    "TypeAliasType",
    "Config",
    "ConfigDict",
    "param",
    "Client",
];

/// What is handed to a task or a thread pool registers no routes that one can rely on.
fn runs_in_background(cx: &Cx, callee: ExprId) -> bool {
    const BACKGROUND: [&str; 5] = ["create_task", "ensure_future", "run_in_executor", "start_soon", "to_thread"];
    let (Expr::Attribute(_, name) | Expr::Name(name)) = cx.code.expr(callee) else { return false };
    BACKGROUND.contains(&name.as_str())
}

/// A keyword given twice holds its last value.
fn set_keyword(call: &mut Call, name: Name, value: Value) {
    match call.keywords.iter_mut().find(|(known, _)| *known == name) {
        Some((_, old)) => *old = value,
        None => call.keywords.push((name, value)),
    }
}
