//! What do paths below the workspace give? Pure parts, and the files that are Python modules.

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::value::{HOLE, Value};
use crate::facts::Name;

/// Methods and attributes of paths. Attributes are read as methods whose call is not needed.
pub static METHODS: &[Native] = &[
    native("resolve", |_, call| first!(call)),
    native("absolute", |_, call| first!(call)),
    native("expanduser", |_, call| first!(call)),
    native("as_posix", |_, call| first!(call)),
    native("exists", |_, call| unknown(&call, "whether a path exists")),
    native("is_dir", |_, call| unknown(&call, "whether a path is a folder")),
    native("is_file", |_, call| unknown(&call, "whether a path is a file")),
    native("joinpath", |machine, call| {
        let base = first!(call);
        call.args[1..]
            .iter()
            .fold(base, |base, part| machine.binary(crate::facts::BinaryOp::Div, &base, part, call.site))
    }),
    native("iterdir", |machine, call| listed(machine, &call, None)),
    native("glob", |machine, call| glob(machine, &call)),
    native("rglob", |machine, call| glob(machine, &call)),
];

/// `a/./b/../c` as `a/c`.
pub fn normalize(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// An attribute of a path.
pub fn attribute(path: &str, name: Name) -> Option<Value> {
    let (parent, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    Some(match name.as_str() {
        "parent" => Value::Path(parent.into()),
        "name" => Value::str(file),
        "stem" => Value::str(stem),
        "suffix" => Value::str(&file[stem.len()..]),
        "parts" => Value::tuple(path.split('/').map(Value::str).collect()),
        "parents" => {
            let mut parents = Vec::new();
            let mut rest = path;
            while let Some((parent, _)) = rest.rsplit_once('/') {
                parents.push(Value::Path(parent.into()));
                rest = parent;
            }
            parents.push(Value::Path("".into()));
            Value::tuple(parents)
        }
        _ => return None,
    })
}

/// `*.py` and the like: only patterns for Python files directly below are known.
fn glob(machine: &mut Machine, call: &Call) -> Value {
    match call.args.get(1) {
        Some(Value::Str(pattern)) if pattern.ends_with(".py") && !pattern.contains(['/', HOLE]) => {
            let (head, tail) = pattern.split_once('*').unwrap_or((pattern, ""));
            listed(machine, call, Some((head, tail)))
        }
        _ => unknown(call, "files that match a pattern"),
    }
}

/// The Python modules directly in a folder, as paths.
fn listed(machine: &mut Machine, call: &Call, pattern: Option<(&str, &str)>) -> Value {
    let Value::Path(path) = first!(call) else { return unknown(call, "files of a folder") };
    let world = machine.world;
    let Some(folder) = world.modules().folder_at(&path) else { return unknown(call, "files of a folder") };
    let mut files = Vec::new();
    for (_, child) in world.modules().children(folder) {
        let child = world.modules().path(child);
        let name = child.rsplit('/').next().unwrap_or(child);
        let fits = pattern.is_none_or(|(head, tail)| name.starts_with(head) && name.ends_with(tail));
        if fits {
            files.push(Value::Path(child.into()));
        }
    }
    machine.list(files)
}
