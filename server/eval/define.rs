//! What do `def` and `class` make? Function and class objects, and what decorators do to them.

use super::heap::{ClassKind, ClassObject, Deferred, Field, FunctionObject, FunctionTraits, Id, Namespace};
use super::machine::{Cx, Machine};
use super::scope::{Scope, ScopeKind};
use super::size::Seen;
use super::value::{Call, Member, Value, Wrapped, Wrapping};
use crate::facts::{ArgKind, Class, ClassId, ExprId, FunctionId, Name, Place};
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
        };
        Value::Function(self.heap.functions.add(function))
    }

    fn class_in_progress(&self, cx: &Cx) -> Option<Id<ClassObject>> {
        match self.heap.scopes[cx.scope].kind {
            ScopeKind::Class => self.classes_in_progress.last().copied(),
            _ => None,
        }
    }

    /// The qualified name of a definition: the class or function around it, `<locals>` as the language spells it.
    fn qualname(&self, cx: &Cx, name: Name) -> Arc<str> {
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
    fn decorate(&mut self, decorator: &Value, value: Value, at: Place) -> Value {
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
        let _ = self.exec_block(&cx.within(namespace), &class.body);
        self.classes_in_progress.pop();
        made
    }

    /// Gives a class its linear order; a class with more bases than the bound has none but itself.
    pub(super) fn order_bases(&mut self, class: Id<ClassObject>) {
        let mut order = self.linear_order(class);
        self.spend(order.len());
        if order.len() > self.bounds.bases {
            self.limit(
                "a class inherits from too many others: its bases are not looked at",
                self.heap.classes[class].place,
            );
            order.truncate(1);
        }
        self.heap.classes[class].mro = order;
    }

    /// Itself, its bases depth-first without repeats (a later mention wins), then what is not a class of ours.
    fn linear_order(&self, class: Id<ClassObject>) -> Vec<Value> {
        let (mut ours, mut others): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
        let mut seen = Seen::default();
        for base in self.heap.classes[class].bases.iter().rev() {
            let entries = match base {
                Value::Class(id) => &self.heap.classes[*id].mro[..],
                other => std::slice::from_ref(other),
            };
            for entry in entries.iter().rev().filter(|entry| seen.insert(self, entry)) {
                let list = if matches!(entry, Value::Class(_)) { &mut ours } else { &mut others };
                list.push(entry.clone());
            }
        }
        ours.push(Value::Class(class));
        ours.into_iter().rev().chain(others.into_iter().rev()).collect()
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
        let annotation = Deferred { facts: Arc::clone(&cx.facts), item: cx.item, expr: annotation, scope: cx.scope };
        let fields = &mut self.heap.classes[class].fields;
        fields.retain(|field| field.name != name);
        fields.push(Field { name, annotation });
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

    fn make_members(&mut self, class: Id<ClassObject>) {
        let namespace = self.heap.classes[class].namespace;
        let mut count = 0;
        let names: Vec<(Name, Value)> =
            self.heap.scopes[namespace].names.iter().map(|(name, value)| (*name, value.clone())).collect();
        for (name, value) in names {
            if name.starts_with('_') || matches!(value, Value::Function(_) | Value::Wrapped(_) | Value::Class(_)) {
                continue;
            }
            count += 1;
            let value = self.member_value(class, name, value, count);
            let member = Value::Member(Arc::new(Member { class, name, value }));
            self.heap.scopes[namespace].names.insert(name, member);
        }
    }

    /// `auto()` gives the lower-cased name in a string enumeration, else the count.
    fn member_value(&self, class: Id<ClassObject>, name: Name, value: Value, count: i64) -> Value {
        if value.dotted().is_none_or(|path| path != "enum.auto") {
            return value;
        }
        let is_text = self.heap.classes[class].mro.iter().any(|base| match base {
            Value::Native(native) => native.name == "str",
            Value::External(path) => path.ends_with("StrEnum"),
            _ => false,
        });
        if is_text { Value::str(name.to_lowercase()) } else { Value::Int(count) }
    }
}

/// A generic base counts as the class it is made from.
fn base_class(mut value: Value) -> Value {
    while let Value::Subscripted(generic) = &value {
        value = generic.base.clone();
    }
    value
}
