//! What does a manifest declare? Name, targets and dependencies.

use crate::eval::crates::TargetKind;
use crate::facts::Name;
use rustc_hash::FxHashMap;
use toml::{Table, Value};

/// A manifest, read.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// Its folder below the workspace.
    pub(super) folder: String,
    /// The name of its package, `_` for `-`; `None` if it only holds others.
    pub(super) name: Option<Name>,
    /// The targets that it spells out: name, path and kind.
    pub(super) targets: Vec<(Name, String, TargetKind)>,
    /// Dependencies by the name that code says.
    pub(super) dependencies: FxHashMap<Name, Wanted>,
    /// Dependencies that members may inherit.
    pub(super) shared: FxHashMap<Name, Wanted>,
    /// The features that are on by default, with those they turn on.
    pub(super) default_features: Vec<Name>,
    /// Whether Cargo unpacked its package for others; see [`super::is_vendored`].
    pub(super) is_vendored: bool,
}

/// A dependency as it is declared.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// The package, `_` for `-`.
    pub(super) package: Name,
    /// The requirement.
    pub(super) version: Option<String>,
    /// Whether the workspace declares the rest.
    pub(super) inherited: bool,
}

impl Manifest {
    /// What a manifest says.
    ///
    /// # Errors
    /// What is wrong with it, and the byte where.
    pub(super) fn read(folder: String, text: &str) -> Result<Self, (String, usize)> {
        let wrong = |error: toml::de::Error| (error.message().to_owned(), error.span().map_or(0, |span| span.start));
        let table: Table = toml::from_str(text).map_err(wrong)?;
        let section = |name: &str| table.get(name).and_then(Value::as_table);
        let package = section("package").or_else(|| section("project"));
        let name = package.and_then(|package| package.get("name")).and_then(Value::as_str).map(crate_name);
        let mut manifest = Manifest { folder, name, ..Manifest::default() };
        manifest.read_targets(&table);
        manifest.default_features = section("features").map(default_features).unwrap_or_default();
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            manifest.add_dependencies(section(kind));
        }
        for target in section("target").into_iter().flat_map(|targets| targets.values()) {
            manifest.add_dependencies(target.get("dependencies").and_then(Value::as_table));
        }
        let shared = section("workspace").and_then(|it| it.get("dependencies")).and_then(Value::as_table);
        for (name, value) in shared.into_iter().flatten() {
            manifest.shared.insert(crate_name(name), wanted(name, value));
        }
        Ok(manifest)
    }

    fn add_dependencies(&mut self, table: Option<&Table>) {
        for (name, value) in table.into_iter().flatten() {
            self.dependencies.entry(crate_name(name)).or_insert_with(|| wanted(name, value));
        }
    }

    fn read_targets(&mut self, table: &Table) {
        let text = |target: &Value, key: &str| target.get(key).and_then(Value::as_str).map(str::to_owned);
        if let Some(library) = table.get("lib") {
            let name = text(library, "name").map(|name| crate_name(&name)).or(self.name).unwrap_or_default();
            let path = text(library, "path").unwrap_or_else(|| "src/lib.rs".to_owned());
            self.targets.push((name, path, TargetKind::Library));
        }
        let kinds = [("bin", TargetKind::Binary), ("example", TargetKind::Example), ("test", TargetKind::Test)];
        for (key, kind) in kinds {
            for target in table.get(key).and_then(Value::as_array).into_iter().flatten() {
                let Some(path) = text(target, "path") else { continue };
                let name = text(target, "name").map(|name| crate_name(&name)).unwrap_or_default();
                self.targets.push((name, path, kind));
            }
        }
    }
}

/// The features that `default` turns on.
fn default_features(features: &Table) -> Vec<Name> {
    let (mut found, mut open) = (Vec::new(), vec!["default"]);
    while let Some(feature) = open.pop() {
        let turned_on = features.get(feature).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        for name in turned_on {
            let known = Name::from(name);
            if !found.contains(&known) {
                found.push(known);
                open.push(name);
            }
        }
    }
    found
}

fn crate_name(name: &str) -> Name {
    Name::from(&name.replace('-', "_"))
}

fn wanted(name: &str, value: &Value) -> Wanted {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let version = value.as_str().or_else(|| text("version")).map(str::to_owned);
    let inherited = value.get("workspace").and_then(Value::as_bool).unwrap_or(false);
    Wanted { package: crate_name(text("package").unwrap_or(name)), version, inherited }
}
