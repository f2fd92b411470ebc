//! What do functions of the standard library give? Only what code that builds routers uses.

use super::{first, inspect, native, unknown};
use crate::eval::Machine;
use crate::eval::attribute::method;
use crate::eval::heap::Dict;
use crate::eval::value::{Call, Native, Partial, Value};
use crate::facts::Name;
use std::sync::Arc;

/// Functions of the standard library, by dotted path.
pub static LIBRARY: &[Native] = &[
    native("os.getenv", getenv),
    native("os.environ.get", getenv),
    native("os.environ.setdefault", getenv),
    native("os.path.join", path_join),
    native("os.path.dirname", |_, call| path_part(&call, "parent")),
    native("os.path.basename", |_, call| path_part(&call, "name")),
    native("os.path.abspath", |_, call| first!(call)),
    native("os.path.realpath", |_, call| first!(call)),
    native("os.path.expanduser", |_, call| first!(call)),
    native("os.path.expandvars", |_, call| first!(call)),
    native("os.path.normpath", |_, call| first!(call)),
    native("os.listdir", |machine, call| listdir(machine, &call)),
    native("pathlib.Path", path),
    native("pathlib.PurePath", path),
    native("importlib.import_module", import_module),
    native("importlib.metadata.entry_points", entry_points),
    native("pkgutil.iter_modules", |machine, call| iter_modules(machine, &call, false)),
    native("pkgutil.walk_packages", |machine, call| iter_modules(machine, &call, true)),
    native("functools.partial", partial),
    native("functools.wraps", |_, call| match call.args.first() {
        Some(of) => method(of, &APPLY_WRAPS),
        None => unknown(&call, "a decorator"),
    }),
    native("functools.update_wrapper", |machine, call| match call.args.as_slice() {
        [wrapper, of, ..] => apply_wraps(machine, Call::of(vec![of.clone(), wrapper.clone()], call.site)),
        _ => unknown(&call, "a wrapper"),
    }),
    native("functools.reduce", reduce),
    native("itertools.chain", chain),
    native("itertools.chain.from_iterable", |machine, call| {
        let lists = call.args.first().and_then(|all| machine.iterate(all, call.site)).unwrap_or_default();
        chain(machine, Call::of(lists, call.site))
    }),
    native("itertools.product", product),
    native("typing.cast", |_, call| call.args.get(1).cloned().unwrap_or_else(|| unknown(&call, "a cast"))),
    native("typing.NewType", |_, call| call.args.get(1).cloned().unwrap_or_else(|| unknown(&call, "a type"))),
    native("copy.copy", |_, call| first!(call)),
    native("copy.deepcopy", |_, call| first!(call)),
    native("collections.OrderedDict", |machine, call| call_named(machine, "dict", call)),
    native("collections.defaultdict", defaultdict),
    native("collections.namedtuple", namedtuple),
    native("collections.deque", |machine, call| call_named(machine, "list", call)),
    native("types.SimpleNamespace", simple_namespace),
    native("types.MappingProxyType", |_, call| first!(call)),
    native("inspect.getmembers", inspect::getmembers),
    native("inspect.isfunction", |_, call| inspect::is_kind(&call, |value| matches!(value, Value::Function(_)))),
    native("inspect.isclass", |_, call| inspect::is_kind(&call, |value| matches!(value, Value::Class(_)))),
    native("inspect.ismethod", |_, call| inspect::is_kind(&call, |value| matches!(value, Value::Bound(_)))),
    native("inspect.ismodule", |_, call| inspect::is_kind(&call, |value| matches!(value, Value::Module(_)))),
    native("inspect.iscoroutinefunction", iscoroutinefunction),
    native("asyncio.iscoroutinefunction", iscoroutinefunction),
    native("asyncio.run", |_, call| first!(call)),
    native("contextlib.suppress", |_, _| Value::None),
    native("contextlib.nullcontext", |_, call| call.args.first().cloned().unwrap_or(Value::None)),
];

static SELECT_ENTRY_POINTS: Native = native("importlib.metadata.entry_points().select", entry_points);

static APPLY_WRAPS: Native = native("functools.wraps()", apply_wraps);

/// `functools.wraps(f)(g)` is `g`, which stands for `f`.
fn apply_wraps(machine: &mut Machine, call: Call) -> Value {
    let [of, wrapper, ..] = call.args.as_slice() else { return unknown(&call, "a wrapper") };
    if let Value::Function(id) = wrapper {
        machine.heap.functions[*id].wrapped = Some(of.clone());
    }
    wrapper.clone()
}

fn call_named(machine: &mut Machine, name: &str, call: Call) -> Value {
    match super::named(Name::from(name)) {
        Some(native) => (native.run)(machine, call),
        None => unknown(&call, "a collection"),
    }
}

/// A variable of the environment: its default, as if the environment were empty.
fn getenv(machine: &mut Machine, call: Call) -> Value {
    machine.config_reads += 1;
    call.get(1, "default").cloned().unwrap_or(Value::None)
}

fn path_join(machine: &mut Machine, call: Call) -> Value {
    let base = first!(call);
    if matches!(base, Value::Path(_)) {
        return call.args[1..]
            .iter()
            .fold(base, |base, part| machine.binary(crate::facts::BinaryOp::Div, &base, part, call.site));
    }
    let parts: Vec<Arc<str>> = call.args.iter().map(|part| machine.to_text(part)).collect();
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end_matches('/')).collect();
    let parts: Vec<&str> =
        parts.iter().enumerate().flat_map(|(index, part)| [if index > 0 { "/" } else { "" }, part]).collect();
    machine.joined(&parts, call.site)
}

fn path_part(call: &Call, part: &str) -> Value {
    match call.args.first() {
        Some(Value::Path(path)) => {
            super::paths::attribute(path, Name::from(part)).unwrap_or_else(|| unknown(call, "a part of a path"))
        }
        _ => unknown(call, "a part of a path"),
    }
}

fn path(machine: &mut Machine, call: Call) -> Value {
    match call.args.first() {
        Some(path @ Value::Path(_)) => call.args[1..]
            .iter()
            .fold(path.clone(), |base, part| machine.binary(crate::facts::BinaryOp::Div, &base, part, call.site)),
        _ => unknown(&call, "a path outside the workspace"),
    }
}

fn listdir(machine: &mut Machine, call: &Call) -> Value {
    let Some(Value::Path(path)) = call.args.first() else { return unknown(call, "files of a folder") };
    let world = machine.world;
    let Some(folder) = world.modules().folder_at(path) else { return unknown(call, "files of a folder") };
    let name = |path: &str| Value::str(path.rsplit('/').next().unwrap_or(path));
    let names = world.modules().children(folder).map(|(_, child)| name(world.modules().path(child))).collect();
    machine.list(names)
}

/// `importlib.import_module(name, package)`.
pub fn import_module(machine: &mut Machine, call: Call) -> Value {
    let Some(name) = call.args.first().and_then(|name| machine.name_of(name)) else {
        return unknown(&call, "a module whose name is not known");
    };
    let package = call.get(1, "package").and_then(|package| machine.name_of(package));
    let site = machine.user_site(call.site);
    match machine.import_dotted(name, package, site) {
        Some(module) => module,
        None if !name.starts_with('.') && machine.missing_fails(name, site.file) => unknown(&call, "a missing module"),
        None => Value::External(name),
    }
}

/// `entry_points(group=…)`; without a group, something whose `select` and `get` take one.
fn entry_points(machine: &mut Machine, call: Call) -> Value {
    let group = call.keyword("group").or_else(|| call.args.get(1)).and_then(|group| machine.name_of(group));
    let Some(group) = group else {
        let select = method(&Value::None, &SELECT_ENTRY_POINTS);
        let names = ["select", "get", "__getitem__"];
        return machine.bag(names.iter().map(|name| (Name::from(name), select.clone())).collect(), call.site);
    };
    let found = machine.world.entry_points(&group);
    let items = found.into_iter().map(|point| machine.entry_point(&point, call.site)).collect();
    machine.list(items)
}

/// `(finder, name, is_package)` of each module on a package's path.
fn iter_modules(machine: &mut Machine, call: &Call, deep: bool) -> Value {
    let path = call.get(0, "path").cloned();
    let prefix = call.get(1, "prefix").map(|prefix| machine.to_text(prefix)).unwrap_or_default();
    let folder = path.and_then(|path| machine.package_at(&path, call.site));
    let Some(folder) = folder else { return unknown(call, "modules of a package") };
    let mut rows = Vec::new();
    let mut open = vec![(folder, prefix.to_string())];
    while let Some((folder, prefix)) = open.pop() {
        for (name, child) in machine.world.modules().children(folder) {
            let is_package = machine.world.modules().is_package(child);
            rows.push(Value::tuple(vec![Value::None, Value::str(format!("{prefix}{name}")), Value::Bool(is_package)]));
            if deep && is_package {
                open.push((child, format!("{prefix}{name}.")));
            }
        }
    }
    let rows = rows.into_iter().map(|row| machine.named_row(&row, &["module_finder", "name", "ispkg"])).collect();
    machine.list(rows)
}

fn partial(_: &mut Machine, call: Call) -> Value {
    let callee = first!(call);
    Value::Partial(Arc::new(Partial { callee, args: call.args[1..].to_vec(), keywords: call.keywords }))
}

fn reduce(machine: &mut Machine, call: Call) -> Value {
    let function = first!(call);
    let Some(items) = call.args.get(1).and_then(|all| machine.iterate(all, call.site)) else {
        return unknown(&call, "a reduction");
    };
    let mut items = items.into_iter();
    let start = call.args.get(2).cloned().or_else(|| items.next());
    let Some(start) = start else { return unknown(&call, "a reduction") };
    items.fold(start, |sum, item| machine.call_with(&function, vec![sum, item], call.site))
}

fn chain(machine: &mut Machine, call: Call) -> Value {
    let mut items = Vec::new();
    for arg in &call.args {
        let more = machine.iterate(arg, call.site);
        items.extend(more.unwrap_or_else(|| vec![Value::Unknown(machine.reason_of(arg, call.site))]));
    }
    machine.list(items)
}

fn product(machine: &mut Machine, call: Call) -> Value {
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for arg in &call.args {
        let Some(items) = machine.iterate(arg, call.site) else { return unknown(&call, "a product") };
        if rows.len() * items.len() > machine.bounds.turns {
            return unknown(&call, "a large product");
        }
        let extend = |row: &Vec<Value>| {
            items.iter().map(|item| row.iter().cloned().chain([item.clone()]).collect()).collect::<Vec<_>>()
        };
        rows = rows.iter().flat_map(extend).collect();
    }
    machine.list(rows.into_iter().map(Value::tuple).collect())
}

fn defaultdict(machine: &mut Machine, call: Call) -> Value {
    let dict = machine.heap.dicts.add(Dict::default());
    if let Some(factory) = call.args.first() {
        machine.heap.dicts[dict].default_factory = Some(factory.clone());
    }
    if let Some(from) = call.args.get(1) {
        machine.merge_into(dict, from, call.site);
    }
    Value::Dict(dict)
}

/// `namedtuple(name, fields)`: a callable that makes rows.
fn namedtuple(machine: &mut Machine, call: Call) -> Value {
    let names = match call.get(1, "field_names") {
        Some(Value::Str(names)) => names.replace(',', " ").split_whitespace().map(Value::str).collect(),
        Some(names) => match machine.iterate(names, call.site) {
            Some(names) => names,
            None => return unknown(&call, "a named tuple"),
        },
        None => return unknown(&call, "a named tuple"),
    };
    let callee = Value::Native(&NAMED_ROW);
    Value::Partial(Arc::new(Partial { callee, args: vec![Value::tuple(names)], keywords: Vec::new() }))
}

static NAMED_ROW: Native = native("collections.namedtuple()", |machine, call| {
    let names = call.args.first().and_then(|names| machine.iterate(names, call.site)).unwrap_or_default();
    let names: Vec<Name> = names.iter().filter_map(|name| machine.name_of(name)).collect();
    let mut row = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let given = call.args.get(index + 1).or_else(|| call.keyword(name)).cloned();
        row.push(given.unwrap_or_else(|| unknown(&call, "a field that was not given")));
    }
    let names: Vec<&str> = names.iter().map(Name::as_str).collect();
    machine.named_row(&Value::tuple(row), &names)
});

fn simple_namespace(machine: &mut Machine, call: Call) -> Value {
    machine.bag(call.keywords, call.site)
}

fn iscoroutinefunction(machine: &mut Machine, call: Call) -> Value {
    match call.args.first() {
        Some(Value::Function(id)) => Value::Bool(machine.heap.functions[*id].signature().is_async),
        _ => unknown(&call, "whether a function is asynchronous"),
    }
}
