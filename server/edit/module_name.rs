//! What does a Python file call another module of the workspace in an import? As it calls its other neighbours.

use crate::eval::{ModuleId, Modules};
use crate::facts::{Facts, StmtKind};
use crate::text::FileId;

/// The module after `from`, dots included: of a file that is there, seen from another one. `None` if no import reaches
/// it.
pub fn module_name(modules: &Modules, from: &Facts, to: FileId) -> Option<String> {
    let target = modules.of_file(to)?;
    let parts: Vec<&str> = modules.path(target).trim_end_matches(".py").split('/').collect();
    named(modules, from, &parts, |found| found == target)
}

/// The same of a file that is to be made at a path relative to the workspace.
pub fn new_module_name(modules: &Modules, from: &Facts, path: &str) -> Option<String> {
    let (folder, name) = path.trim_end_matches(".py").rsplit_once('/').unwrap_or(("", path.trim_end_matches(".py")));
    let folder = modules.folder_at(folder)?;
    let mut parts: Vec<&str> = modules.path(folder).split('/').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return Some(if prefers_relative(modules, from) { format!(".{name}") } else { name.to_owned() });
    }
    let spelled = named(modules, from, &parts, |found| found == folder);
    parts.push(name);
    // A module that lies in the importing file's own folder has no dotted parent.
    let is_own_folder = modules.folder(from.file) == Some(folder);
    match spelled {
        Some(own) if own.ends_with('.') => Some(format!("{own}{name}")),
        Some(own) => Some(format!("{own}.{name}")),
        None if is_own_folder && prefers_relative(modules, from) => Some(format!(".{name}")),
        None if is_own_folder => Some(name.to_owned()),
        None => None,
    }
}

fn named(modules: &Modules, from: &Facts, parts: &[&str], is_meant: impl Fn(ModuleId) -> bool) -> Option<String> {
    let relative = || relative_name(modules, from.file, parts, &is_meant);
    let absolute = || absolute_name(modules, from, parts, &is_meant);
    if prefers_relative(modules, from) { relative().or_else(absolute) } else { absolute().or_else(relative) }
}

/// Whether the file spells what is its own with dots: mostly, or, where it has no such import, because it lies in a
/// package.
fn prefers_relative(modules: &Modules, from: &Facts) -> bool {
    let is_package = modules.folder(from.file).is_some_and(|folder| modules.is_package(folder));
    let (mut dotted, mut plain) = (0, 0);
    for (level, module) in imported(from) {
        if level > 0 {
            dotted += 1;
        } else if modules.resolve(from.file, &module).is_some() {
            plain += 1;
        }
    }
    is_package && dotted >= plain
}

/// The modules that a file imports from at its top level, with how many dots.
fn imported(from: &Facts) -> Vec<(u32, String)> {
    let statements = from.surface().block.iter();
    let modules = statements.flat_map(|statement| match &statement.kind {
        StmtKind::ImportFrom { level, module, .. } => vec![(*level, module.to_string())],
        StmtKind::Import(names) => names.iter().map(|name| (0, name.path.to_string())).collect(),
        _ => Vec::new(),
    });
    modules.collect()
}

fn relative_name(
    modules: &Modules,
    from: FileId,
    parts: &[&str],
    is_meant: &impl Fn(ModuleId) -> bool,
) -> Option<String> {
    let folder = modules.folder(from).filter(|folder| modules.is_package(*folder))?;
    let own: Vec<&str> = modules.path(folder).split('/').filter(|part| !part.is_empty()).collect();
    let shared = own.iter().zip(parts).take_while(|(own, other)| own == other).count();
    let level = own.len() - shared + 1;
    let rest = parts[shared..].join(".");
    let found = modules.relative(from, level as u32, &rest).filter(|found| is_meant(*found));
    found.map(|_| format!("{}{rest}", ".".repeat(level)))
}

/// The longest dotted path that means it and begins as another import of the file does; else as its package is called.
fn absolute_name(
    modules: &Modules,
    from: &Facts,
    parts: &[&str],
    is_meant: &impl Fn(ModuleId) -> bool,
) -> Option<String> {
    let means = |dotted: &String| modules.resolve(from.file, dotted).is_some_and(is_meant);
    let found: Vec<String> = (0..parts.len()).map(|start| parts[start..].join(".")).filter(means).collect();
    let known: Vec<String> = imported(from).into_iter().filter(|(level, _)| *level == 0).map(|(_, it)| it).collect();
    let first = |dotted: &str| dotted.split('.').next().unwrap_or_default().to_owned();
    let is_usual = |dotted: &&String| known.iter().any(|known| first(known) == first(dotted));
    // Without such an import: as seen from the package root, which is the shortest that begins with a package.
    let is_whole = |dotted: &&String| {
        let start = parts.len() - dotted.split('.').count();
        let top = modules.folder_at(&parts[..=start].join("/"));
        let above = modules.folder_at(&parts[..start].join("/"));
        top.is_some_and(|top| modules.is_package(top)) && !above.is_some_and(|above| modules.is_package(above))
    };
    let found_one = found.iter().find(is_usual).or_else(|| found.iter().find(is_whole));
    found_one.or(found.first()).cloned()
}
