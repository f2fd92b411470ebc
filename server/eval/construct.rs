//! What does calling a class make? Instances, from `__init__` or from annotated fields.

use super::callable::Call;
use super::heap::Id;
use super::machine::Machine;
use super::object::{ClassKind, ClassObject, Dict, Instance, Namespace};
use super::value::Value;
use crate::facts::{Name, Place};

impl Machine<'_> {
    pub(super) fn construct(&mut self, class: Id<ClassObject>, call: Call) -> Value {
        match self.heap.classes[class].kind {
            ClassKind::Enum => return self.member_by_value(class, &call),
            ClassKind::TypedDict => return Value::Dict(self.dict_of(call.keywords)),
            _ => {}
        }
        let site = call.site;
        if let Some(new) = self.own_new(class) {
            let made = self.construct_with_new(&new, class, &call);
            if !made.is_opaque() {
                return made;
            }
        }
        let instance = self.instance(class, site);
        self.initialize(class, &instance, call);
        instance
    }

    /// A bare instance of a class.
    pub fn instance(&mut self, class: Id<ClassObject>, site: Place) -> Value {
        let created = self.user_site(site);
        let condition = self.condition.clone();
        self.count_made(class);
        let instance = Instance { class, attrs: Namespace::default(), created, condition };
        Value::Instance(self.heap.instances.add(instance))
    }

    fn own_new(&mut self, class: Id<ClassObject>) -> Option<Value> {
        self.lookup_after(class, None, Name::from("__new__")).filter(|new| matches!(new, Value::Function(_)))
    }

    /// `__new__` of the workspace: singletons and the like. Their `__init__` runs on what it gives, once each time.
    fn construct_with_new(&mut self, new: &Value, class: Id<ClassObject>, call: &Call) -> Value {
        let mut args = call.clone();
        args.args.insert(0, Value::Class(class));
        let made = self.call(new, args);
        if let Value::Instance(id) = made {
            let class = self.heap.instances[id].class;
            if self.lookup_after(class, None, Name::from("__init__")).is_some() {
                self.initialize(class, &made, call.clone());
            }
        }
        made
    }

    fn initialize(&mut self, class: Id<ClassObject>, instance: &Value, mut call: Call) {
        if let Some(init) = self.lookup_after(class, None, Name::from("__init__")) {
            call.args.insert(0, instance.clone());
            self.call(&init, call);
            return;
        }
        self.fill_fields(class, instance, &call);
        for hook in ["__post_init__", "__attrs_post_init__", "model_post_init"] {
            if let Some(hook) = self.hook(instance, hook) {
                self.call_with(&hook, Vec::new(), call.site);
            }
        }
        self.run_validators(class, instance, call.site);
    }

    /// Fills the fields of an instance as a generated `__init__` does, and leaves it as it is as `object.__init__` does.
    pub fn fill_own_fields(&mut self, instance: &Value, call: &Call) {
        if let Some(class) = self.class_of(instance) {
            self.fill_fields(class, instance, call);
        }
    }

    /// Fields of a dataclass, attrs class, model or settings class: what was given, else what is set, else the default.
    pub(super) fn fill_fields(&mut self, class: Id<ClassObject>, instance: &Value, call: &Call) {
        let mut positional = call.args.iter();
        let mut rest: Vec<(Name, Value)> = call.keywords.clone();
        for (name, default) in self.fields_of(class) {
            let given = rest.iter().position(|(known, _)| *known == name).map(|at| rest.remove(at).1);
            match given.or_else(|| positional.next().cloned()) {
                Some(value) => self.set_attr(instance, name, value),
                None if self.is_set(instance, name) => {}
                None => {
                    let value = self.field_default(name, default, call.site);
                    self.set_attr(instance, name, value);
                }
            }
        }
        for (name, value) in rest {
            self.set_attr(instance, name, value);
        }
    }

    fn is_set(&self, instance: &Value, name: Name) -> bool {
        matches!(instance, Value::Instance(id) if self.heap.instances[*id].attrs.contains_key(&name))
    }

    /// Annotated fields along the linear order, base classes first, with the default each has.
    pub fn fields_of(&mut self, class: Id<ClassObject>) -> Vec<(Name, Option<Value>)> {
        let mut names: Vec<Name> = Vec::new();
        let mro = self.heap.classes[class].mro.clone();
        for entry in mro.iter().rev() {
            let Value::Class(id) = entry else { continue };
            for field in &self.heap.classes[*id].fields {
                if !names.contains(&field.name) && field.name != "model_config" {
                    names.push(field.name);
                }
            }
        }
        names.into_iter().map(|name| (name, self.lookup_after(class, None, name))).collect()
    }

    fn field_default(&mut self, name: Name, default: Option<Value>, site: Place) -> Value {
        let Some(default) = default else {
            return Value::unknown(format!("field `{name}` has no default"), site);
        };
        let Value::ExternalCall(made) = &default else { return default };
        let last = made.callee.rsplit('.').next().unwrap_or_default();
        if !matches!(last, "Field" | "field" | "attrib" | "ib" | "Factory" | "PrivateAttr") {
            return default;
        }
        let factory = if last == "Factory" { made.call.args.first() } else { None };
        let factory = factory.or_else(|| made.call.keyword("default_factory")).or_else(|| made.call.keyword("factory"));
        if let Some(factory) = factory.cloned() {
            return self.call_with(&factory, Vec::new(), site);
        }
        match made.call.get(0, "default") {
            Some(Value::Ellipsis) | None => Value::unknown(format!("field `{name}` has no default"), site),
            Some(value) => value.clone(),
        }
    }

    /// Validators that run on the finished instance and may set fields.
    fn run_validators(&mut self, class: Id<ClassObject>, instance: &Value, site: Place) {
        let mro = self.heap.classes[class].mro.clone();
        for entry in mro.iter().rev() {
            let Value::Class(id) = entry else { continue };
            for validator in self.after_validators(*id) {
                self.call_with(&validator, vec![instance.clone()], site);
            }
        }
    }

    /// Methods decorated with `@model_validator(mode="after")`.
    fn after_validators(&mut self, class: Id<ClassObject>) -> Vec<Value> {
        use crate::facts::{Expr, render};
        let namespace = self.heap.classes[class].namespace;
        let is_validator = |value: &&Value| match value {
            Value::Function(id) => {
                let function = &self.heap.functions[*id];
                let code = function.facts.item(function.item);
                function.signature().decorators.iter().any(|decorator| {
                    matches!(code.expr(*decorator), Expr::Call(..)) && {
                        let text = render(code, *decorator);
                        text.contains("model_validator") && text.contains("after")
                    }
                })
            }
            _ => false,
        };
        self.heap.scopes[namespace].names.values().filter(is_validator).cloned().collect()
    }

    /// A dict with string keys.
    pub fn dict_of(&mut self, entries: impl IntoIterator<Item = (Name, Value)>) -> Id<Dict> {
        let dict = self.heap.dicts.add(Dict::default());
        for (name, value) in entries {
            self.set_entry(dict, &Value::str(name.as_str()), value);
        }
        dict
    }
}
