//! What do `importlib` and `pkgutil` give? Modules by name, those of a package, entry points.

use super::{native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::descriptor::method;
use crate::eval::value::Value;
use crate::facts::Name;

/// Functions that find modules, by dotted path.
pub static FUNCTIONS: &[Native] = &[
    native("importlib.import_module", import_module),
    native("importlib.metadata.entry_points", entry_points),
    native("pkgutil.iter_modules", |machine, call| iter_modules(machine, &call, false)),
    native("pkgutil.walk_packages", |machine, call| iter_modules(machine, &call, true)),
];

static SELECT_ENTRY_POINTS: Native = native("importlib.metadata.entry_points().select", entry_points);

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
