//! What did a package manager lock? uv, Poetry, PDM (one TOML shape) and Pipenv (JSON).

use super::requirement::Requirement;
use super::{Declared, Fault};
use serde::Deserialize;

#[derive(Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    /// Missing for packages whose version is computed when they are built.
    #[serde(default)]
    version: String,
}

/// `uv.lock`, `poetry.lock`, `pdm.lock`: a `[[package]]` with `name` and `version` each.
pub(super) fn toml_lock(text: &str) -> Result<Declared, Fault> {
    let lock: Lock = toml::from_str(text)?;
    let pin = |version: &str| if version.is_empty() { String::new() } else { format!("=={version}") };
    let packages = lock.package.iter().map(|it| Requirement::new(&it.name, &pin(&it.version))).collect();
    Ok(Declared { packages, ..Declared::default() })
}

/// `Pipfile.lock`: groups of `"name": {"version": "==1.0"}`.
pub(super) fn pipfile_lock(text: &str) -> Result<Declared, Fault> {
    let lock: serde_json::Value = serde_json::from_str(text)?;
    let groups = ["default", "develop"].into_iter().filter_map(|group| lock.get(group)?.as_object());
    let packages = groups.flatten().map(|(name, package)| {
        let version = package.get("version").and_then(serde_json::Value::as_str);
        Requirement::new(name, version.unwrap_or_default())
    });
    Ok(Declared { packages: packages.collect(), ..Declared::default() })
}
