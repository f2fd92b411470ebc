//! How do the files that use a model read once it is split?

use super::plan::whole;
use super::render::Render;
use super::suffix::Names;
use super::usages::{InFile, Role};
use crate::actions::{Bench, Cursor, Refusal};
use crate::edit::{Draft, line_break, module_name};

/// Writes the models and all usages. How many usages keep the name of the model.
pub(super) fn write(
    bench: &Bench,
    cursor: &Cursor,
    render: &Render,
    files: &[InFile],
    draft: &mut Draft,
) -> Result<usize, Refusal> {
    let name = render.plan.model.class.name;
    let mut left = 0;
    for file in files.iter().filter(|file| file.facts.file != cursor.file) {
        left += usize::from(outside(bench, cursor, render.names, files, file, draft)?);
    }
    let mut imports = bench.imports(&cursor.facts);
    let mut text = render.all(&mut imports);
    if let Some(here) = files.iter().find(|file| file.facts.file == cursor.file) {
        left += usize::from(here.keeps());
        here.known.iter().for_each(|(span, role)| draft.replace(cursor.file, *span, new_name(render.names, *role)));
    }
    if left > 0 {
        let end = line_break(&cursor.facts.text);
        text.extend([end, end, end, &name, " = ", &render.names.response]);
    }
    draft.replace(cursor.file, whole(cursor, render.plan), text);
    draft.add(cursor.file, imports.splices());
    Ok(left)
}

fn new_name(names: &Names, role: Role) -> &str {
    match role {
        Role::Create => &names.create,
        Role::Update => &names.update,
        Role::Response => &names.response,
    }
}

/// Rewrites a file that uses the model. Whether it keeps its name.
fn outside(
    bench: &Bench,
    cursor: &Cursor,
    names: &Names,
    files: &[InFile],
    file: &InFile,
    draft: &mut Draft,
) -> Result<bool, Refusal> {
    let (facts, home) = (&file.facts, bench.modules.of_file(cursor.file));
    let direct = file.import.as_ref().filter(|(.., module)| *module == home).map(|(_, dotted, _)| dotted.clone());
    let spelled = direct.or_else(|| module_name(bench.modules, facts, cursor.file));
    let unreached = || Refusal::new(format!("`{}` cannot be imported in {}", names.base, bench.path(facts.file)));
    let spelled = spelled.ok_or_else(unreached)?;
    let mut imports = bench.imports(facts);
    for (span, role) in &file.known {
        let local = imports.need(&spelled, new_name(names, *role));
        draft.replace(facts.file, *span, local);
    }
    let module = bench.modules.of_file(facts.file);
    let is_source = files.iter().any(|other| other.import.as_ref().is_some_and(|(.., from)| *from == module));
    let is_package = bench.path(facts.file).ends_with("__init__.py");
    let keeps = file.keeps() || is_source || is_package || file.known.is_empty();
    if let Some((local, ..)) = file.import.as_ref().filter(|_| !keeps) {
        imports.drop(local);
    }
    draft.add(facts.file, imports.splices());
    Ok(keeps)
}
