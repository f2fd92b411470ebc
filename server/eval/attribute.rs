//! What does `value.name` mean, and what does assigning it do?

use super::bounds::NAME;
use super::builtins;
use super::callable::Method;
use super::descriptor::method;
use super::heap::Id;
use super::machine::Machine;
use super::object::{ClassKind, ClassObject, Instance};
use super::value::Value;
use crate::facts::{Name, Place};
use std::sync::Arc;

impl Machine<'_> {
    /// Reads an attribute; unknown if there is none that we can see.
    pub fn get_attr(&mut self, base: &Value, name: Name, at: Place) -> Value {
        self.find_deeper(base, name, at).unwrap_or_else(|| no_attr(base, name, at))
    }

    /// Reads an attribute, if the value is known to have it.
    pub fn find_attr(&mut self, base: &Value, name: Name, at: Place) -> Option<Value> {
        match base {
            Value::Module(module) => self.module_attr(*module, name),
            Value::Instance(instance) => self.instance_attr(*instance, name, at),
            Value::Class(class) => self.class_attr(*class, name, at),
            Value::Super(of) => {
                let class = self.class_of(&of.receiver)?;
                match self.lookup_after(class, Some(of.after), name) {
                    Some(found) => Some(self.bound_to(&found, &of.receiver, class, at)),
                    None if name == "__new__" => builtins::object_method(&name).map(Value::Native),
                    None => builtins::object_method(&name).map(|native| method(&of.receiver, native)),
                }
            }
            Value::Function(function) => self.function_attr(*function, name),
            Value::External(path) if path.len() > NAME => None,
            Value::External(path) => Some(self.external_attr(*path, name)),
            Value::Member(member) => self.member_attr(&Arc::clone(member), name, at),
            Value::Bound(bound) if name == "__func__" => Some(bound.function.clone()),
            Value::Bound(bound) if name == "__self__" => Some(bound.receiver.clone()),
            Value::Bound(bound) => self.find_deeper(&bound.function.clone(), name, at),
            Value::Tuple(items) if name.starts_with(|char: char| char.is_ascii_digit()) => {
                items.get(name.parse::<usize>().ok()?).cloned()
            }
            Value::Partial(partial) if name == "func" => Some(partial.callee.clone()),
            Value::Subscripted(generic) => self.find_deeper(&generic.base.clone(), name, at),
            Value::Wrapped(wrapped) if matches!(name.as_str(), "setter" | "getter" | "deleter") => {
                let receiver = Value::Wrapped(Arc::clone(wrapped));
                Some(Value::Method(Arc::new(Method { receiver, native: &builtins::KEEP_PROPERTY })))
            }
            // Read from its type, a method takes its receiver as an argument; the type itself is that of a class method.
            Value::Native(_) if name != "fromkeys" => builtins::method(base, &name).map(Value::Native),
            Value::Path(path) => builtins::paths::attribute(path, name).or_else(|| native_method(base, name)),
            _ => native_method(base, name),
        }
    }

    pub(super) fn find_deeper(&mut self, base: &Value, name: Name, at: Place) -> Option<Value> {
        self.deeper(|_| None, |machine| machine.find_attr(base, name, at))
    }

    fn module_attr(&mut self, module: super::ModuleRef, name: Name) -> Option<Value> {
        if self.modules.is_declared(module) {
            return self.declared_attr(module, name);
        }
        if name == "__dict__" {
            return Some(self.module_dict(module));
        }
        if let Some(value) = self.module_name(module, name) {
            return Some(value);
        }
        let object = &self.modules[module];
        object.id.is_none().then(|| self.external(Name::from(&format!("{}.{name}", object.name))))
    }

    /// A dotted path of a library: the model's module, or the bare path.
    pub fn external(&self, dotted: Name) -> Value {
        self.model(dotted).map_or(Value::External(dotted), Value::Module)
    }

    fn external_attr(&mut self, path: Name, name: Name) -> Value {
        if matches!(path.as_str(), "os.environ" | "sys.argv") {
            self.config_reads += 1;
        }
        if path.ends_with("::") {
            return Value::External(Name::from(&format!("{path}{name}")));
        }
        self.external(Name::from(&format!("{path}.{name}")))
    }

    fn instance_attr(&mut self, id: Id<Instance>, name: Name, at: Place) -> Option<Value> {
        let class = self.heap.instances[id].class;
        if self.heap.classes[class].kind == ClassKind::Settings {
            self.config_reads += 1;
        }
        if let Some(value) = self.heap.instances[id].attrs.get(&name) {
            return Some(value.clone());
        }
        let receiver = Value::Instance(id);
        if let Some(found) = self.lookup_after(class, None, name) {
            return Some(self.bound_to(&found, &receiver, class, at));
        }
        match name.as_str() {
            "__class__" => return Some(Value::Class(class)),
            "__dict__" => return Some(self.instance_dict(id)),
            "model_dump" | "dict" if self.has_opaque_base(class) => {
                return Some(method(&receiver, &builtins::DUMP));
            }
            "model_copy" | "copy" if self.has_opaque_base(class) => {
                return Some(method(&receiver, &builtins::COPY));
            }
            _ => {}
        }
        let hook = self.lookup_after(class, None, Name::from("__getattr__"))?;
        let hook = self.bound_to(&hook, &receiver, class, at);
        Some(self.call_with(&hook, vec![Value::str(name.as_str())], at))
    }

    fn class_attr(&mut self, class: Id<ClassObject>, name: Name, at: Place) -> Option<Value> {
        if let Some(found) = self.lookup_after(class, None, name) {
            return Some(self.bound_to_class(&found, class, at));
        }
        let object = &self.heap.classes[class];
        match name.as_str() {
            "__name__" => Some(Value::str(object.name.as_str())),
            "__qualname__" => Some(Value::str(Arc::clone(&object.qualname))),
            "__module__" => Some(Value::str(self.modules[object.module].name.as_str())),
            "__mro__" => Some(Value::tuple(object.mro.clone())),
            "__bases__" => Some(Value::tuple(object.bases.clone())),
            "__members__" => Some(self.members_dict(class)),
            "__dict__" => Some(self.class_dict(class)),
            "__annotations__" => Some(self.annotations_dict(class)),
            "__init__" if self.derives_from_ours(class) => builtins::object_method(&name).map(Value::Native),
            "__subclasses__" => Some(method(&Value::Class(class), &builtins::SUBCLASSES)),
            _ => None,
        }
    }

    fn function_attr(&mut self, id: Id<super::FunctionObject>, name: Name) -> Option<Value> {
        let function = &self.heap.functions[id];
        if let Some(value) = function.attrs.get(&name) {
            return Some(value.clone());
        }
        match name.as_str() {
            "__name__" | "__qualname__" | "__doc__" if function.wrapped.is_some() => {
                let wrapped = function.wrapped.clone()?;
                let at = function.place();
                self.find_attr(&wrapped, name, at)
            }
            "__name__" => Some(Value::str(function.signature().name.as_str())),
            "__qualname__" => Some(Value::str(Arc::clone(&function.qualname))),
            "__module__" => Some(Value::str(self.modules[function.module].name.as_str())),
            "__doc__" => Some(function.body().doc.clone().map_or(Value::None, Value::str)),
            "__wrapped__" => function.wrapped.clone(),
            _ => None,
        }
    }
}

fn no_attr(base: &Value, name: Name, at: Place) -> Value {
    match base {
        Value::Unknown(reason) => Value::Unknown(Arc::clone(reason)),
        Value::ExternalCall(call) => {
            Value::unknown(format!("`{}(…).{name}` is outside the workspace", call.callee), at)
        }
        _ => Value::unknown(format!("attribute `{name}` is not known"), at),
    }
}

fn native_method(base: &Value, name: Name) -> Option<Value> {
    builtins::method(base, &name).map(|native| method(base, native))
}
