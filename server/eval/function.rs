//! What does `def` make? Function objects, and what decorators do to them.

use super::callable::{Call, Wrapped, Wrapping};
use super::declared::EXPANSION;
use super::heap::Id;
use super::machine::{Cx, Machine};
use super::object::{ClassObject, FunctionObject, FunctionTraits, Namespace};
use super::scope::ScopeKind;
use super::value::Value;
use crate::facts::{FunctionId, Name, Place};
use std::sync::Arc;

impl Machine<'_> {
    pub(super) fn exec_function(&mut self, cx: &Cx, id: FunctionId) {
        let code = Arc::clone(&cx.code);
        let signature = &code.functions[id.0 as usize];
        let decorators: Vec<Value> = signature.decorators.iter().map(|expr| self.eval(cx, *expr)).collect();
        let mut value = self.make_function(cx, id);
        for (decorator, expr) in decorators.iter().zip(&signature.decorators).rev() {
            value = self.decorate(decorator, value, cx.place(*expr));
        }
        self.bind(cx, signature.name, value);
    }

    /// The function object of a definition, without its decorators.
    pub fn make_function(&mut self, cx: &Cx, id: FunctionId) -> Value {
        let code = Arc::clone(&cx.code);
        let signature = &code.functions[id.0 as usize];
        let default =
            |param: &crate::facts::Param, machine: &mut Self| param.default.map(|expr| machine.eval(cx, expr));
        let defaults = signature.params.iter().map(|param| default(param, self)).collect();
        let owner = self.class_in_progress(cx);
        let qualname = self.qualname(cx, signature.name);
        let function = FunctionObject {
            facts: Arc::clone(&cx.facts),
            item: cx.item,
            id,
            closure: cx.scope,
            defaults,
            owner,
            module: cx.module,
            qualname,
            wrapped: None,
            attrs: Namespace::default(),
            traits: FunctionTraits::default(),
            cached: None,
            alternatives: Vec::new(),
        };
        Value::Function(self.heap.functions.add(function))
    }

    pub(super) fn class_in_progress(&self, cx: &Cx) -> Option<Id<ClassObject>> {
        match self.heap.scopes[cx.scope].kind {
            ScopeKind::Class => self.classes_in_progress.last().copied(),
            _ => None,
        }
    }

    /// The qualified name of a definition: the class or function around it, `<locals>` as the language spells it.
    pub(super) fn qualname(&self, cx: &Cx, name: Name) -> Arc<str> {
        if super::statement::is_declared(cx) {
            let is_local = self.heap.scopes[cx.scope].kind != ScopeKind::Module;
            // What a macro makes stands where it is called.
            let mut around = self.frames.iter().rev().map(|frame| &self.heap.functions[frame.function].qualname);
            let around = around.find(|around| &***around != EXPANSION);
            return match around.filter(|_| is_local && name != EXPANSION) {
                Some(around) => format!("{around}::{name}").into(),
                None => name.as_str().into(),
            };
        }
        if let Some(class) = self.class_in_progress(cx) {
            return format!("{}.{name}", self.heap.classes[class].qualname).into();
        }
        let in_function = cx.item != crate::facts::ItemId::default();
        match self.frames.last().filter(|_| in_function) {
            Some(frame) => format!("{}.<locals>.{name}", self.heap.functions[frame.function].qualname).into(),
            None => name.as_str().into(),
        }
    }

    /// Applies a decorator. What a library's decorator gives is taken to be the function itself.
    pub(super) fn decorate(&mut self, decorator: &Value, value: Value, at: Place) -> Value {
        if let Some(changed) = self.library_decorator(decorator, &value) {
            return changed;
        }
        let result = self.call(decorator, Call::of(vec![value.clone()], at));
        if result.is_opaque() || matches!(result, Value::None) { value } else { result }
    }

    /// Decorators of the language's own library that change what the function means.
    fn library_decorator(&mut self, decorator: &Value, value: &Value) -> Option<Value> {
        let path = match decorator {
            Value::Native(native) => native.name,
            other => other.dotted()?.as_str(),
        };
        let last = path.rsplit('.').next().unwrap_or(path);
        let wrap = |kind| Some(Value::Wrapped(Arc::new(Wrapped { kind, function: value.clone() })));
        match last {
            "property" | "cached_property" | "computed_field" | "hybrid_property" | "classproperty" => match value {
                Value::Wrapped(_) => Some(value.clone()),
                _ => wrap(Wrapping::Property),
            },
            "staticmethod" => wrap(Wrapping::Static),
            "classmethod" => wrap(Wrapping::Class),
            "lru_cache" | "cache" | "alru_cache" | "cached" => {
                Some(self.with_traits(value, |traits| traits.cached = true))
            }
            "contextmanager" | "asynccontextmanager" => {
                Some(self.with_traits(value, |traits| traits.context_manager = true))
            }
            _ => None,
        }
    }

    fn with_traits(&mut self, value: &Value, set: impl FnOnce(&mut FunctionTraits)) -> Value {
        if let Value::Function(id) = value {
            set(&mut self.heap.functions[*id].traits);
        }
        value.clone()
    }
}
