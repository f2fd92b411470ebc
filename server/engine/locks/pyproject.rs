//! What does a project declare? Dependencies, entry points and the application named in `pyproject.toml`; `Pipfile`.

use super::requirement::Requirement;
use super::{Declared, DeclaredEntry, Fault};
use toml::{Table, Value};

/// `pyproject.toml`: `[project]`, `[dependency-groups]` and the tables of Poetry, PDM, uv and `FastAPI`.
pub(super) fn pyproject(text: &str) -> Result<Declared, Fault> {
    let document: Table = toml::from_str(text)?;
    let tables = |path: &[&str]| table(&document, path).into_iter().flatten().filter_map(|(_, value)| value.as_table());
    let mut declared = Declared::default();
    declared.add_list(value(&document, &["project", "dependencies"]));
    declared.add_list(value(&document, &["tool", "uv", "dev-dependencies"]));
    for path in GROUPS {
        let groups = table(&document, path).into_iter().flatten();
        groups.for_each(|(_, group)| declared.add_list(Some(group)));
    }
    declared.add_constraints(table(&document, &["tool", "poetry", "dependencies"]));
    declared.add_constraints(table(&document, &["tool", "poetry", "dev-dependencies"]));
    for group in tables(&["tool", "poetry", "group"]) {
        declared.add_constraints(table(group, &["dependencies"]));
    }
    for path in ENTRY_POINTS {
        declared.add_entry_points(table(&document, path));
    }
    declared.application =
        value(&document, &["tool", "fastapi", "entrypoint"]).and_then(Value::as_str).map(str::to_owned);
    Ok(declared)
}

/// Tables whose values are lists of PEP 508 requirements.
const GROUPS: [&[&str]; 3] =
    [&["project", "optional-dependencies"], &["dependency-groups"], &["tool", "pdm", "dev-dependencies"]];
/// Tables whose values are groups of entry points.
const ENTRY_POINTS: [&[&str]; 2] = [&["project", "entry-points"], &["tool", "poetry", "plugins"]];

/// `Pipfile`: constraints by name.
pub(super) fn pipfile(text: &str) -> Result<Declared, Fault> {
    let document: Table = toml::from_str(text)?;
    let mut declared = Declared::default();
    declared.add_constraints(table(&document, &["packages"]));
    declared.add_constraints(table(&document, &["dev-packages"]));
    Ok(declared)
}

fn value<'a>(table: &'a Table, path: &[&str]) -> Option<&'a Value> {
    let (last, above) = path.split_last()?;
    above.iter().try_fold(table, |table, key| table.get(*key)?.as_table())?.get(*last)
}

fn table<'a>(document: &'a Table, path: &[&str]) -> Option<&'a Table> {
    value(document, path)?.as_table()
}

impl Declared {
    fn add_list(&mut self, list: Option<&Value>) {
        let items = list.and_then(Value::as_array).into_iter().flatten();
        self.packages.extend(items.filter_map(Value::as_str).filter_map(Requirement::parse));
    }

    /// `name = "^1.0"`, `name = {version = "^1.0"}` or a list of such tables, of which the last counts.
    fn add_constraints(&mut self, constraints: Option<&Table>) {
        for (name, constraint) in constraints.into_iter().flatten() {
            let constraint = constraint.as_array().and_then(|list| list.last()).unwrap_or(constraint);
            let version = constraint.as_str().or_else(|| constraint.get("version")?.as_str());
            self.packages.push(Requirement::new(name, version.unwrap_or_default()));
        }
    }

    fn add_entry_points(&mut self, groups: Option<&Table>) {
        for (group, entries) in groups.into_iter().flatten() {
            let targets = entries.as_table().into_iter().flatten().filter_map(|(name, it)| Some((name, it.as_str()?)));
            self.entry_points.extend(targets.filter_map(|(name, target)| DeclaredEntry::new(group, name, target)));
        }
    }
}
