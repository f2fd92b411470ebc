//! What may users settle about actions? Names, values and defaults; the configuration, the command line and each offer
//! of an action speak of the same ones.

use std::collections::BTreeMap;

/// One thing that can be settled.
#[derive(Debug)]
pub struct Setting {
    /// Its name, as `--set` and the configuration spell it.
    pub name: &'static str,
    /// What it is for, one phrase.
    pub summary: &'static str,
    /// What it may be; empty if any text will do.
    pub values: &'static [&'static str],
    /// What holds if nobody says anything.
    pub default: &'static str,
}

const SWITCH: &[&str] = &["true", "false"];

/// All of them, by name.
pub static SETTINGS: &[Setting] = &[
    Setting {
        name: "auth_dependency",
        summary: "what refuses a request without credentials, such as `app.api.deps:CurrentUser`; empty to look for it",
        values: &[],
        default: "",
    },
    Setting {
        name: "auth_style",
        summary: "what is generated where a project has no authentication yet",
        values: &["jwt", "oauth2", "api_key"],
        default: "jwt",
    },
    Setting {
        name: "envelope",
        summary: "whether a page of a list says how it goes on, which changes the response",
        values: SWITCH,
        default: "true",
    },
    Setting {
        name: "line_length",
        summary: "how long a line may be, in characters; `auto` is 88 in Python and 100 in Rust",
        values: &[],
        default: "auto",
    },
    Setting {
        name: "pagination",
        summary: "how pages of a list are asked for",
        values: &["cursor", "offset", "page"],
        default: "cursor",
    },
    Setting {
        name: "pagination_max",
        summary: "how many items a page may hold, at most 1000",
        values: &[],
        default: "100",
    },
    Setting {
        name: "placement",
        summary: "where a dependency is added",
        values: &["function", "decorator", "router"],
        default: "function",
    },
];

/// What is settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(BTreeMap<&'static str, String>);

/// A name or a value that no setting has: one line for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSetting(String);

impl std::fmt::Display for UnknownSetting {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl Settings {
    /// Settles one thing.
    ///
    /// # Errors
    /// If there is no such setting, or it cannot have the value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), UnknownSetting> {
        let known = SETTINGS.iter().find(|setting| setting.name == name).ok_or_else(|| unknown_name(name))?;
        let is_number = |max: u32| value.parse::<u32>().is_ok_and(|number| (1..=max).contains(&number));
        let wrong = match known.name {
            "pagination_max" if !is_number(1000) => Some("a number from 1 to 1000".to_owned()),
            "line_length" if value != "auto" && !is_number(1000) => Some("`auto` or a number of characters".to_owned()),
            _ if known.values.is_empty() || known.values.contains(&value) => None,
            _ => Some(format!("one of `{}`", known.values.join("`, `"))),
        };
        if let Some(wanted) = wrong {
            return Err(UnknownSetting(format!("`{name}` is {wanted}, not `{value}`")));
        }
        self.0.insert(known.name, value.to_owned());
        Ok(())
    }

    /// These, and on top of them what an offer sets.
    #[must_use]
    pub fn and(&self, set: &[(&'static str, String)]) -> Self {
        let mut all = self.clone();
        all.0.extend(set.iter().cloned());
        all
    }

    /// What holds for a name of [`SETTINGS`].
    pub fn get(&self, name: &'static str) -> &str {
        let default = || SETTINGS.iter().find(|setting| setting.name == name).map_or("", |setting| setting.default);
        self.0.get(name).map_or_else(default, String::as_str)
    }

    /// Whether somebody settled it.
    pub fn says(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Whether a switch is on.
    pub fn is_on(&self, name: &'static str) -> bool {
        self.get(name) == "true"
    }
}

fn unknown_name(name: &str) -> UnknownSetting {
    let distance = |known: &&str| strsim::damerau_levenshtein(known, name);
    let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
    let near = names.iter().copied().min_by_key(distance).filter(|known| distance(known) <= 3);
    UnknownSetting(match near {
        Some(near) => format!("there is no setting `{name}`; did you mean `{near}`?"),
        None => format!("there is no setting `{name}`; there are `{}`", names.join("`, `")),
    })
}
