//! Does a type travel as one value or as a structure? FastAPI's question before it chooses query or body.

use crate::eval::{ClassKind, ClassObject, ExternalCall, Id, Machine, Subscripted, Value};
use crate::facts::Name;
use crate::frameworks::signature::{Annotation, is_dataclass, is_model};

/// How deep types are looked into.
const DEPTH: usize = 12;

/// What a type is to FastAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// One value: query.
    Scalar,
    /// Something we cannot see.
    Unknown,
    /// A model, mapping or sequence: body.
    Complex,
    /// An uploaded file.
    Upload,
    /// The framework passes it in itself.
    Injected,
}

/// The shape of a type; `annotation` is where it stands, for types in quotes.
pub(super) fn shape(machine: &mut Machine, annotation: &Annotation, ty: &Value) -> Shape {
    let ty = annotation.unwrap(machine, ty.clone()).ty;
    nested(machine, annotation, &ty, DEPTH)
}

fn nested(machine: &mut Machine, annotation: &Annotation, ty: &Value, depth: usize) -> Shape {
    let Some(depth) = depth.checked_sub(1) else { return Shape::Unknown };
    if let Value::Str(_) = ty {
        // A name in quotes inside a type is never resolved: to FastAPI it is one value.
        return Shape::Scalar;
    }
    let ty = annotation.unwrap(machine, ty.clone()).ty;
    match &ty {
        Value::Native(native) => of_builtin(native.name),
        Value::External(path) => of_library(*path),
        Value::Class(class) => of_class(machine, *class),
        Value::Subscripted(generic) => of_generic(machine, annotation, generic, depth),
        Value::ExternalCall(made) => of_made(made),
        Value::Unknown(_) | Value::Instance(_) => Shape::Unknown,
        _ => Shape::Scalar,
    }
}

fn of_builtin(name: &str) -> Shape {
    match name {
        "list" | "dict" | "tuple" | "set" | "frozenset" => Shape::Complex,
        _ => Shape::Scalar,
    }
}

/// A union is what the most telling of its members is; any other generic is what it is made from.
fn of_generic(machine: &mut Machine, annotation: &Annotation, generic: &Subscripted, depth: usize) -> Shape {
    let last = match &generic.base {
        Value::External(path) => path.rsplit('.').next().unwrap_or_default(),
        _ => "",
    };
    match last {
        "Optional" | "Union" => {
            let members = match &generic.index {
                Value::Tuple(items) => items.to_vec(),
                one => vec![one.clone()],
            };
            let shapes = members.iter().map(|member| nested(machine, annotation, member, depth));
            shapes.collect::<Vec<_>>().into_iter().max().unwrap_or(Shape::Scalar)
        }
        "Literal" | "Type" => Shape::Scalar,
        "Json" => nested(machine, annotation, &generic.index, depth),
        _ => {
            let of_base = nested(machine, annotation, &generic.base, depth);
            let holds_upload = of_base == Shape::Complex
                && items(&generic.index).iter().any(|item| nested(machine, annotation, item, depth) == Shape::Upload);
            if holds_upload { Shape::Upload } else { of_base }
        }
    }
}

fn items(index: &Value) -> Vec<Value> {
    match index {
        Value::Tuple(items) => items.to_vec(),
        one => vec![one.clone()],
    }
}

/// Types of the language and of validating libraries that hold several values.
#[rustfmt::skip]
const STRUCTURES: [&str; 22] = [
    "List", "Dict", "Set", "FrozenSet", "Tuple", "Sequence", "MutableSequence", "Mapping", "MutableMapping", "Deque",
    "deque", "DefaultDict", "defaultdict", "OrderedDict", "Counter", "ChainMap", "UserDict", "UserList", "BaseModel",
    "RootModel", "GenericModel", "SQLModel",
];

/// Names of libraries, by their last part, that FastAPI passes in or takes apart.
fn of_library(path: Name) -> Shape {
    let (first, last) = (path.split('.').next().unwrap_or_default(), path.rsplit('.').next().unwrap_or_default());
    if matches!(first, "fastapi" | "starlette" | "sse_starlette") {
        return of_framework(last);
    }
    match last {
        _ if STRUCTURES.contains(&last) => Shape::Complex,
        _ if is_scalar_library(first) => Shape::Scalar,
        _ if path == first => Shape::Scalar,
        _ if first.ends_with("_pydantic") && last.starts_with(char::is_uppercase) => Shape::Complex,
        _ => of_name(last),
    }
}

fn of_framework(last: &str) -> Shape {
    match last {
        "Request" | "Response" | "WebSocket" | "HTTPConnection" | "BackgroundTasks" | "SecurityScopes" => {
            Shape::Injected
        }
        "UploadFile" => Shape::Upload,
        "HTTPAuthorizationCredentials" | "HTTPBasicCredentials" => Shape::Complex,
        _ if last.ends_with("Response") => Shape::Injected,
        _ => Shape::Scalar,
    }
}

/// Libraries whose types, apart from the structures named above, are single values.
fn is_scalar_library(first: &str) -> bool {
    const LIBRARIES: [&str; 10] = [
        "pydantic",
        "pydantic_core",
        "pydantic_extra_types",
        "typing_extensions",
        "annotated_types",
        "bson",
        "phonenumbers",
        "pendulum",
        "ulid",
        "yarl",
    ];
    LIBRARIES.contains(&first) || crate::eval::modules::is_stdlib(first)
}

/// Types of other libraries whose name says that they are one value.
fn of_name(last: &str) -> Shape {
    const ENDS: [&str; 12] =
        ["Id", "ID", "Str", "UUID", "Uuid", "Url", "URL", "Enum", "Literal", "Date", "DateTime", "Number"];
    if ENDS.iter().any(|end| last.ends_with(end)) { Shape::Scalar } else { Shape::Unknown }
}

/// A type that a call of a library makes.
fn of_made(made: &ExternalCall) -> Shape {
    match made.callee.rsplit('.').next().unwrap_or_default() {
        "conlist" | "conset" | "confrozenset" | "create_model" | "namedtuple" | "NamedTuple" | "TypedDict"
        | "make_dataclass" => Shape::Complex,
        _ if is_scalar_library(made.callee.split('.').next().unwrap_or_default()) => Shape::Scalar,
        _ => Shape::Unknown,
    }
}

fn of_class(machine: &mut Machine, class: Id<ClassObject>) -> Shape {
    match machine.heap.classes[class].kind {
        ClassKind::Enum => return Shape::Scalar,
        ClassKind::TypedDict => return Shape::Complex,
        _ => {}
    }
    if is_model(machine, class) || is_dataclass(machine, class) {
        return Shape::Complex;
    }
    let mro = machine.heap.classes[class].mro.clone();
    let bases = mro.iter().filter_map(|base| match base {
        Value::Native(native) if native.name != "object" => Some(of_builtin(native.name)),
        Value::External(path) => Some(of_base(*path)),
        Value::Unknown(_) | Value::ExternalCall(_) => Some(Shape::Unknown),
        _ => None,
    });
    match bases.max() {
        Some(Shape::Unknown) if has_own_schema(machine, class) => Shape::Scalar,
        Some(Shape::Unknown) if !machine.heap.classes[class].fields.is_empty() => Shape::Complex,
        Some(found) => found,
        None => Shape::Scalar,
    }
}

/// What a base class of a library makes of the class.
fn of_base(path: Name) -> Shape {
    match path.rsplit('.').next().unwrap_or_default() {
        "NamedTuple" => Shape::Complex,
        "Generic" | "Protocol" | "ABC" => Shape::Scalar,
        last if ["Model", "Schema", "Document"].iter().any(|end| last.ends_with(end)) => Shape::Complex,
        _ => of_library(path),
    }
}

fn has_own_schema(machine: &mut Machine, class: Id<ClassObject>) -> bool {
    ["__get_pydantic_core_schema__", "__get_validators__"]
        .iter()
        .any(|hook| machine.lookup_after(class, None, Name::from(hook)).is_some())
}
