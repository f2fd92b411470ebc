//! What do functions of the standard library give? Only what code that builds routers uses.

use super::{collections, first, functools, importlib, inspect, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::value::Value;
use crate::facts::Name;
use std::sync::Arc;

/// Functions of the standard library, by dotted path.
pub static LIBRARY: &[&[Native]] = &[FUNCTIONS, collections::FUNCTIONS, functools::FUNCTIONS, importlib::FUNCTIONS];

/// Those of the modules that have no table of their own.
static FUNCTIONS: &[Native] = &[
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
    native("typing.cast", |_, call| call.args.get(1).cloned().unwrap_or_else(|| unknown(&call, "a cast"))),
    native("typing.NewType", |_, call| call.args.get(1).cloned().unwrap_or_else(|| unknown(&call, "a type"))),
    native("copy.copy", |_, call| first!(call)),
    native("copy.deepcopy", |_, call| first!(call)),
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

fn iscoroutinefunction(machine: &mut Machine, call: Call) -> Value {
    match call.args.first() {
        Some(Value::Function(id)) => Value::Bool(machine.heap.functions[*id].signature().is_async),
        _ => unknown(&call, "whether a function is asynchronous"),
    }
}
