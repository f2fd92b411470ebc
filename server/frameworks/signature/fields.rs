//! Which parameters do the fields of a class become?

use super::class::Fields;
use super::{Annotation, Parameter, Written, alias, bare};
use crate::eval::{Call, ClassObject, Field, Id, Machine, Value};
use crate::facts::{Name, Node, ParamKind, Place};

/// What a field's default and metadata say.
struct Spec {
    default: Option<Value>,
    alias: Option<Name>,
    skipped: bool,
}

/// The parameters that stand for the fields, base classes first.
pub(super) fn parameters(machine: &mut Machine, class: Id<ClassObject>, kind: Fields, at: Place) -> Vec<Parameter> {
    let fields = fields(machine, class);
    let parameter = |(owner, field): &(Id<ClassObject>, Field)| parameter(machine, (class, *owner), field, kind, at);
    let mut parameters: Vec<Parameter> = fields.iter().filter_map(parameter).collect();
    let extra = if kind == Fields::Model { alias::configured(machine, class, "extra", at) } else { None };
    if extra.is_some_and(|extra| machine.name_of(&extra).is_some_and(|extra| extra == "allow")) {
        parameters.push(bare("extra_data", ParamKind::VarKeywords));
    }
    parameters
}

/// The parameter of one field of `class`, annotated in `owner`.
fn parameter(
    machine: &mut Machine,
    (class, owner): (Id<ClassObject>, Id<ClassObject>),
    field: &Field,
    kind: Fields,
    at: Place,
) -> Option<Parameter> {
    let annotation = written(owner, field);
    if is_hidden(machine, &annotation, field.name, kind) {
        return None;
    }
    let default = default_of(machine, class, owner, field.name, kind);
    let spec = match kind {
        Fields::Model => model_spec(machine, &annotation, default),
        _ => plain_spec(default),
    };
    if spec.skipped {
        return None;
    }
    let generated = match (kind, spec.alias) {
        (Fields::Model, None) => alias::generated(machine, class, field.name, at),
        _ => None,
    };
    let alias = spec.alias.or_else(|| generated.map(|name| Name::from(&name))).filter(|name| is_identifier(name));
    let annotation = if kind == Fields::Model { unattached(machine, annotation) } else { annotation };
    let (name, at) = (alias.unwrap_or(field.name), Some(place(field)));
    Some(Parameter { name, kind: ParamKind::KeywordOnly, annotation, default: spec.default, at })
}

/// The annotated names of a class and its bases as they stand, with the value each has; class variables left out.
pub fn attributes(machine: &mut Machine, class: Id<ClassObject>) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    for (owner, field) in fields(machine, class) {
        let annotation = written(owner, &field);
        if !is_hidden(machine, &annotation, field.name, Fields::Plain) {
            let default = machine.lookup_after(class, None, field.name);
            let at = Some(place(&field));
            parameters.push(Parameter { name: field.name, kind: ParamKind::KeywordOnly, annotation, default, at });
        }
    }
    parameters
}

/// The annotations of a class and its bases by name, class variables included.
pub(super) fn annotations(machine: &Machine, class: Id<ClassObject>) -> Vec<(Name, Annotation)> {
    let fields = fields(machine, class);
    fields.iter().map(|(owner, field)| (field.name, written(*owner, field))).collect()
}

fn written(owner: Id<ClassObject>, field: &Field) -> Annotation {
    let code = field.annotation.clone();
    Annotation::Written(Written { code, of: Value::Class(owner), name: field.name })
}

fn place(field: &Field) -> Place {
    let code = &field.annotation;
    Place { file: code.facts.file, item: code.item, node: Node::Expr(code.expr) }
}

/// The annotated names along the linear order, with the class whose annotation counts.
fn fields(machine: &Machine, class: Id<ClassObject>) -> Vec<(Id<ClassObject>, Field)> {
    let mut found: Vec<(Id<ClassObject>, Field)> = Vec::new();
    for entry in machine.heap.classes[class].mro.iter().rev() {
        let Value::Class(id) = entry else { continue };
        for field in &machine.heap.classes[*id].fields {
            match found.iter_mut().find(|(_, known)| known.name == field.name) {
                Some(known) => *known = (*id, field.clone()),
                None => found.push((*id, field.clone())),
            }
        }
    }
    found
}

/// Class variables, and of a model what is private or configuration.
fn is_hidden(machine: &mut Machine, annotation: &Annotation, name: Name, kind: Fields) -> bool {
    if kind == Fields::Model && (name.starts_with('_') || name == "model_config") {
        return true;
    }
    let base = match annotation.value(machine) {
        Some(Value::Subscripted(generic)) => generic.base.clone(),
        Some(other) => other,
        None => return false,
    };
    matches!(base, Value::External(path) if path.ends_with(".ClassVar"))
}

/// The value a class body gives a field: of a model, that of the class that annotates it or of one derived from that.
fn default_of(
    machine: &mut Machine,
    class: Id<ClassObject>,
    owner: Id<ClassObject>,
    name: Name,
    kind: Fields,
) -> Option<Value> {
    if kind != Fields::Model {
        return machine.lookup_after(class, None, name);
    }
    let mro = machine.heap.classes[class].mro.clone();
    for entry in mro {
        let Value::Class(id) = entry else { continue };
        let namespace = machine.heap.classes[id].namespace;
        let own = machine.heap.scopes[namespace].names.get(&name).cloned();
        if let Some(value) = own {
            return Some(machine.force_in(namespace, name, value));
        }
        if id == owner {
            break;
        }
    }
    None
}

/// A model reads `Field(…)` and whatever derives from it, in the default or attached to the type.
fn model_spec(machine: &mut Machine, annotation: &Annotation, default: Option<Value>) -> Spec {
    let attached = annotation.typed(machine).map(|typed| typed.metadata).unwrap_or_default();
    let calls = attached.iter().chain(&default).filter_map(field_call);
    let mut spec = Spec { default: None, alias: None, skipped: false };
    for call in calls {
        spec.default = field_default(call).or(spec.default);
        let alias = ["alias", "validation_alias"].iter().find_map(|key| machine.name_of(call.keyword(key)?));
        spec.alias = alias.or(spec.alias);
    }
    let is_field = default.as_ref().is_some_and(|default| field_call(default).is_some());
    let private = matches!(&default, Some(Value::ExternalCall(made)) if made.callee.ends_with("PrivateAttr"));
    if !is_field {
        spec.default = default.or(spec.default);
    }
    Spec { skipped: private, ..spec }
}

/// The arguments of a `Field(…)`, or of a parameter that FastAPI derives from it.
fn field_call(value: &Value) -> Option<&Call> {
    const FIELDS: [&str; 8] = ["Field", "Query", "Path", "Header", "Cookie", "Body", "Form", "File"];
    match value {
        Value::ExternalCall(made) => {
            FIELDS.contains(&made.callee.rsplit('.').next().unwrap_or_default()).then_some(&made.call)
        }
        _ => None,
    }
}

/// The default that a `Field(…)` gives; a factory's result stands as the factory.
pub(super) fn field_default(call: &Call) -> Option<Value> {
    let default = call.get(0, "default").filter(|value| !matches!(value, Value::Ellipsis)).cloned();
    default.or_else(|| call.keyword("default_factory").or_else(|| call.keyword("factory")).cloned())
}

/// A dataclass reads `field(…)`; anything else stays as it is, so that `Query(…)` means what it means in a function.
fn plain_spec(default: Option<Value>) -> Spec {
    let Some(Value::ExternalCall(made)) = &default else { return Spec { default, alias: None, skipped: false } };
    if !matches!(made.callee.rsplit('.').next(), Some("field" | "attrib" | "ib")) {
        return Spec { default, alias: None, skipped: false };
    }
    let skipped = matches!(made.call.keyword("init"), Some(Value::Bool(false)));
    Spec { default: field_default(&made.call), alias: None, skipped }
}

/// What a model attaches to a type is gone from its signature.
fn unattached(machine: &mut Machine, annotation: Annotation) -> Annotation {
    let is_attached =
        annotation.typed(machine).is_some_and(|typed| typed.metadata.iter().any(|of| field_call(of).is_some()));
    match annotation.typed(machine) {
        Some(typed) if is_attached => Annotation::Value(typed.ty),
        _ => annotation,
    }
}

fn is_identifier(name: &str) -> bool {
    !name.starts_with(|char: char| char.is_ascii_digit())
        && name.chars().all(|char| char.is_alphanumeric() || char == '_')
}
