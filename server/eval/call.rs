//! What does calling a value do? Dispatch, and how arguments become parameters.

use super::bounds::NAME;
use super::heap::{FunctionObject, Id, Namespace};
use super::machine::{Cx, Frame, Machine};
use super::manager::Resume;
use super::scope::{Scope, ScopeKind};
use super::statement::Flow;
use super::value::{Call, ExternalCall, Partial, Reason, Value};
use crate::facts::{Function, Name, ParamKind, Place};
use crate::text::FileId;
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
            Value::Unknown(reason) => Value::Unknown(Arc::clone(reason)),
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
            None => Value::ExternalCall(Arc::new(ExternalCall { callee: path, call })),
        }
    }

    fn call_function(&mut self, id: Id<FunctionObject>, call: Call) -> Value {
        let (site, resume) = (call.site, self.resume.take());
        let cacheable = self.heap.functions[id].traits.cached && call.args.is_empty() && call.keywords.is_empty();
        if let (true, Some(cached)) = (cacheable, self.heap.functions[id].cached.clone()) {
            return cached;
        }
        if self.recurses_too_deep(id, &call) {
            return Value::unknown("calls nested too deep", site);
        }
        if !self.worth_entering(id, &call) {
            return Value::unknown("startup code that cannot register routes", site);
        }
        let args = call.args.clone();
        let binding = bind_params(&self.heap.functions[id], call);
        let names = self.complete(binding);
        self.args = args;
        let result = self.run_body(id, names, site, resume);
        if cacheable {
            self.heap.functions[id].cached = Some(result.clone());
        }
        result
    }

    /// Whether a call goes deeper than the bounds allow. A function that calls itself under a test that is not decided
    /// would do so in every branch, so the first time is the last.
    /// So would one that calls itself with the arguments it was called with.
    fn recurses_too_deep(&self, id: Id<FunctionObject>, call: &Call) -> bool {
        let on_stack = || self.frames.iter().filter(|frame| self.same_code(frame.function, id));
        let same_args = |frame: &Frame| {
            frame.args.len() == call.args.len()
                && !call.args.is_empty()
                && frame.args.iter().zip(&call.args).all(|(left, right)| self.same(left, right))
        };
        self.frames.len() >= self.bounds.calls
            || on_stack().count() >= self.bounds.recursion
            || on_stack().any(|frame| frame.condition != self.condition || same_args(frame))
    }

    /// Puts the keywords that are left into the dict of `**`.
    fn complete(&mut self, binding: Binding) -> Namespace {
        let mut names = binding.names;
        if let Some((name, keywords)) = binding.rest {
            let dict = self.dict_of(keywords);
            self.heap.dicts[dict].open = binding.open;
            names.insert(name, Value::Dict(dict));
        }
        names
    }

    /// Whether two functions are made by the same definition.
    fn same_code(&self, left: Id<FunctionObject>, right: Id<FunctionObject>) -> bool {
        left == right || self.heap.functions[left].place() == self.heap.functions[right].place()
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
        let flow = self.exec_block(&cx, &code.block);
        self.condition = outer;
        let frame = self.frames.pop();
        self.suspended = false;
        self.result(id, flow, frame, site)
    }

    /// What a call gives: what was returned or yielded, joined with what branches may have returned.
    fn result(&mut self, id: Id<FunctionObject>, flow: Flow, frame: Option<Frame>, site: Place) -> Value {
        let (maybe, yields) = frame.map(|frame| (frame.maybe, frame.yields)).unwrap_or_default();
        let function = &self.heap.functions[id];
        let (generator, manager) = (function.body().is_generator, function.traits.context_manager);
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

    /// A place for what happens nowhere in particular.
    pub(super) fn anywhere(&self) -> Place {
        self.frames.last().map_or(Place::of_file(FileId(0)), |frame| frame.site)
    }
}

/// Parameters bound to values, and the keywords that are left for `**`.
struct Binding {
    names: Namespace,
    rest: Option<(Name, Vec<(Name, Value)>)>,
    open: Option<Arc<Reason>>,
}

/// Binds the arguments of a call to parameters, as the language does; what does not fit is dropped.
fn bind_params(function: &FunctionObject, call: Call) -> Binding {
    let signature: &Function = function.signature();
    let mut names = Namespace::default();
    let mut positional = call.args.into_iter();
    let mut keywords = call.keywords;
    for (index, param) in signature.params.iter().enumerate() {
        let given = match param.kind {
            ParamKind::VarArgs => Some(Value::tuple(positional.by_ref().collect())),
            ParamKind::VarKeywords => continue,
            ParamKind::KeywordOnly => take(&mut keywords, param.name),
            _ => positional.next().or_else(|| take(&mut keywords, param.name)),
        };
        let value = given.unwrap_or_else(|| match (&call.open, function.defaults.get(index).cloned().flatten()) {
            (Some(reason), _) => Value::Unknown(Arc::new(Reason { spread: true, ..Reason::clone(reason) })),
            (None, Some(default)) => default,
            (None, None) => Value::unknown(format!("parameter `{}` was not given", param.name), call.site),
        });
        names.insert(param.name, value);
    }
    let rest = signature.params.iter().find(|param| param.kind == ParamKind::VarKeywords);
    Binding { names, rest: rest.map(|param| (param.name, keywords)), open: call.open }
}

fn take(keywords: &mut Vec<(Name, Value)>, name: Name) -> Option<Value> {
    let at = keywords.iter().position(|(known, _)| *known == name)?;
    Some(keywords.remove(at).1)
}
