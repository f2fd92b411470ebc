//! What does `class` make? A class object: its namespace, bases, kind and fields.

use super::callable::Call;
use super::heap::Id;
use super::machine::{Cx, Machine};
use super::object::{ClassKind, ClassObject, Deferred, Field};
use super::scope::{Scope, ScopeKind};
use super::value::Value;
use crate::facts::{ArgKind, Class, ClassId, ExprId, Name, Place};
use std::sync::Arc;

impl Machine<'_> {
    pub(super) fn exec_class(&mut self, cx: &Cx, id: ClassId) {
        let code = Arc::clone(&cx.code);
        let class = &code.classes[id.0 as usize];
        let decorators: Vec<Value> = class.decorators.iter().map(|expr| self.eval(cx, *expr)).collect();
        let made = self.make_class(cx, class);
        let mut value = Value::Class(made);
        self.after_class(made, cx.mark(class.mark));
        for (decorator, expr) in decorators.iter().zip(&class.decorators).rev() {
            value = self.decorate(decorator, value, cx.place(*expr));
        }
        self.bind(cx, class.name, value);
    }

    fn make_class(&mut self, cx: &Cx, class: &Class) -> Id<ClassObject> {
        let (mut bases, mut keywords) = (Vec::new(), Vec::new());
        for arg in &class.bases {
            let value = self.eval(cx, arg.value);
            match arg.kind {
                ArgKind::Positional => bases.push(base_class(value)),
                ArgKind::Keyword(name) => keywords.push((name, value)),
                _ => bases.extend(self.iterate(&value, cx.place(arg.value)).unwrap_or_default()),
            }
        }
        let global = Some(self.global(cx));
        let namespace = self.heap.scopes.add(Scope::new(ScopeKind::Class, Some(cx.scope), global));
        let kind = self.kind_of(&bases, class.name);
        let object = ClassObject {
            name: class.name,
            qualname: self.qualname(cx, class.name),
            module: cx.module,
            mro: Vec::new(),
            bases,
            keywords,
            namespace,
            fields: Vec::new(),
            kind,
            place: cx.mark(class.mark),
            name_mark: class.name_mark,
            is_model: self.library.is_model(cx.facts.file),
        };
        let made = self.heap.classes.add(object);
        self.order_bases(made);
        self.classes_in_progress.push(made);
        let inside = Cx::new(&cx.facts, class.item, namespace, cx.module);
        let body = Arc::clone(&inside.code);
        let _ = self.exec_block(&inside, &body.block);
        self.classes_in_progress.pop();
        made
    }

    fn kind_of(&self, bases: &[Value], name: Name) -> ClassKind {
        for base in bases {
            let kind = match base {
                Value::Class(id) => self.heap.classes[*id].kind,
                Value::External(path) => match path.rsplit('.').next().unwrap_or_default() {
                    "Enum" | "StrEnum" | "IntEnum" | "Flag" | "IntFlag" => ClassKind::Enum,
                    "TypedDict" => ClassKind::TypedDict,
                    "BaseSettings" => ClassKind::Settings,
                    _ => ClassKind::Plain,
                },
                _ => ClassKind::Plain,
            };
            if kind != ClassKind::Plain {
                return kind;
            }
        }
        let settings = ["Settings", "Config", "Configuration"].iter().any(|suffix| name.ends_with(suffix));
        if settings { ClassKind::Settings } else { ClassKind::Plain }
    }

    /// Records an annotated name of a class body.
    pub(super) fn add_field(&mut self, cx: &Cx, name: Name, annotation: ExprId) {
        let Some(class) = self.class_in_progress(cx) else { return };
        let annotation = Deferred {
            facts: Arc::clone(&cx.facts),
            item: cx.item,
            expr: annotation,
            scope: cx.scope,
            module: cx.module,
        };
        let fields = &mut self.heap.classes[class].fields;
        fields.retain(|field| field.name != name);
        fields.push(Field { name, annotation, attributes: Box::default() });
    }

    /// What the language does once a class body has run: enumeration members, hooks of bases.
    fn after_class(&mut self, class: Id<ClassObject>, at: Place) {
        if self.heap.classes[class].kind == ClassKind::Enum {
            self.make_members(class);
        }
        let hook = Name::from("__init_subclass__");
        if let Some(Value::Function(function)) = self.lookup_after(class, Some(class), hook) {
            let keywords = self.heap.classes[class].keywords.clone();
            let call = Call { keywords, ..Call::of(vec![Value::Class(class)], at) };
            self.call(&Value::Function(function), call);
        }
    }
}

/// A generic base counts as the class it is made from.
fn base_class(mut value: Value) -> Value {
    while let Value::Subscripted(generic) = &value {
        value = generic.base.clone();
    }
    value
}
