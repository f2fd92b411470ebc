//! What do types of declared modules hold? Fields, methods, variants; methods from `impl` blocks wherever they stand.

use crate::eval::callable::Call;
use crate::eval::heap::Id;
use crate::eval::machine::{Cx, Machine};
use crate::eval::object::{ClassKind, ClassObject, Deferred, Field};
use crate::eval::scope::{Scope, ScopeKind};
use crate::eval::value::Value;
use crate::facts::{ClassId, Expr, ExprId, Facts, FieldItem, Impl, ItemId, Name, StmtKind};
use crate::text::FileId;
use std::sync::Arc;

/// An attribute of an item, as data: where it can be read.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The facts.
    pub facts: Arc<Facts>,
    /// The item that holds it.
    pub item: ItemId,
    /// The attribute.
    pub expr: ExprId,
}

impl Machine<'_> {
    pub(in crate::eval) fn declare_class(&mut self, cx: &Cx, id: ClassId) {
        let code = Arc::clone(&cx.code);
        let class = &code.classes[id.0 as usize];
        let global = Some(self.global(cx));
        let namespace = self.heap.scopes.add(Scope::new(ScopeKind::Class, Some(cx.scope), global));
        let object = ClassObject {
            name: class.name,
            qualname: class.name.as_str().into(),
            module: cx.module,
            mro: Vec::new(),
            bases: Vec::new(),
            keywords: Vec::new(),
            namespace,
            fields: Vec::new(),
            kind: ClassKind::Plain,
            place: cx.mark(class.mark),
            name_mark: class.name_mark,
            is_model: self.library.is_model(cx.facts.file),
        };
        let made = self.heap.classes.add(object);
        self.heap.classes[made].mro = vec![Value::Class(made)];
        self.declare_name(cx, class.name, Value::Class(made));
        let inner = self.heap.scopes.add(Scope::new(ScopeKind::Function, Some(cx.scope), global));
        self.heap.scopes[inner].names.insert(Name::from("Self"), Value::Class(made));
        self.fill_class(&Cx::new(&cx.facts, class.item, inner, cx.module), made);
        for attribute in &class.decorators {
            self.declare_beside(cx, *attribute, made);
        }
    }

    /// Names that an attribute declares beside the type it stands at.
    fn declare_beside(&mut self, cx: &Cx, attribute: ExprId, class: Id<ClassObject>) {
        let path = match cx.code.expr(attribute) {
            Expr::Call(callee, _) => *callee,
            _ => attribute,
        };
        let (Expr::Name(name) | Expr::Attribute(_, name)) = cx.code.expr(path) else { return };
        let Some(native) = self.library.beside.get(name) else { return };
        let made = (native.run)(self, Call::of(vec![Value::Class(class)], cx.place(attribute)));
        let pairs = if let Value::Tuple(pairs) = &made { pairs.to_vec() } else { Vec::new() };
        for pair in pairs {
            if let Value::Tuple(pair) = &pair
                && let [name, value] = &pair[..]
                && let Some(name) = self.name_of(name)
            {
                self.declare_name(cx, name, value.clone());
            }
        }
    }

    fn fill_class(&mut self, cx: &Cx, class: Id<ClassObject>) {
        let code = Arc::clone(&cx.code);
        for stmt in &code.block {
            match &stmt.kind {
                StmtKind::Field(field) => self.add_declared_field(cx, class, field),
                StmtKind::Function(id) => self.add_method(cx, class, *id),
                StmtKind::Class(id) => {
                    self.declare_class(cx, *id);
                    let name = code.classes[id.0 as usize].name;
                    let variant = self.heap.scopes[cx.scope].names.shift_remove(&name);
                    if let Some(Value::Class(variant)) = variant {
                        self.heap.classes[variant].mro.push(Value::Class(class));
                    }
                    let namespace = self.heap.classes[class].namespace;
                    self.heap.scopes[namespace].names.extend(variant.map(|variant| (name, variant)));
                }
                _ => {}
            }
        }
    }

    fn add_declared_field(&mut self, cx: &Cx, class: Id<ClassObject>, field: &FieldItem) {
        let scope = self.heap.scopes[cx.scope].parent.unwrap_or(cx.scope);
        let annotation =
            Deferred { facts: Arc::clone(&cx.facts), item: cx.item, expr: field.annotation, scope, module: cx.module };
        let (name, attributes) = (field.name, field.attributes.clone());
        self.heap.classes[class].fields.push(Field { name, annotation, attributes });
    }

    fn add_method(&mut self, cx: &Cx, class: Id<ClassObject>, id: crate::facts::FunctionId) {
        let name = cx.code.functions[id.0 as usize].name;
        let Value::Function(function) = self.make_function(cx, id) else { return };
        let qualname = format!("{}::{name}", self.heap.classes[class].qualname);
        let object = &mut self.heap.functions[function];
        (object.owner, object.qualname) = (Some(class), qualname.into());
        let namespace = self.heap.classes[class].namespace;
        self.heap.scopes[namespace].names.entry(name).or_insert(Value::Function(function));
    }

    /// Adds the methods of an `impl` block to its class, and what its trait brings along.
    pub(in crate::eval) fn exec_impl(&mut self, cx: &Cx, of: &Impl) {
        if !self.implemented.insert((cx.module, cx.facts.file, of.item)) {
            return;
        }
        let root = crate::eval::postpone::root(&cx.code, of.target);
        if let Expr::Name(name) = cx.code.expr(root)
            && of.generics.contains(name)
        {
            self.blankets.push((cx.clone(), of.item));
            return self.exec_blanket_impl(cx, of);
        }
        let target = self.eval(cx, of.target);
        match class_behind(&target) {
            Some(class) => self.implement(cx, of, class),
            None => self.keep_foreign(cx, of),
        }
    }

    pub(super) fn implement(&mut self, cx: &Cx, of: &Impl, class: Id<ClassObject>) {
        let global = Some(self.global(cx));
        let mut scope = Scope::new(ScopeKind::Function, Some(cx.scope), global);
        scope.names.insert(Name::from("Self"), Value::Class(class));
        let scope = self.heap.scopes.add(scope);
        let inside = Cx::new(&cx.facts, of.item, scope, cx.module);
        let code = Arc::clone(&inside.code);
        for stmt in &code.block {
            match &stmt.kind {
                StmtKind::Function(id) => self.add_method(&inside, class, *id),
                StmtKind::Assign(targets, value) => {
                    let name = targets.first().and_then(|it| crate::eval::postpone::name_of(&inside.code, *it));
                    let value = self.eval(&inside, *value);
                    let namespace = self.heap.classes[class].namespace;
                    if let Some(name) = name {
                        self.heap.scopes[namespace].names.entry(name).or_insert(value);
                    }
                }
                _ => {}
            }
        }
        self.keep_keywords(cx, of, class);
        if let Some(of) = of.of {
            let of = self.eval(cx, of);
            let of = if let Value::Subscripted(generic) = &of { generic.base.clone() } else { of };
            let known = self.heap.classes[class].mro.iter().any(|entry| match (entry, &of) {
                (Value::Class(a), Value::Class(b)) => a == b,
                (Value::External(a), Value::External(b)) => a == b,
                _ => false,
            });
            if !known && matches!(of, Value::Class(_) | Value::External(_)) {
                if let Value::Class(of) = of {
                    self.inherit(class, of);
                }
                self.heap.classes[class].mro.push(of);
            }
        }
    }

    /// What attributes of the block say by name is known of the class.
    fn keep_keywords(&mut self, cx: &Cx, of: &Impl, class: Id<ClassObject>) {
        for attribute in &of.attributes {
            let Expr::Call(_, args) = cx.code.expr(*attribute) else { continue };
            for arg in args {
                if let crate::facts::ArgKind::Keyword(name) = arg.kind {
                    let value = self.eval(cx, arg.value);
                    self.heap.classes[class].keywords.push((name, value));
                }
            }
        }
    }

    /// Looks for a method of a class that nobody has declared so far: files of its package that define one of that name,
    /// or for a class of a model those that may name it.
    pub(in crate::eval) fn declare_method(&mut self, class: Id<ClassObject>, name: Name) -> bool {
        let of = &self.heap.classes[class];
        let package = self.world.crates().package_of(of.place.file).map(|package| package.name);
        let is_model = of.is_model;
        if name.contains(':') {
            return false;
        }
        if !self.looked_for.insert((package.filter(|_| !is_model), name)) {
            return !is_model && self.implement_blankets(class, name);
        }
        let before = self.implemented.len();
        self.declare_defining(name, |machine, file| {
            if is_model {
                machine.world.registers(file)
            } else {
                machine.world.crates().package_of(file).map(|package| package.name) == package
            }
        });
        self.implemented.len() > before || self.implement_blankets(class, name)
    }

    /// Declares what the files hold that define something of a name, those of them that are wanted.
    pub(super) fn declare_defining(&mut self, name: Name, is_wanted: impl Fn(&Self, FileId) -> bool) {
        for file in self.world.defining(name) {
            if is_wanted(self, file)
                && !self.is_modelled(file)
                && let Some(module) = self.module_of_source(file)
            {
                self.declare_with_inner(module);
            }
        }
    }

    /// Whether a class has a method, wherever its package defines it.
    pub fn has_method(&mut self, class: Id<ClassObject>, name: Name) -> bool {
        let has = |machine: &mut Self| machine.lookup_after(class, None, name).is_some();
        has(self) || self.declare_method(class, name) && has(self)
    }

    /// Whether a file belongs to a crate that a model stands for.
    pub fn is_modelled(&self, file: FileId) -> bool {
        let package = self.world.crates().package_of(file);
        package.is_some_and(|package| self.model(package.name).is_some())
    }

    /// Declares a module and those inside the same file.
    pub fn declare_with_inner(&mut self, module: crate::eval::ModuleRef) {
        self.declare(module);
        let file = self.modules[module].facts.as_ref().map(|facts| facts.file);
        let scope = self.modules[module].scope;
        let inner: Vec<crate::eval::ModuleRef> = self.heap.scopes[scope]
            .names
            .iter()
            .filter_map(|(name, value)| match value {
                Value::Module(inner) if name.ends_with("::") => Some(*inner),
                _ => None,
            })
            .collect();
        for inner in inner {
            let same = self.modules[inner].facts.as_ref().map(|facts| facts.file) == file;
            if same && self.parent_of(inner) == Some(module) {
                self.deeper(|_| (), |machine| machine.declare_with_inner(inner));
            }
        }
    }
}

/// The class that a type is, type arguments left out.
pub(in crate::eval) fn class_behind(value: &Value) -> Option<Id<ClassObject>> {
    match value {
        Value::Class(class) => Some(*class),
        Value::Subscripted(generic) => class_behind(&generic.base),
        _ => None,
    }
}
