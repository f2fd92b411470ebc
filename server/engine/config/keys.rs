//! What stands in a configuration file? Its keys, and what each may say.

use super::Target;
use crate::actions::{Settings, UnknownSetting};
use crate::engine::locks::{normalised, version};
use crate::eval::Version;
use crate::rules::{Level, Profile, Selection, UnknownRule};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

/// The file as it is written. [`KEYS`] repeats its keys: they are checked first, for the sake of the message.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Keys {
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) entry: Vec<Spanned<String>>,
    pub(super) versions: BTreeMap<String, Spanned<String>>,
    pub(super) profile: Option<Spanned<String>>,
    pub(super) select: Vec<Spanned<String>>,
    pub(super) ignore: Vec<Spanned<String>>,
    pub(super) levels: BTreeMap<Spanned<String>, Spanned<String>>,
    pub(super) actions: BTreeMap<Spanned<String>, Spanned<Settled>>,
}

/// A value of a setting: switches and numbers may be written as such.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Settled {
    Switch(bool),
    Number(u32),
    Text(String),
}

pub(super) const KEYS: [&str; 8] = ["exclude", "entry", "versions", "profile", "select", "ignore", "levels", "actions"];

/// What the table `actions` settles.
pub(super) fn settings(keys: &Keys) -> Result<Settings, (usize, String)> {
    let mut settings = Settings::default();
    for (name, value) in &keys.actions {
        let text = match value.get_ref() {
            Settled::Switch(is_on) => is_on.to_string(),
            Settled::Number(number) => number.to_string(),
            Settled::Text(text) => text.clone(),
        };
        let wrong = |error: UnknownSetting| (name.span().start, format!("`actions`: {error}"));
        settings.set(name.get_ref(), &text).map_err(wrong)?;
    }
    Ok(settings)
}

/// The rules that a profile, additions, exceptions and levels make.
pub(super) fn selection(keys: &Keys) -> Result<Selection, (usize, String)> {
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

pub(super) fn target(text: &Spanned<String>) -> Result<Target, (usize, String)> {
    let wrong = || format!("`entry`: `{}` is not of the form `module:application`", text.get_ref());
    Target::parse(text.get_ref()).ok_or_else(|| (text.span().start, wrong()))
}

pub(super) fn pin(
    (package, text): (&String, &Spanned<String>),
) -> Result<(String, (Version, String)), (usize, String)> {
    let wrong = || format!("`versions`: `{}` of `{package}` is not a version such as `0.115`", text.get_ref());
    let version = version(text.get_ref()).ok_or_else(|| (text.span().start, wrong()))?;
    Ok((normalised(package), (version, text.get_ref().clone())))
}

pub(super) fn reject_unknown(table: &DeValue) -> Result<(), (usize, String)> {
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
