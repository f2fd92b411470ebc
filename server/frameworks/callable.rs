//! Which definition answers when a value is called? The function or class behind bindings, partials and wrappers.

use crate::eval::{ClassObject, FunctionObject, Id, Machine, OF_FUNCTION, Value};
use crate::facts::{Name, Place};

/// A function, method, class or callable object of the workspace, or a dotted name outside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Callable {
    /// Dotted module.
    pub module: String,
    /// Name inside the module, `<locals>` included as Python spells it.
    pub qualname: String,
    /// Whether module and name are joined as a path with `::`.
    pub is_path: bool,
    /// Its definition, decorators included (the first line is the first decorator's); `None` outside the workspace.
    pub at: Option<Place>,
}

impl Callable {
    /// Module and name as the language joins them.
    pub fn dotted(&self) -> String {
        let Callable { module, qualname, .. } = self;
        match module.as_str() {
            "" => qualname.clone(),
            _ if self.is_path => format!("{module}::{qualname}"),
            _ => format!("{module}:{qualname}"),
        }
    }
}

/// How many layers of wrapping are unwrapped; a chain that is longer is taken to be a cycle.
const LAYERS: usize = 50;

/// What is called when a value is called: the innermost function that wrappers stand for, the class of a callable
/// object, a class itself, or a dotted name outside the workspace (without a place). `None` for what is not known.
pub fn callable(machine: &Machine, value: &Value) -> Option<Callable> {
    match unwrapped(machine, value) {
        Value::Function(id) => Some(function(machine, &machine.heap.functions[id])),
        Value::Class(id) => Some(class(machine, id)),
        Value::Instance(id) => Some(class(machine, machine.heap.instances[id].class)),
        Value::External(path) => Some(external(path)),
        Value::ExternalCall(call) => Some(external(call.callee)),
        _ => None,
    }
}

/// A value without what binds or wraps it. A wrapper that stands for something unknown is kept.
pub fn unwrapped(machine: &Machine, value: &Value) -> Value {
    let mut value = value.clone();
    for _ in 0..LAYERS {
        let inner = match &value {
            Value::Bound(bound) => bound.function.clone(),
            Value::Partial(partial) => partial.callee.clone(),
            Value::Wrapped(wrapped) => wrapped.function.clone(),
            Value::Subscripted(generic) => generic.base.clone(),
            Value::ExternalCall(made) if made.callee.starts_with(OF_FUNCTION) => match made.call.args.first() {
                Some(function) => function.clone(),
                None => return value,
            },
            Value::Function(id) => match &machine.heap.functions[*id].wrapped {
                Some(inner) if !inner.is_unknown() => inner.clone(),
                _ => return value,
            },
            _ => return value,
        };
        value = inner;
    }
    value
}

fn function(machine: &Machine, function: &FunctionObject) -> Callable {
    let module = machine.modules[function.module].name.to_string();
    let is_path = machine.modules.is_declared(function.module);
    Callable { module, qualname: function.qualname.to_string(), is_path, at: in_workspace(machine, function.place()) }
}

/// The callable that a class is.
pub fn class(machine: &Machine, id: Id<ClassObject>) -> Callable {
    let class = &machine.heap.classes[id];
    let module = machine.modules[class.module].name.to_string();
    let is_path = machine.modules.is_declared(class.module);
    Callable { module, qualname: class.qualname.to_string(), is_path, at: in_workspace(machine, class.place) }
}

fn in_workspace(machine: &Machine, at: Place) -> Option<Place> {
    (!machine.library.is_model(at.file)).then_some(at)
}

fn external(path: Name) -> Callable {
    if let Some((module, name)) = path.rsplit_once("::") {
        return Callable { module: module.to_owned(), qualname: name.to_owned(), is_path: true, at: None };
    }
    let (module, name) = path.rsplit_once('.').unwrap_or(("builtins", &path));
    Callable { module: module.to_owned(), qualname: name.to_owned(), is_path: false, at: None }
}
