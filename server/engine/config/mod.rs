//! What did the user configure? `wayline.toml`, or `[tool.wayline]` in `pyproject.toml`, typed and checked.

mod keys;

use super::problem::Problem;
use super::scan::{reason, relative};
use crate::actions::Settings;
use crate::eval::Version;
use crate::rules::Selection;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use keys::{Keys, pin, reject_unknown, selection, settings, target};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// The configuration of a workspace.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file it was read from; `None` if there is none.
    pub path: Option<PathBuf>,
    /// What the scan leaves out: patterns as in `.gitignore`, relative to the file.
    pub exclude: Gitignore,
    /// Applications to start from.
    pub entry: Vec<Target>,
    /// Versions that beat lock files, by normalised name, and as they are spelled.
    pub versions: BTreeMap<String, (Version, String)>,
    /// The rules that run.
    pub rules: Selection,
    /// What is settled about actions.
    pub settings: Settings,
}

/// An object of a module: `module:object`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Dotted module.
    pub module: String,
    /// Dotted object; empty if only the module is named.
    pub object: String,
}

impl Target {
    /// Reads `module:object` or `module`; `None` if it is neither.
    pub fn parse(text: &str) -> Option<Target> {
        let (module, object) = text.split_once(':').unwrap_or((text, ""));
        let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
        let dotted = |name: &str| name.split('.').all(part);
        let sound = dotted(module) && (!text.contains(':') || dotted(object));
        sound.then(|| Target { module: module.to_owned(), object: object.to_owned() })
    }
}

impl Config {
    /// No configuration.
    pub fn none() -> Self {
        let (exclude, rules, settings) = (Gitignore::empty(), Selection::default(), Settings::default());
        Config { path: None, exclude, entry: Vec::new(), versions: BTreeMap::new(), rules, settings }
    }

    /// Reads the configuration of the nearest folder that has one, from the root upwards to the top of the
    /// repository.
    ///
    /// # Errors
    /// The first problem of that file: it cannot be read, is malformed, or has an unknown key or a bad value.
    pub fn find(root: &Path) -> Result<Config, Problem> {
        for folder in project_folders(root) {
            for (name, table) in [("wayline.toml", &[][..]), ("pyproject.toml", &["tool", "wayline"])] {
                let path = folder.join(name);
                let found = if path.is_file() { Self::read(root, &path, table)? } else { None };
                if let Some(config) = found {
                    return Ok(config);
                }
            }
        }
        Ok(Config::none())
    }

    /// Reads one file; `None` if it does not hold the table.
    fn read(root: &Path, path: &Path, table: &[&str]) -> Result<Option<Config>, Problem> {
        let shown = relative(root, path).unwrap_or_else(|| path.to_string_lossy().into_owned());
        let text = std::fs::read_to_string(path).map_err(|error| Problem::new(&*shown, reason(&error)))?;
        let at = |offset: usize, what: String| Problem::at(&*shown, &text, offset, what);
        let fault = |error: toml::de::Error| at(error.span().map_or(0, |span| span.start), error.message().to_owned());
        let document = match DeTable::parse(&text) {
            Ok(document) => document,
            // A project file that is broken elsewhere is reported where versions are read.
            Err(_) if !table.is_empty() && !text.contains(&table.join(".")) => return Ok(None),
            Err(error) => return Err(fault(error)),
        };
        let document = Spanned::new(document.span(), DeValue::Table(document.into_inner()));
        let Some(value) = table.iter().try_fold(&document, |value, key| value.get_ref().get(*key)) else {
            return Ok(None);
        };
        reject_unknown(value.get_ref()).map_err(|(offset, what)| at(offset, what))?;
        let keys = Keys::deserialize(ValueDeserializer::from(value.clone())).map_err(fault)?;
        Self::build(path, &keys).map(Some).map_err(|(offset, what)| at(offset, what))
    }

    fn build(path: &Path, keys: &Keys) -> Result<Config, (usize, String)> {
        let mut exclude = GitignoreBuilder::new(path.parent().unwrap_or(path));
        for pattern in &keys.exclude {
            let added = exclude.add_line(None, pattern.get_ref());
            added.map_err(|error| (pattern.span().start, format!("`exclude`: {error}")))?;
        }
        let exclude = exclude.build().map_err(|error| (0, format!("`exclude`: {error}")))?;
        let entry = keys.entry.iter().map(target).collect::<Result<_, _>>()?;
        let versions = keys.versions.iter().map(pin).collect::<Result<_, _>>()?;
        let (rules, settings) = (selection(keys)?, settings(keys)?);
        Ok(Config { path: Some(path.to_owned()), exclude, entry, versions, rules, settings })
    }
}

/// The root and the folders above it, nearest first, up to the first that is the top of a repository.
pub(super) fn project_folders(root: &Path) -> impl Iterator<Item = &Path> {
    let mut inside = true;
    root.ancestors().take_while(move |folder| {
        let was_inside = inside;
        inside = inside && !folder.join(".git").exists();
        was_inside
    })
}

#[cfg(test)]
mod tests;
