//! Which parameters does calling a value take? What `inspect.signature` says, read from values of the machine.

mod alias;
mod annotation;
mod class;
mod fields;
mod inspect;

pub use annotation::{Annotation, Typed, Written};
pub use class::{is_dataclass, is_model};
pub use fields::attributes;
pub(super) use inspect::{INTRINSICS, MODEL, NATIVES};

use crate::eval::{FunctionObject, Id, Machine, Partial, Value};
use crate::facts::{ExprId, Name, Node, ParamKind, Place};

/// How many layers of binding and wrapping are looked through; more is taken to be a cycle.
const LAYERS: usize = 50;

/// Markers of libraries that are called without anything from the request.
const NO_PARAMETERS: [&str; 3] =
    ["dependency_injector.wiring.Provide", "dependency_injector.wiring.Provider", "dependency_injector.wiring.Closing"];

/// One parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// How it is passed.
    pub kind: ParamKind,
    /// Its annotation.
    pub annotation: Annotation,
    /// Its default; `None` if it has none.
    pub default: Option<Value>,
    /// Where it stands: the parameter of a function or the field of a class.
    pub at: Option<Place>,
}

/// The parameters a caller has to give.
#[derive(Clone, Debug)]
pub struct Signature {
    /// In order, without what is bound already.
    pub parameters: Vec<Parameter>,
    /// Whether they are all of them.
    pub complete: bool,
}

impl Signature {
    fn known(parameters: Vec<Parameter>) -> Self {
        Signature { parameters, complete: true }
    }

    /// Parameters of which some may be missing.
    fn partial(parameters: Vec<Parameter>) -> Self {
        Signature { parameters, complete: false }
    }

    /// Without the first parameter, which is bound.
    fn bound(mut self) -> Self {
        if !self.parameters.is_empty() && self.parameters[0].kind != ParamKind::VarArgs {
            self.parameters.remove(0);
        }
        self
    }
}

/// The signature of a callable, as the language sees it: through bindings, partials and wrappers, and as what an
/// assigned `__signature__` says. `None` if the value is no callable we can see into.
pub fn signature(machine: &mut Machine, value: &Value, at: Place) -> Option<Signature> {
    layer(machine, value, at, LAYERS)
}

fn layer(machine: &mut Machine, value: &Value, at: Place, layers: usize) -> Option<Signature> {
    let layers = layers.checked_sub(1)?;
    match value {
        Value::Function(id) => Some(of_function(machine, *id, at, layers)),
        Value::Bound(bound) => layer(machine, &bound.function, at, layers).map(Signature::bound),
        Value::Partial(partial) => layer(machine, &partial.callee, at, layers).map(|inner| applied(inner, partial)),
        Value::Wrapped(wrapped) => layer(machine, &wrapped.function, at, layers),
        Value::Subscripted(generic) => match &generic.base {
            // The alias of a plain generic class says nothing of its `__init__`; that of a model is a class.
            Value::Class(class) if !is_model(machine, *class) => Some(Signature::known(anything())),
            base => layer(machine, base, at, layers),
        },
        Value::Native(native) if native.name == "object.__init__" => {
            let receiver = bare("self", ParamKind::PositionalOnly);
            Some(Signature::known(std::iter::once(receiver).chain(anything()).collect()))
        }
        Value::External(path) if NO_PARAMETERS.contains(&path.as_str()) => Some(Signature::known(Vec::new())),
        Value::Class(class) => match machine.lookup_after(*class, None, Name::from("__signature__")) {
            Some(assigned) => inspect::read(machine, &assigned, at),
            None => class::of_class(machine, *class, at, layers),
        },
        Value::Instance(_) => {
            let call = machine.hook(value, "__call__")?;
            layer(machine, &call, at, layers)
        }
        _ => None,
    }
}

/// What a `functools.wraps` wrapper takes is what it stands for takes; an assigned signature wins over both.
fn of_function(machine: &mut Machine, id: Id<FunctionObject>, at: Place, layers: usize) -> Signature {
    let own = own_parameters(machine, id);
    let function = &machine.heap.functions[id];
    if let Some(assigned) = function.attrs.get(&Name::from("__signature__")).cloned() {
        return inspect::read(machine, &assigned, at).unwrap_or(Signature::partial(own));
    }
    match function.wrapped.clone() {
        None => Signature::known(own),
        Some(inner) => layer(machine, &inner, at, layers).unwrap_or_else(|| Signature::partial(named(own))),
    }
}

/// What a function or method is annotated to return; `None` for a generator, whose annotation says what it yields.
pub fn returned(machine: &Machine, value: &Value) -> Option<Annotation> {
    let id = match value {
        Value::Function(id) => *id,
        Value::Bound(bound) => match &bound.function {
            Value::Function(id) => *id,
            _ => return None,
        },
        _ => return None,
    };
    let expr = machine.heap.functions[id].signature().returns?;
    let is_generator = machine.heap.functions[id].is_generator();
    (!is_generator).then(|| written(machine, id, Name::from("return"), expr))
}

/// An annotation of a definition.
fn written(machine: &Machine, id: Id<FunctionObject>, name: Name, expr: ExprId) -> Annotation {
    let function = &machine.heap.functions[id];
    Annotation::Written(Written { code: function.deferred(expr), of: Value::Function(id), name })
}

/// A wrapper's `*args` and `**kwargs` stand for what is not known.
fn named(parameters: Vec<Parameter>) -> Vec<Parameter> {
    parameters.into_iter().filter(|of| !matches!(of.kind, ParamKind::VarArgs | ParamKind::VarKeywords)).collect()
}

/// The parameters of a definition itself.
fn own_parameters(machine: &Machine, id: Id<FunctionObject>) -> Vec<Parameter> {
    let function = &machine.heap.functions[id];
    let parameter = |(index, param): (usize, &crate::facts::Param)| Parameter {
        name: param.name,
        kind: param.kind,
        annotation: param.annotation.map_or(Annotation::None, |expr| written(machine, id, param.name, expr)),
        default: function.defaults.get(index).cloned().flatten(),
        at: Some(Place { file: function.facts.file, item: function.item, node: Node::Mark(param.mark) }),
    };
    function.signature().params.iter().enumerate().map(parameter).collect()
}

/// `*args, **kwargs`.
fn anything() -> Vec<Parameter> {
    vec![bare("args", ParamKind::VarArgs), bare("kwargs", ParamKind::VarKeywords)]
}

/// A parameter of which only the name is known.
fn bare(name: &str, kind: ParamKind) -> Parameter {
    Parameter { name: Name::from(name), kind, annotation: Annotation::None, default: None, at: None }
}

/// `functools.partial`: positional arguments are gone, keywords have become defaults.
fn applied(mut inner: Signature, partial: &Partial) -> Signature {
    let positional = |of: &Parameter| matches!(of.kind, ParamKind::Normal | ParamKind::PositionalOnly);
    let given = inner.parameters.iter().take_while(|of| positional(of)).count().min(partial.args.len());
    inner.parameters.drain(..given);
    for (name, value) in &partial.keywords {
        if let Some(parameter) = inner.parameters.iter_mut().find(|of| of.name == *name) {
            parameter.default = Some(value.clone());
        }
    }
    inner
}
