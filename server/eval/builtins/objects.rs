//! What do methods of objects that no table covers do?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::heap::{ClassKind, ClassObject};
use crate::eval::scope::{Scope, ScopeKind};
use crate::eval::value::{Call, Native, Value};
use crate::facts::Name;

/// `@prop.setter` keeps the property.
pub static KEEP_PROPERTY: Native = native("property.setter", |_, call| first!(call));

/// `model_dump()` of a model: its fields as a dict.
pub static DUMP: Native = native("model_dump", |machine, call| {
    let value = first!(call);
    machine.get_attr(&value, Name::from("__dict__"), call.site)
});

/// `model_copy(update={…})` of a model.
pub static COPY: Native = native("model_copy", |machine, call| {
    let Value::Instance(id) = first!(call) else { return unknown(&call, "a copy") };
    let (class, mut attrs) = (machine.heap.instances[id].class, machine.heap.instances[id].attrs.clone());
    if let Some(Value::Dict(update)) = call.keyword("update") {
        let entries: Vec<_> = machine.heap.dicts[*update].entries.values().cloned().collect();
        attrs.extend(entries.into_iter().filter_map(|(key, value)| Some((machine.name_of(&key)?, value))));
    }
    let copy = machine.instance(class, call.site);
    if let Value::Instance(copy) = copy {
        machine.heap.instances[copy].attrs = attrs;
    }
    copy
});

/// `__init__` of a class that defines none: it takes anything and does nothing.
pub static INIT: Native = native("object.__init__", |_, _| Value::None);

/// What `object` defines, and so every class inherits.
pub static OBJECT: &[Native] = &[
    native("__new__", |machine, call| match call.args.first() {
        Some(Value::Class(class)) => machine.instance(*class, call.site),
        _ => unknown(&call, "a new object"),
    }),
    native("__init__", |machine, mut call| {
        if let Some(object @ Value::Instance(_)) = call.args.first().cloned() {
            call.args.remove(0);
            machine.fill_own_fields(&object, &call);
        }
        Value::None
    }),
    native("__setattr__", |machine, call| {
        if let [object, name, value, ..] = call.args.as_slice()
            && let Some(name) = machine.name_of(name)
        {
            machine.set_attr(object, name, value.clone());
        }
        Value::None
    }),
    native("__getattribute__", |machine, call| {
        let object = first!(call);
        match call.args.get(1).and_then(|name| machine.name_of(name)) {
            Some(name) => machine.get_attr(&object, name, call.site),
            None => unknown(&call, "an attribute by a name not known"),
        }
    }),
];

/// `Class.__subclasses__()`: the direct ones that have run.
pub static SUBCLASSES: Native = native("__subclasses__", |machine, call| {
    let base = first!(call);
    let found: Vec<Value> = machine
        .heap
        .classes
        .iter()
        .filter(|(_, class)| class.bases.iter().any(|known| machine.same(known, &base)))
        .map(|(id, _)| Value::Class(id))
        .collect();
    machine.list(found)
});

impl Machine<'_> {
    /// `type(name, bases, namespace)`.
    pub(super) fn made_class(&mut self, call: &Call) -> Value {
        let (Some(name), Some(bases), Some(Value::Dict(dict))) = (
            call.args.first().and_then(|name| self.name_of(name)),
            call.args.get(1).and_then(|bases| self.iterate(bases, call.site)),
            call.args.get(2),
        ) else {
            return unknown(call, "a class made by `type`");
        };
        let entries: Vec<(Value, Value)> = self.heap.dicts[*dict].entries.values().cloned().collect();
        let mut scope = Scope::new(ScopeKind::Class, None, None);
        for (key, value) in entries {
            if let Some(key) = self.name_of(&key) {
                scope.names.insert(key, value);
            }
        }
        let namespace = self.heap.scopes.add(scope);
        let (module, is_model) = (crate::eval::ModuleRef(0), self.library.is_model(call.site.file));
        let mark = crate::facts::MarkId(0);
        let class = self.heap.classes.add(ClassObject {
            name,
            qualname: name.as_str().into(),
            module,
            bases,
            mro: Vec::new(),
            keywords: Vec::new(),
            namespace,
            fields: Vec::new(),
            kind: ClassKind::Plain,
            place: call.site,
            name_mark: mark,
            is_model,
        });
        self.order_bases(class);
        Value::Class(class)
    }

    /// The names of the module that a place belongs to, as a dict.
    pub(super) fn globals_at(&mut self, site: crate::facts::Place) -> Option<Value> {
        let id = self.world.modules().of_file(site.file)?;
        let module = self.module(id);
        Some(self.module_dict(module))
    }
}
