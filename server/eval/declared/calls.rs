//! What does a call do in a language with declared modules? Methods wherever they stand, and what code that nobody can see
//! is given.

use super::known::makes_own;
use super::methods::is_transparent;
use crate::eval::callable::Call;
use crate::eval::heap::Id;
use crate::eval::machine::{Cx, Machine};
use crate::eval::object::FunctionObject;
use crate::eval::value::{Known, Reason, Value};
use crate::facts::{Arg, Expr, ExprId, Name, Place};
use std::sync::Arc;

/// Methods that only routers have.
const CHANGES: [&str; 10] =
    ["route", "nest", "merge", "service", "mount", "at", "nest_service", "routes", "configure", "api_route"];

/// How the name begins of a method that is called on a function, what it gives being external.
pub const OF_FUNCTION: &str = "fn().";

/// What a method that changes a string makes of it, given its arguments; `None` where that is not known.
type Grown = fn(&Arc<str>, &[Arc<str>]) -> Option<Value>;

/// Methods that change the string they are called on.
fn grown(name: Name) -> Option<Grown> {
    match name.as_str() {
        "push_str" | "push" => Some(|text, parts| {
            let [added] = parts else { return None };
            Some(Value::str(crate::eval::text::join_holes(&[text, added])))
        }),
        "clear" => Some(|_, _| Some(Value::str(""))),
        "insert" | "insert_str" | "truncate" | "pop" | "remove" | "retain" | "replace_range" | "extend" => {
            Some(|_, _| None)
        }
        _ => None,
    }
}

impl Machine<'_> {
    /// Calls `base.name(args)` or `path::name(args)`.
    pub(in crate::eval) fn eval_declared_call(&mut self, cx: &Cx, callee: ExprId, args: &[Arg], id: ExprId) -> Value {
        let site = cx.place(id);
        let (inner, types) = self.types_of(cx, callee);
        let Expr::Attribute(receiver, name) = cx.code.expr(inner) else {
            let target = self.eval(cx, inner);
            let call = Call { types, ..self.eval_args(cx, args, site) };
            return self.call_declared(&target, call);
        };
        let base = self.eval(cx, *receiver);
        let call = Call { types, ..self.eval_args(cx, args, site) };
        if self.left.is_some() {
            return Value::unknown("never comes to be", site);
        }
        if let (Value::Str(text), Some(grown)) = (&base, grown(*name)) {
            let parts: Vec<Arc<str>> = call.args.iter().map(|arg| self.to_text(arg)).collect();
            let value = grown(text, &parts).unwrap_or_else(|| Value::unknown("a string that was changed", site));
            self.write_to(cx, *receiver, value);
            return Value::tuple(Vec::new());
        }
        self.call_method(&base, *name, call)
    }

    pub(super) fn call_declared(&mut self, target: &Value, call: Call) -> Value {
        let opaque = target.is_opaque();
        if opaque {
            self.hand_over(&call);
        }
        match target {
            Value::Unknown(_) => self.given_away(&call).unwrap_or_else(|| self.call(target, call)),
            _ => self.call(target, call),
        }
    }

    /// What a function that nobody knows gives back, where it is given a router: the router, with what it may add
    /// missing.
    fn given_away(&mut self, call: &Call) -> Option<Value> {
        let given = call.args.iter().find(|value| self.is_registrar(value, 0)).cloned()?;
        let at = self.user_site(call.site);
        self.note("a function that is not known is given a router: what it adds is missing", at);
        self.mark_unseen(&given);
        Some(given)
    }

    /// Calls a method of a value: one of its class, wherever it is defined, or of the language.
    pub fn call_method(&mut self, base: &Value, name: Name, mut call: Call) -> Value {
        if let Some(value) = self.call_own(base, name, &mut call) {
            return value;
        }
        self.call_unknown_method(base, name, call)
    }

    /// What a method of a value does that somebody defines.
    fn call_own(&mut self, base: &Value, name: Name, call: &mut Call) -> Option<Value> {
        match base {
            Value::Instance(_) | Value::Class(_) | Value::Module(_) | Value::External(_) | Value::Subscripted(_) => {
                if let Some(found) = self.declared_method(base, name, call.site) {
                    if matches!(base, Value::Class(_)) && self.lacks_receiver(&found, call) {
                        call.args.insert(0, base.clone());
                    }
                    return Some(self.call_declared(&found, call.clone()));
                }
            }
            Value::Unknown(reason) if !matches!(reason.known, Known::Nothing) => {
                if let Some(value) = self.call_on_known(&Arc::clone(reason), name, call) {
                    return Some(value);
                }
                self.hand_over(call);
            }
            Value::Unknown(_) | Value::ExternalCall(_) => {
                self.note_escape(base);
                if let Some(made) = self.mapped(name, call) {
                    return Some(made);
                }
                self.hand_over(call);
            }
            _ => {}
        }
        if let Some(value) = self.library_method(base, name, call) {
            return Some(value);
        }
        if !matches!(base, Value::Tuple(_) | Value::List(_) | Value::Instance(_)) {
            return None;
        }
        let method = self.foreign_method(name)?;
        call.args.insert(0, base.clone());
        Some(self.call_declared(&method, call.clone()))
    }

    /// What is known of the result of a method that nobody defines.
    fn call_unknown_method(&mut self, base: &Value, name: Name, mut call: Call) -> Value {
        let site = call.site;
        if let Some(router) = self.passed_through(base, name, &call) {
            return router;
        }
        if let Value::Instance(id) = base
            && self.is_registrar(base, 0)
        {
            let at = self.user_site(site);
            let class = self.heap.classes[self.heap.instances[*id].class].name;
            self.note(format!("`{name}` of `{class}` is not known: what it adds is missing"), at);
            call.args.iter().for_each(|value| self.note_escape(value));
            self.mark_unseen(base);
            return base.clone();
        }
        if let Value::Class(class) = base
            && makes_own(&name)
        {
            return Reason::new(format!("what `{name}` makes is not known"), site).with(Known::Class(*class));
        }
        match base {
            Value::Unknown(reason) => reason.further(),
            // `#[derive(Default)]`.
            Value::Class(class) if name == "default" && call.args.is_empty() => self.instance(*class, site),
            // What a trait gives every function: the function, with something around it.
            Value::Function(_) | Value::Bound(_) => {
                let callee = Name::from(&format!("{OF_FUNCTION}{name}"));
                call.args.insert(0, base.clone());
                Value::ExternalCall(Arc::new(crate::eval::value::ExternalCall { callee, call }))
            }
            Value::ExternalCall(made) if made.callee.len() < 900 => {
                let callee = Name::from(&format!("{}().{name}", made.callee));
                call.args.insert(0, base.clone());
                Value::ExternalCall(Arc::new(crate::eval::value::ExternalCall { callee, call }))
            }
            _ => Value::unknown(format!("`{name}` is not known"), site),
        }
    }

    /// Whether a method is called on a value of a type without fields, which is the type itself.
    fn lacks_receiver(&self, found: &Value, call: &Call) -> bool {
        let Value::Function(id) = found else { return false };
        let params = &self.heap.functions[*id].signature().params;
        call.args.len() < params.len() && params.first().is_some_and(|param| param.name == "self")
    }

    /// Reads a field. A router has none that anybody could name: somebody is writing the next call.
    pub(in crate::eval) fn field(&mut self, base: &Value, name: Name, at: Place) -> Value {
        let Value::Instance(id) = base else { return self.get_attr(base, name, at) };
        if self.heap.instances[*id].attrs.contains_key(&name) || !self.is_registrar(base, 0) {
            return self.get_attr(base, name, at);
        }
        let place = self.user_site(at);
        self.note(format!("`{name}` of a router is not known: what it adds is missing"), place);
        base.clone()
    }

    pub(super) fn declared_method(&mut self, base: &Value, name: Name, site: Place) -> Option<Value> {
        // Fields and methods have namespaces of their own.
        if let Value::Instance(id) = base {
            let class = self.heap.instances[*id].class;
            if let Some(found) = self.lookup_after(class, None, name) {
                return Some(self.bound_to(&found, base, class, site));
            }
        }
        if let Some(found) = self.find_attr(base, name, site) {
            return Some(found);
        }
        let class = match base {
            Value::Instance(id) => self.heap.instances[*id].class,
            other => super::class::class_behind(other)?,
        };
        if !is_transparent(&name) && self.declare_method(class, name) {
            return self.find_attr(base, name, site);
        }
        None
    }

    /// What code that nobody can see gives back, where it is given a router: the router, with what it may add missing.
    fn passed_through(&mut self, base: &Value, name: Name, call: &Call) -> Option<Value> {
        let at = self.user_site(call.site);
        if CHANGES.contains(&name.as_str()) {
            let own = if let Value::Instance(id) = base { Some(*id) } else { None };
            let inner = self.escaping(base, 4).into_iter().find(|id| Some(*id) != own).map(Value::Instance)?;
            self.note(format!("what `{name}` is called on is not known: what was added before may be missing"), at);
            self.mark_unseen(&inner);
            return Some(self.call_method(&inner, name, call.clone()));
        }
        let given = call.args.iter().find(|value| self.is_registrar(value, 0)).cloned()?;
        if !matches!(base, Value::Function(_)) {
            return None;
        }
        self.note(format!("`{name}` is given a router and is not known: what it adds is missing"), at);
        self.mark_unseen(&given);
        Some(given)
    }

    /// The object that a closure makes of what is inside a value that is not known.
    fn mapped(&mut self, name: Name, call: &Call) -> Option<Value> {
        let Some(function @ Value::Function(id)) = call.args.first() else { return None };
        if !matches!(name.as_str(), "map" | "and_then" | "map_ok" | "then") {
            return None;
        }
        let function_object = &self.heap.functions[*id];
        let signature = function_object.signature();
        self.handed_over.insert((function_object.facts.file, signature.item));
        let made = self.run_with_unknowns(function, *id, "what is inside a value that is not known", call.site);
        matches!(made, Value::Instance(_)).then_some(made)
    }

    /// What is given to code that nobody can see: closures may run, and applications may be served.
    fn hand_over(&mut self, call: &Call) {
        for value in call.args.clone() {
            self.note_escape(&value);
            let Value::Function(id) = &value else { continue };
            let function = &self.heap.functions[*id];
            let signature = function.signature();
            let place = (function.facts.file, signature.item);
            if signature.name != "<closure>" || !self.handed_over.insert(place) {
                continue;
            }
            self.run_with_unknowns(&value, *id, "what code outside the workspace passes to a closure", call.site);
        }
    }

    /// Calls a function with arguments that are not known, and why; what it makes may be served.
    fn run_with_unknowns(&mut self, function: &Value, id: Id<FunctionObject>, what: &str, at: Place) -> Value {
        let params = self.heap.functions[id].signature().params.len();
        let made = self.call_with(function, vec![Value::unknown(what, at); params], at);
        self.note_escape(&made);
        made
    }

    /// Remembers an application that was handed to code that nobody can see: it may be what is served.
    pub fn note_escape(&mut self, value: &Value) {
        let found = self.escaping(value, 4);
        for id in found {
            if !self.escaped.contains(&id) {
                self.escaped.push(id);
            }
        }
    }

    fn escaping(&self, value: &Value, depth: usize) -> Vec<crate::eval::Id<crate::eval::Instance>> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        match value {
            Value::Instance(id) if self.is_registrar(value, 0) => vec![*id],
            Value::ExternalCall(made) => made.call.args.iter().flat_map(|arg| self.escaping(arg, depth)).collect(),
            Value::Tuple(items) => items.iter().flat_map(|item| self.escaping(item, depth)).collect(),
            _ => Vec::new(),
        }
    }
}
