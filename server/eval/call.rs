//! What does calling a value do? Dispatch, and how the body of a function runs.

use super::bounds::NAME;
use super::callable::{Call, Partial};
use super::frame::Frame;
use super::heap::Id;
use super::machine::{Cx, Machine};
use super::manager::Resume;
use super::object::{FunctionObject, Namespace};
use super::parameter::bind_params;
use super::scope::{Scope, ScopeKind};
use super::statement::Flow;
use super::value::{ExternalCall, Value};
use crate::facts::{Name, Place};
use crate::syntax::Language;
use std::sync::Arc;

impl Machine<'_> {
    /// Calls a value with positional arguments.
    pub fn call_with(&mut self, callee: &Value, args: Vec<Value>, site: Place) -> Value {
        self.call(callee, Call::of(args, site))
    }

    /// Calls a value.
    pub fn call(&mut self, callee: &Value, call: Call) -> Value {
        let at = call.site;
        if !self.step() {
            return Value::unknown("evaluation was stopped by a bound", at);
        }
        self.deeper(|_| Value::unknown("nested too deep", at), |machine| machine.dispatch(callee, call))
    }

    fn dispatch(&mut self, callee: &Value, mut call: Call) -> Value {
        let at = call.site;
        match callee {
            Value::Function(id) => self.call_function(*id, call),
            Value::Bound(bound) => {
                call.args.insert(0, bound.receiver.clone());
                self.call(&bound.function.clone(), call)
            }
            Value::Native(native) => (native.run)(self, call),
            Value::Method(method) => {
                call.args.insert(0, method.receiver.clone());
                (method.native.run)(self, call)
            }
            Value::Class(class) => self.construct(*class, call),
            Value::Partial(partial) => self.call_partial(&Arc::clone(partial), call),
            Value::External(path) => self.call_external(*path, call),
            Value::ExternalCall(inner) if inner.callee.len() > NAME => Value::unknown("a chain of calls", at),
            Value::ExternalCall(inner) => {
                let callee = Name::from(&format!("{}()", inner.callee));
                Value::ExternalCall(Arc::new(ExternalCall { callee, call }))
            }
            Value::Subscripted(generic) => self.call(&generic.base.clone(), call),
            Value::Wrapped(wrapped) => self.call(&wrapped.function.clone(), call),
            Value::Instance(_) => match self.hook(callee, "__call__") {
                Some(hook) => self.call(&hook, call),
                None => Value::unknown("the result of calling an object", call.site),
            },
            Value::Unknown(reason) => reason.further(),
            _ => Value::unknown("not callable", call.site),
        }
    }

    fn call_partial(&mut self, partial: &Partial, call: Call) -> Value {
        let args = partial.args.iter().cloned().chain(call.args).collect();
        let mut keywords: Vec<(Name, Value)> = partial.keywords.clone();
        for (name, value) in call.keywords {
            keywords.retain(|(known, _)| *known != name);
            keywords.push((name, value));
        }
        self.call(&partial.callee, Call { args, keywords, ..call })
    }

    fn call_external(&mut self, path: Name, call: Call) -> Value {
        match self.library.natives.get(&path).copied() {
            Some(native) => (native.run)(self, call),
            None => match path.contains("::").then(|| super::declared::path_native(&path)).flatten() {
                Some(run) => run(self, call),
                None => Value::ExternalCall(Arc::new(ExternalCall { callee: path, call })),
            },
        }
    }

    fn call_function(&mut self, id: Id<FunctionObject>, call: Call) -> Value {
        match self.heap.functions[id].alternatives.clone() {
            all if all.is_empty() => self.call_one(id, call),
            all => self.call_alternatives(&all, call),
        }
    }

    /// Calls one of several definitions of a function.
    pub(super) fn call_one(&mut self, id: Id<FunctionObject>, call: Call) -> Value {
        let (site, resume) = (call.site, self.resume.take());
        let cacheable = self.heap.functions[id].traits.cached && call.args.is_empty() && call.keywords.is_empty();
        if let (true, Some(cached)) = (cacheable, self.heap.functions[id].cached.clone()) {
            return cached;
        }
        if self.recurses_too_deep(id, &call) {
            let unknown = Value::unknown("calls nested too deep", site);
            return self.declared_result(id, unknown);
        }
        if !self.worth_entering(id, &call) || self.is_fruitless(id, &call) {
            let unknown = Value::unknown("startup code that cannot register routes", site);
            return self.declared_result(id, unknown);
        }
        let args = call.args.clone();
        let generics = self.bind_generics(id, &call);
        let binding = bind_params(&self.heap.functions[id], call);
        let mut names = self.complete(binding);
        self.declare_params(id, &mut names);
        generics.into_iter().for_each(|(name, of)| {
            names.insert(name, of);
        });
        self.args = args;
        let before = self.before_call(id);
        let result = self.run_body(id, names, site, resume);
        self.after_call(before, &result);
        let result = self.declared_result(id, result);
        if cacheable {
            self.heap.functions[id].cached = Some(result.clone());
        }
        result
    }

    fn run_body(&mut self, id: Id<FunctionObject>, names: Namespace, site: Place, resume: Option<Resume>) -> Value {
        let function = &self.heap.functions[id];
        let (closure, module) = (function.closure, function.module);
        let body = function.signature().item;
        let facts = Arc::clone(&function.facts);
        let global = Some(self.modules[module].scope);
        let mut scope = Scope::new(ScopeKind::Function, Some(closure), global);
        scope.names = names;
        let scope = self.heap.scopes.add(scope);
        self.ran.insert((facts.file, body));
        let cx = Cx::new(&facts, body, scope, module);
        self.frames.push(Frame {
            function: id,
            site,
            condition: self.condition.clone(),
            maybe: Vec::new(),
            yields: Vec::new(),
            args: std::mem::take(&mut self.args),
            resume,
        });
        let outer = self.condition.clone();
        let code = Arc::clone(&cx.code);
        let flow = match facts.language {
            Language::Python => self.exec_block(&cx, &code.block),
            Language::Rust => self.exec_declaring(&cx, &code.block),
        };
        self.condition = outer;
        let frame = self.frames.pop();
        self.suspended = false;
        self.result(id, flow, frame, site)
    }

    /// What a call gives: what was returned or yielded, joined with what branches may have returned.
    fn result(&mut self, id: Id<FunctionObject>, flow: Flow, frame: Option<Frame>, site: Place) -> Value {
        let (maybe, yields) = frame.map(|frame| (frame.maybe, frame.yields)).unwrap_or_default();
        let function = &self.heap.functions[id];
        let (generator, manager) = (function.is_generator(), function.traits.context_manager);
        let result = match flow {
            Flow::Return(value) => value,
            Flow::Raise => {
                self.raised = self.guards > 0 && maybe.is_empty();
                Value::unknown("the call raises", site)
            }
            Flow::Stop => Value::unknown("evaluation was stopped by a bound", site),
            _ => Value::None,
        };
        if manager {
            return yields.into_iter().next().unwrap_or(Value::None);
        }
        if generator {
            return self.list(yields);
        }
        maybe.iter().rev().fold(result, |result, other| self.join(&result, other, site))
    }

    /// `super()` without arguments: from the owner of the function that runs and its first argument.
    pub(super) fn implicit_super(&mut self, cx: &Cx) -> Option<Value> {
        let function = self.frames.last()?.function;
        let object = &self.heap.functions[function];
        let after = object.owner?;
        let first = object.signature().params.first()?.name;
        let receiver = self.read_name(cx, first, object.place());
        Some(Value::Super(Arc::new(super::value::SuperValue { after, receiver })))
    }
}
