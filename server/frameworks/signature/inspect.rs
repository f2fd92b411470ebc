//! How do programs see signatures? A model of `inspect`, the intrinsics it needs, and the way back from its objects.

use super::fields::annotations;
use super::{Annotation, Parameter, Signature, Written, own_parameters, signature};
use crate::eval::builtins::native;
use crate::eval::{Call, ClassObject, Id, Machine, Native, Value};
use crate::facts::{Name, ParamKind, Place};

/// The model of the `inspect` module.
pub const MODEL: &str = include_str!("inspect.py");

/// Intrinsics that the model names.
pub static INTRINSICS: &[Native] =
    &[native("__signature_of__", signature_of), native("__annotation_of__", annotation_of)];

/// Functions of `typing` that read annotations.
pub static NATIVES: &[Native] =
    &[native("typing.get_type_hints", get_type_hints), native("typing_extensions.get_type_hints", get_type_hints)];

const KINDS: [(ParamKind, &str); 5] = [
    (ParamKind::PositionalOnly, "POSITIONAL_ONLY"),
    (ParamKind::Normal, "POSITIONAL_OR_KEYWORD"),
    (ParamKind::VarArgs, "VAR_POSITIONAL"),
    (ParamKind::KeywordOnly, "KEYWORD_ONLY"),
    (ParamKind::VarKeywords, "VAR_KEYWORD"),
];

/// `inspect.signature(callable)` as an object of the model.
fn signature_of(machine: &mut Machine, call: Call) -> Value {
    let [of, Value::Class(class), Value::Class(parameter)] = call.args.as_slice() else {
        return Value::unknown("a signature", call.site);
    };
    let Some(found) = signature(machine, of, call.site).filter(|found| found.complete) else {
        return Value::unknown("the signature of something outside the workspace", call.site);
    };
    let (class, parameter) = (Value::Class(*class), *parameter);
    let parameters = found.parameters.iter().map(|of| object(machine, parameter, of, call.site)).collect();
    let list = machine.list(parameters);
    machine.call_with(&class, vec![list], call.site)
}

/// `get_type_hints(class or function, include_extras=False)`: evaluated annotations by name.
fn get_type_hints(machine: &mut Machine, call: Call) -> Value {
    let annotations: Vec<(Name, Annotation)> = match call.args.first() {
        Some(Value::Class(class)) => annotations(machine, *class),
        Some(Value::Function(id)) => {
            own_parameters(machine, *id).into_iter().map(|of| (of.name, of.annotation)).collect()
        }
        _ => return Value::unknown("type hints", call.site),
    };
    let extras = matches!(call.get(3, "include_extras"), Some(Value::Bool(true)));
    let mut hints = Vec::new();
    for (name, annotation) in annotations {
        let hint = if extras { annotation.value(machine) } else { annotation.typed(machine).map(|typed| typed.ty) };
        hints.extend(hint.map(|hint| (name, hint)));
    }
    Value::Dict(machine.dict_of(hints))
}

/// A parameter as an object of the model; its annotation is evaluated when it is read.
fn object(machine: &mut Machine, class: Id<ClassObject>, of: &Parameter, site: Place) -> Value {
    let kind = KINDS.iter().find(|(kind, _)| *kind == of.kind).map_or("", |(_, name)| name);
    let args = vec![Value::str(of.name.as_str()), Value::str(kind)];
    let mut keywords = Vec::new();
    if let Some(default) = &of.default {
        keywords.push((Name::from("default"), default.clone()));
    }
    match &of.annotation {
        Annotation::None => {}
        Annotation::Value(value) => keywords.push((Name::from("annotation"), value.clone())),
        Annotation::Written(written) => {
            let source = Value::tuple(vec![written.of.clone(), Value::str(written.name.as_str())]);
            keywords.push((Name::from("_source"), source));
        }
    }
    machine.call(&Value::Class(class), Call { keywords, ..Call::of(args, site) })
}

/// `parameter.annotation`: where nothing else was given, what the source says, evaluated now.
fn annotation_of(machine: &mut Machine, call: Call) -> Value {
    let Some(parameter) = call.args.first() else { return Value::unknown("an annotation", call.site) };
    let found = annotation(machine, parameter, call.site).value(machine);
    found.unwrap_or_else(|| Value::unknown("an annotation", call.site))
}

/// The annotation that a parameter object stands for.
fn annotation(machine: &mut Machine, parameter: &Value, at: Place) -> Annotation {
    let source = machine.get_attr(parameter, Name::from("_source"), at);
    if let Value::Tuple(source) = &source {
        let [of, name] = &**source else { return Annotation::None };
        let Some(name) = machine.name_of(name) else { return Annotation::None };
        return written(machine, of, name);
    }
    match machine.get_attr(parameter, Name::from("_annotation"), at) {
        empty if is_empty(machine, &empty) => Annotation::None,
        value => Annotation::Value(value),
    }
}

fn written(machine: &Machine, of: &Value, name: Name) -> Annotation {
    match of {
        Value::Function(id) => {
            let own = own_parameters(machine, *id).into_iter().find(|known| known.name == name);
            own.map_or(Annotation::None, |known| known.annotation)
        }
        Value::Class(id) => {
            let class = &machine.heap.classes[*id];
            let field = class.fields.iter().find(|field| field.name == name);
            field.map_or(Annotation::None, |field| {
                let code = field.annotation.clone();
                Annotation::Written(Written { code, of: of.clone(), name })
            })
        }
        _ => Annotation::None,
    }
}

/// The signature that an object of the model stands for; `None` if it is none, or not known.
pub(super) fn read(machine: &mut Machine, object: &Value, at: Place) -> Option<Signature> {
    let object = match object {
        Value::Wrapped(wrapped) => wrapped.function.clone(),
        other => other.clone(),
    };
    let Value::Instance(_) = &object else { return None };
    let Value::Dict(dict) = machine.find_attr(&object, Name::from("parameters"), at)? else { return None };
    let complete = machine.heap.dicts[dict].open.is_none();
    let objects: Vec<Value> = machine.heap.dicts[dict].entries.values().map(|(_, value)| value.clone()).collect();
    let parameters: Vec<Option<Parameter>> = objects.iter().map(|of| read_parameter(machine, of, at)).collect();
    let complete = complete && parameters.iter().all(Option::is_some);
    Some(Signature { parameters: parameters.into_iter().flatten().collect(), complete })
}

fn read_parameter(machine: &mut Machine, object: &Value, at: Place) -> Option<Parameter> {
    let Value::Instance(id) = object else { return None };
    let created = machine.heap.instances[*id].created;
    let attr = |machine: &mut Machine, name: &str| machine.find_attr(object, Name::from(name), at);
    let name = attr(machine, "name").and_then(|name| machine.name_of(&name))?;
    let kind = attr(machine, "kind").and_then(|kind| machine.name_of(&kind));
    let kind = KINDS.iter().find(|(_, spelled)| kind.is_some_and(|kind| kind == *spelled));
    let default = attr(machine, "default").filter(|default| !is_empty(machine, default));
    let annotation = annotation(machine, object, at);
    let kind = kind.map_or(ParamKind::Normal, |(kind, _)| *kind);
    Some(Parameter { name, kind, annotation, default, at: Some(created) })
}

fn is_empty(machine: &Machine, value: &Value) -> bool {
    matches!(value, Value::Class(id) if machine.heap.classes[*id].is_model && machine.heap.classes[*id].name == "_empty")
}
