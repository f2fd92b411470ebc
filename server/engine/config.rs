//! What did the user configure? `wayline.toml`, or `[tool.wayline]` in `pyproject.toml`, typed and checked.

use super::locks::{normalised, version};
use super::problem::Problem;
use super::scan::{reason, relative};
use crate::eval::Version;
use crate::rules::{Level, Profile, Selection, UnknownRule};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
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

/// The file as it is written. [`KEYS`] repeats its keys: they are checked first, for the sake of the message.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Keys {
    exclude: Vec<Spanned<String>>,
    entry: Vec<Spanned<String>>,
    versions: BTreeMap<String, Spanned<String>>,
    profile: Option<Spanned<String>>,
    select: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    levels: BTreeMap<Spanned<String>, Spanned<String>>,
}

const KEYS: [&str; 7] = ["exclude", "entry", "versions", "profile", "select", "ignore", "levels"];

impl Config {
    /// No configuration.
    pub fn none() -> Self {
        let (exclude, rules) = (Gitignore::empty(), Selection::default());
        Config { path: None, exclude, entry: Vec::new(), versions: BTreeMap::new(), rules }
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
        let rules = selection(keys)?;
        Ok(Config { path: Some(path.to_owned()), exclude, entry, versions, rules })
    }
}

/// The rules that a profile, additions, exceptions and levels make.
fn selection(keys: &Keys) -> Result<Selection, (usize, String)> {
    let profile = keys.profile.as_ref().map_or(Ok(Profile::default()), |name| {
        let wrong = || (name.span().start, format!("`profile`: `{}` is none of {PROFILES}", name.get_ref()));
        Profile::parse(name.get_ref()).ok_or_else(wrong)
    })?;
    let mut selection = Selection::of(profile);
    let unknown =
        |key: &str, name: &Spanned<String>, error: UnknownRule| (name.span().start, format!("`{key}`: {error}"));
    for name in &keys.select {
        selection.select(name.get_ref()).map_err(|error| unknown("select", name, error))?;
    }
    for name in &keys.ignore {
        selection.ignore(name.get_ref()).map_err(|error| unknown("ignore", name, error))?;
    }
    for (name, level) in &keys.levels {
        let wrong = || (level.span().start, format!("`levels`: `{}` is none of {LEVELS}", level.get_ref()));
        let known = Level::parse(level.get_ref()).ok_or_else(wrong)?;
        selection.set_level(name.get_ref(), known).map_err(|error| unknown("levels", name, error))?;
    }
    Ok(selection)
}

const PROFILES: &str = "`recommended`, `strict`, `all`, `none`";
const LEVELS: &str = "`error`, `warning`, `info`, `hint`";

fn target(text: &Spanned<String>) -> Result<Target, (usize, String)> {
    let wrong = || format!("`entry`: `{}` is not of the form `module:application`", text.get_ref());
    Target::parse(text.get_ref()).ok_or_else(|| (text.span().start, wrong()))
}

fn pin((package, text): (&String, &Spanned<String>)) -> Result<(String, (Version, String)), (usize, String)> {
    let wrong = || format!("`versions`: `{}` of `{package}` is not a version such as `0.115`", text.get_ref());
    let version = version(text.get_ref()).ok_or_else(|| (text.span().start, wrong()))?;
    Ok((normalised(package), (version, text.get_ref().clone())))
}

fn reject_unknown(table: &DeValue) -> Result<(), (usize, String)> {
    let keys = table.as_table().into_iter().flat_map(|table| table.keys());
    match keys.filter(|key| !KEYS.contains(&&**key.get_ref())).min_by_key(|key| key.span().start) {
        Some(key) => Err((key.span().start, format!("unknown key `{}`; {}", key.get_ref(), suggestion(key.get_ref())))),
        None => Ok(()),
    }
}

fn suggestion(key: &str) -> String {
    let distance = |known: &&&str| strsim::damerau_levenshtein(known, key);
    match KEYS.iter().min_by_key(distance).filter(|known| distance(known) <= 2.max(known.len() / 3)) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("known keys are `{}`", KEYS.join("`, `")),
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
mod tests {
    use super::*;
    use insta::assert_snapshot;
    use std::fs;
    use tempfile::TempDir;

    /// A repository with one file.
    fn repository(name: &str, text: &str) -> TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join(".git")).unwrap();
        fs::write(root.path().join(name), text).unwrap();
        root
    }

    fn error(name: &str, text: &str) -> String {
        let root = repository(name, text);
        Config::find(root.path()).unwrap_err().to_string()
    }

    #[test]
    fn every_key_is_known_and_read() {
        let text = "exclude = ['old/']\nentry = ['app.main:app', 'app']\nprofile = 'none'\nselect = ['routing']\n\
                    ignore = ['malformed-path']\n[versions]\nFastAPI = '0.115'\n[levels]\nduplicate-route = 'hint'\n";
        let root = repository("wayline.toml", text);
        let config = Config::find(root.path()).unwrap();
        assert!(config.exclude.matched(root.path().join("old"), true).is_ignore());
        assert_eq!(config.entry[0], Target { module: "app.main".into(), object: "app".into() });
        assert_eq!(config.versions["fastapi"].0, Version(0, 115, 0));
        let levels = ["duplicate-route", "shadowed-route", "malformed-path", "body-on-get"];
        let levels = levels.map(|rule| config.rules.level(rule));
        assert_eq!(levels, [Some(Level::Hint), Some(Level::Error), None, None]);
        assert!(KEYS.iter().all(|key| text.contains(key)));
    }

    #[test]
    fn a_table_of_pyproject_serves_as_well_and_is_found_upwards() {
        let root = repository("pyproject.toml", "[project]\nname = 'x'\n[tool.wayline]\nentry = ['a:b']\n");
        let folder = root.path().join("deep/er");
        fs::create_dir_all(&folder).unwrap();
        assert_eq!(Config::find(&folder).unwrap().entry.len(), 1);
        fs::write(folder.join("pyproject.toml"), "[project]\nname = 'no table'").unwrap();
        assert_eq!(Config::find(&folder).unwrap().entry.len(), 1);
        fs::write(folder.join("wayline.toml"), "").unwrap();
        assert_eq!(Config::find(&folder).unwrap().entry.len(), 0, "the nearest file counts, and only it");
    }

    #[test]
    fn the_search_ends_at_the_top_of_the_repository() {
        let root = repository("wayline.toml", "nonsense = 1");
        let inner = root.path().join("inner");
        fs::create_dir_all(inner.join(".git")).unwrap();
        assert_eq!(Config::find(&inner).unwrap().path, None);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_the_closest_known_one() {
        assert_snapshot!(error("wayline.toml", "# x\n\nexlude = []\n"), @"wayline.toml:3: unknown key `exlude`; did you mean `exclude`?");
        assert_snapshot!(error("wayline.toml", "[version]\nx = '1'\n"), @"wayline.toml:1: unknown key `version`; did you mean `versions`?");
        assert_snapshot!(error("wayline.toml", "colour = 1"), @"wayline.toml:1: unknown key `colour`; known keys are `exclude`, `entry`, `versions`, `profile`, `select`, `ignore`, `levels`");
        assert_snapshot!(error("pyproject.toml", "[project]\n[tool.wayline]\nentri = []"), @"pyproject.toml:3: unknown key `entri`; did you mean `entry`?");
    }

    #[test]
    fn a_bad_value_is_an_error_with_its_line() {
        assert_snapshot!(error("wayline.toml", "exclude = 'x'"), @r#"wayline.toml:1: invalid type: string "x", expected a sequence"#);
        assert_snapshot!(error("wayline.toml", "entry = [\n 'a.b:c',\n 'app/main.py']"), @"wayline.toml:3: `entry`: `app/main.py` is not of the form `module:application`");
        assert_snapshot!(error("wayline.toml", "[versions]\nfastapi = 'newest'"), @"wayline.toml:2: `versions`: `newest` of `fastapi` is not a version such as `0.115`");
        assert_snapshot!(error("wayline.toml", "exclude = ['a/{b']"), @"wayline.toml:1: `exclude`: error parsing glob 'a/{b': unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)");
        assert_snapshot!(error("wayline.toml", "exclude = ["), @"wayline.toml:1: unclosed array, expected `]`");
    }

    #[test]
    fn an_unknown_rule_profile_or_level_is_an_error_with_what_was_meant() {
        assert_snapshot!(error("wayline.toml", "select = ['duplicate-routes']"), @"wayline.toml:1: `select`: no rule is called `duplicate-routes`; did you mean `duplicate-route`?");
        assert_snapshot!(error("wayline.toml", "ignore = ['E501']"), @"wayline.toml:1: `ignore`: no rule is called `E501`; `wayline rules` lists them");
        assert_snapshot!(error("wayline.toml", "[levels]\nshadow-route = 'hint'"), @"wayline.toml:2: `levels`: no rule is called `shadow-route`; did you mean `shadowed-route`?");
        assert_snapshot!(error("wayline.toml", "[levels]\nshadowed-route = 'bad'"), @"wayline.toml:2: `levels`: `bad` is none of `error`, `warning`, `info`, `hint`");
        assert_snapshot!(error("wayline.toml", "profile = 'x'"), @"wayline.toml:1: `profile`: `x` is none of `recommended`, `strict`, `all`, `none`");
    }

    #[test]
    fn a_broken_project_file_without_our_table_is_not_our_error() {
        let root = repository("pyproject.toml", "[project\n");
        assert_eq!(Config::find(root.path()).unwrap().path, None);
        assert!(error("pyproject.toml", "[tool.wayline]\nentry = [").starts_with("pyproject.toml:2: "));
    }
}
