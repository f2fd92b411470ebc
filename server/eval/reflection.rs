//! How do natives reach modules and make small objects? Imports by name, entry points, attribute bags.

use super::heap::Id;
use super::machine::Machine;
use super::modules::ModuleId;
use super::object::{ClassKind, ClassObject, Namespace};
use super::scope::{Scope, ScopeKind};
use super::value::{ModuleRef, Value};
use super::world::EntryPoint;
use crate::facts::{MarkId, Name, Place};

impl Machine<'_> {
    /// Imports a module by a name that code computed, relative to a package if the name starts with a dot.
    pub fn import_dotted(&mut self, name: Name, package: Option<Name>, site: Place) -> Option<Value> {
        let modules = self.world.modules();
        let level = name.chars().take_while(|char| *char == '.').count();
        let full = match package.filter(|_| level > 0) {
            Some(package) => {
                let mut parts: Vec<&str> = package.split('.').collect();
                parts.truncate((parts.len() + 1).saturating_sub(level));
                let rest = &name[level..];
                Name::from(&format!("{}{}{rest}", parts.join("."), if rest.is_empty() { "" } else { "." }))
            }
            None => name,
        };
        if let Some(model) = self.model(full) {
            return Some(Value::Module(model));
        }
        let id = modules.resolve(site.file, &full)?;
        let module = self.import_module(id);
        self.run_module(module);
        Some(Value::Module(module))
    }

    /// An entry point as an object with `name`, `value`, `group` and a `load` that gives what it names.
    pub(super) fn entry_point(&mut self, point: &EntryPoint, site: Place) -> Value {
        let id = self.world.modules().resolve(point.near, &point.module);
        let loaded = match id {
            Some(id) => {
                let module = self.import_module(id);
                let start = Value::Module(module);
                let parts = point.object.split('.').filter(|part| !part.is_empty());
                parts.fold(start, |value, part| self.get_attr(&value, Name::from(part), site))
            }
            None => Value::unknown("an entry point outside the workspace", site),
        };
        let text = format!("{}:{}", point.module, point.object);
        let load = super::descriptor::method(&loaded, &LOAD);
        let attrs = vec![
            (Name::from("name"), Value::str(point.name.as_str())),
            (Name::from("value"), Value::str(text)),
            (Name::from("load"), load),
        ];
        self.bag(attrs, site)
    }

    /// An instance that is nothing but its attributes.
    pub fn bag(&mut self, attrs: Vec<(Name, Value)>, site: Place) -> Value {
        let class = self.bag_class(site);
        let bag = self.instance(class, site);
        if let Value::Instance(id) = bag {
            self.heap.instances[id].attrs.extend(attrs);
        }
        bag
    }

    /// A tuple whose elements also have names.
    pub(super) fn named_row(&mut self, row: &Value, names: &[&str]) -> Value {
        let Value::Tuple(items) = row else { return row.clone() };
        let attrs = names.iter().zip(items.iter()).map(|(name, item)| (Name::from(name), item.clone())).collect();
        let bag = self.bag(attrs, self.anywhere());
        if let Some(class) = self.class_of(&bag) {
            self.heap.classes[class].mro.push(Value::External(Name::from("typing.NamedTuple")));
        }
        bag
    }

    fn bag_class(&mut self, place: Place) -> Id<ClassObject> {
        let namespace =
            self.heap.scopes.add(Scope { names: Namespace::default(), ..Scope::new(ScopeKind::Class, None, None) });
        let name = Name::from("SimpleNamespace");
        let class = self.heap.classes.add(ClassObject {
            name,
            qualname: name.as_str().into(),
            module: ModuleRef(0),
            bases: Vec::new(),
            mro: Vec::new(),
            keywords: Vec::new(),
            namespace,
            fields: Vec::new(),
            kind: ClassKind::Plain,
            place,
            name_mark: MarkId(0),
            is_model: false,
        });
        self.heap.classes[class].mro = vec![Value::Class(class)];
        class
    }

    /// The package that a `__path__`, a list of paths or a path names.
    pub(super) fn package_at(&mut self, path: &Value, site: Place) -> Option<ModuleId> {
        match path {
            Value::Path(path) => self.world.modules().folder_at(path),
            Value::List(_) | Value::Tuple(_) => {
                let first = self.iterate(path, site)?.into_iter().next()?;
                self.package_at(&first, site)
            }
            _ => None,
        }
    }
}

static LOAD: super::Native = super::builtins::native("load", |_, call| {
    call.args.first().cloned().unwrap_or_else(|| super::builtins::unknown(&call, "an entry point"))
});
