//! What does `value.name` mean, and what does assigning it do?

use super::bounds::NAME;
use super::builtins;
use super::heap::{ClassKind, ClassObject, Id, Instance};
use super::machine::Machine;
use super::value::{Bound, Call, Method, Value, Wrapping};
use crate::facts::{Name, Place};
use std::sync::Arc;

impl Machine<'_> {
    /// Reads an attribute; unknown if there is none that we can see.
    pub fn get_attr(&mut self, base: &Value, name: Name, at: Place) -> Value {
        self.find_deeper(base, name, at).unwrap_or_else(|| self.no_attr(base, name, at))
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

    fn find_deeper(&mut self, base: &Value, name: Name, at: Place) -> Option<Value> {
        self.deeper(|_| None, |machine| machine.find_attr(base, name, at))
    }

    fn no_attr(&mut self, base: &Value, name: Name, at: Place) -> Value {
        match base {
            Value::Unknown(reason) => Value::Unknown(Arc::clone(reason)),
            Value::ExternalCall(call) => {
                Value::unknown(format!("`{}(…).{name}` is outside the workspace", call.callee), at)
            }
            _ => Value::unknown(format!("attribute `{name}` is not known"), at),
        }
    }

    fn module_attr(&mut self, module: super::ModuleRef, name: Name) -> Option<Value> {
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
            "__qualname__" => Some(Value::Str(Arc::clone(&object.qualname))),
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
            "__qualname__" => Some(Value::Str(Arc::clone(&function.qualname))),
            "__module__" => Some(Value::str(self.modules[function.module].name.as_str())),
            "__doc__" => Some(function.signature().doc.clone().map_or(Value::None, Value::Str)),
            "__wrapped__" => function.wrapped.clone(),
            _ => None,
        }
    }

    fn member_attr(&mut self, member: &Arc<super::value::Member>, name: Name, at: Place) -> Option<Value> {
        match name.as_str() {
            "value" | "_value_" => return Some(member.value.clone()),
            "name" | "_name_" => return Some(Value::str(member.name.as_str())),
            _ => {}
        }
        let receiver = Value::Member(Arc::clone(member));
        match self.lookup_after(member.class, None, name) {
            Some(found) => Some(self.bound_to(&found, &receiver, member.class, at)),
            None => self.find_deeper(&member.value, name, at),
        }
    }

    /// Looks a name up along a class's linear order, after a class if one is given.
    pub fn lookup_after(
        &mut self,
        class: Id<ClassObject>,
        after: Option<Id<ClassObject>>,
        name: Name,
    ) -> Option<Value> {
        let mro = &self.heap.classes[class].mro;
        let skip = after.map_or(0, |after| {
            mro.iter().position(|entry| matches!(entry, Value::Class(id) if *id == after)).map_or(0, |at| at + 1)
        });
        let (namespace, value) = mro[skip..].iter().find_map(|entry| {
            let Value::Class(id) = entry else { return None };
            let namespace = self.heap.classes[*id].namespace;
            Some((namespace, self.heap.scopes[namespace].names.get(&name)?.clone()))
        })?;
        Some(self.force_in(namespace, name, value))
    }

    /// Whether a class derives from something we cannot see into.
    pub fn has_opaque_base(&self, class: Id<ClassObject>) -> bool {
        self.heap.classes[class].mro.iter().any(Value::is_opaque)
    }

    /// Whether all bases of a class are ours, apart from those that only say what kind of class it is.
    fn derives_from_ours(&self, class: Id<ClassObject>) -> bool {
        let is_kind = |path: Name| path.starts_with("abc.") || path.starts_with("typing.");
        self.heap.classes[class].mro.iter().all(|base| !base.is_opaque() || base.dotted().is_some_and(is_kind))
    }

    /// What reading a class's attribute from an instance gives.
    fn bound_to(&mut self, found: &Value, receiver: &Value, class: Id<ClassObject>, at: Place) -> Value {
        match found {
            Value::Function(_) => bind(found, receiver.clone()),
            Value::Native(native) => method(receiver, native),
            Value::Wrapped(wrapped) => match wrapped.kind {
                Wrapping::Static => wrapped.function.clone(),
                Wrapping::Class => bind(&wrapped.function, Value::Class(class)),
                Wrapping::Property => {
                    let function = wrapped.function.clone();
                    self.call(&function, Call::of(vec![receiver.clone()], at))
                }
            },
            other => other.clone(),
        }
    }

    fn bound_to_class(&mut self, found: &Value, class: Id<ClassObject>, at: Place) -> Value {
        match found {
            Value::Wrapped(wrapped) if wrapped.kind == Wrapping::Property => found.clone(),
            Value::Wrapped(_) => self.bound_to(found, &Value::Class(class), class, at),
            other => other.clone(),
        }
    }

    /// A special method of a value's class, bound; `None` if the workspace or a model defines none.
    pub fn hook(&mut self, value: &Value, name: &str) -> Option<Value> {
        let Value::Instance(instance) = value else { return None };
        let class = self.heap.instances[*instance].class;
        let found = self.lookup_after(class, None, Name::from(name))?;
        matches!(found, Value::Function(_) | Value::Native(_)).then(|| bind(&found, value.clone()))
    }

    /// The class of an instance or member; a class is its own, for class methods.
    pub fn class_of(&self, value: &Value) -> Option<Id<ClassObject>> {
        match value {
            Value::Instance(id) => Some(self.heap.instances[*id].class),
            Value::Class(id) => Some(*id),
            Value::Member(member) => Some(member.class),
            _ => None,
        }
    }
}

fn native_method(base: &Value, name: Name) -> Option<Value> {
    builtins::method(base, &name).map(|native| method(base, native))
}

/// A function and its receiver.
pub fn bind(function: &Value, receiver: Value) -> Value {
    match function {
        Value::Native(native) => method(&receiver, native),
        _ => Value::Bound(Arc::new(Bound { receiver, function: function.clone() })),
    }
}

/// A native and its receiver.
pub fn method(receiver: &Value, native: &'static super::Native) -> Value {
    Value::Method(Arc::new(Method { receiver: receiver.clone(), native }))
}
