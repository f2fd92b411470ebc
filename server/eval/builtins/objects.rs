//! What do methods of objects that no table covers do?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::object::{ClassKind, ClassObject};
use crate::eval::scope::{Scope, ScopeKind};
use crate::eval::value::Value;
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

/// What `object` defines, and so every class inherits, by dotted name. `object.__init__` stands for the one that a
/// model or dataclass generates, too.
pub static OBJECT: &[Native] = &[
    native("object.__new__", |machine, call| match call.args.first() {
        Some(Value::Class(class)) => machine.instance(*class, call.site),
        _ => unknown(&call, "a new object"),
    }),
    native("object.__init__", |machine, mut call| {
        if let Some(object @ Value::Instance(_)) = call.args.first().cloned() {
            call.args.remove(0);
            machine.fill_own_fields(&object, &call);
        }
        Value::None
    }),
    native("object.__setattr__", |machine, call| {
        if let [object, name, value, ..] = call.args.as_slice()
            && let Some(name) = machine.name_of(name)
        {
            machine.set_attr(object, name, value.clone());
        }
        Value::None
    }),
    native("object.__getattribute__", |machine, call| {
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
    machine.run_postponed_subclasses(&base);
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

#[cfg(test)]
mod tests {
    use crate::eval::testing::{MemoryWorld, run, value};
    use crate::eval::{Library, Machine};

    /// The values that `shown` has after a text ran.
    fn shown(text: &str) -> String {
        let (world, library) = (MemoryWorld::new(&[("main.py", text)]), Library::default());
        let mut machine = Machine::new(&world, &library);
        let module = run(&mut machine, "main.py");
        let shown = value(&mut machine, module, "shown");
        format!("{shown:?}")
    }

    const PLAIN: &str = "
class Base:
    name: str
    size: int = 3
class Service(Base):
    def __init__(self, name):
        self.name = name
        INIT
service = Service('a')
shown = (service.name, service.size)
";

    #[test]
    fn an_init_that_nobody_writes_leaves_what_is_set() {
        for init in ["super().__init__()", "Base.__init__(self)", "object.__init__(self)"] {
            assert_eq!(shown(&PLAIN.replace("INIT", init)), "Tuple([Str(\"a\"), Int(3)])", "{init}");
        }
    }

    #[test]
    fn an_init_that_nobody_writes_takes_fields() {
        for init in ["super().__init__(name, size=4)", "Base.__init__(self, size=4, name=name)"] {
            let text = PLAIN.replace("self.name = name", "pass").replace("INIT", init);
            assert_eq!(shown(&text), "Tuple([Str(\"a\"), Int(4)])", "{init}");
        }
    }

    #[test]
    fn every_way_to_it_is_the_same_init() {
        let text = "class A: ...\nclass B(A): ...\nshown = (A.__init__, B.__init__, object.__init__)";
        assert_eq!(shown(text), format!("Tuple([{}])", ["Native(<native object.__init__>)"; 3].join(", ")));
    }

    #[test]
    fn a_method_read_from_a_type_takes_its_receiver() {
        let text = "
class Frozen:
    def __init__(self, path):
        object.__setattr__(self, 'path', path)
shown = (Frozen('/a').path, str.upper('b'), dict.get({'c': 1}, 'c'), list(map(str.strip, [' d '])) == ['d'],
         dict.fromkeys('e', 5)['e'])
";
        assert_eq!(shown(text), r#"Tuple([Str("/a"), Str("B"), Int(1), Bool(true), Int(5)])"#);
    }
}
