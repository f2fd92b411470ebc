//! Which rules run, and at which level? A profile, and what configuration and command line add to it and take away.

use super::rule::{Level, Profile, Rule};
use super::{RULES, rule};

/// The rules that run, each with the level of its findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// By index in [`RULES`].
    levels: Vec<Option<Level>>,
}

impl Default for Selection {
    fn default() -> Self {
        Selection::of(Profile::default())
    }
}

/// A name that is no rule, and what was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The name.
    pub name: String,
    /// The closest rule.
    pub closest: Option<&'static str>,
}

impl std::fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no rule is called `{}`; ", self.name)?;
        match self.closest {
            Some(closest) => write!(f, "did you mean `{closest}`?"),
            None => f.write_str("`wayline rules` lists them"),
        }
    }
}

impl std::error::Error for UnknownRule {}

impl Selection {
    /// The rules of a profile, at their own levels.
    pub fn of(profile: Profile) -> Self {
        Selection { levels: RULES.iter().map(|rule| profile.holds(rule).then_some(rule.level)).collect() }
    }

    /// Adds rules: a name, a group, or `all`.
    ///
    /// # Errors
    /// The name, if it is none of these.
    pub fn select(&mut self, name: &str) -> Result<(), UnknownRule> {
        for index in indices(name)? {
            self.levels[index].get_or_insert(RULES[index].level);
        }
        Ok(())
    }

    /// Takes rules away: a name, a group, or `all`.
    ///
    /// # Errors
    /// The name, if it is none of these.
    pub fn ignore(&mut self, name: &str) -> Result<(), UnknownRule> {
        indices(name)?.into_iter().for_each(|index| self.levels[index] = None);
        Ok(())
    }

    /// Sets the level of a rule, if it runs; it does not make it run.
    ///
    /// # Errors
    /// The name, if it is no rule.
    pub fn set_level(&mut self, name: &str, level: Level) -> Result<(), UnknownRule> {
        for index in indices(name)? {
            self.levels[index] = self.levels[index].map(|_| level);
        }
        Ok(())
    }

    /// The level of a rule's findings; `None` if it does not run.
    pub fn level(&self, name: &str) -> Option<Level> {
        let index = RULES.iter().position(|rule| rule.name == name)?;
        self.levels[index]
    }

    /// The rules that run, with their levels.
    pub fn rules(&self) -> impl Iterator<Item = (&'static Rule, Level)> {
        RULES.iter().zip(&self.levels).filter_map(|(rule, level)| Some((*rule, (*level)?)))
    }
}

fn indices(name: &str) -> Result<Vec<usize>, UnknownRule> {
    let is_meant = |rule: &Rule| name == "all" || rule.name == name || rule.group.as_str() == name;
    let found: Vec<usize> = (0..RULES.len()).filter(|index| is_meant(RULES[*index])).collect();
    if found.is_empty() { Err(unknown(name)) } else { Ok(found) }
}

/// What was probably meant by a name that is no rule.
pub fn unknown(name: &str) -> UnknownRule {
    let distance = |known: &&str| strsim::damerau_levenshtein(known, name);
    let closest = RULES.iter().map(|rule| rule.name).min_by_key(distance);
    let closest = closest.filter(|known| distance(known) <= 3.max(known.len() / 3));
    UnknownRule { name: name.to_owned(), closest }
}

/// The rule of a name.
///
/// # Errors
/// The name, if there is none.
pub fn find(name: &str) -> Result<&'static Rule, UnknownRule> {
    rule(name).ok_or_else(|| unknown(name))
}
