//! What is a rule? Its name, its level, its page and a function over the API, as plain data.

use super::finding::Report;
use super::subject::Subject;
use crate::api::{Entry, Router, Service, Table};
use crate::syntax::Language;

/// One rule. Its page `<name>.md` stands beside its code.
#[derive(Debug)]
pub struct Rule {
    /// Its name, as configuration, comments and output spell it: `shadowed-route`.
    pub name: &'static str,
    /// What it is about; also its folder.
    pub group: Group,
    /// How bad a finding is, unless the configuration says otherwise.
    pub level: Level,
    /// The narrowest profile it belongs to.
    pub profile: Profile,
    /// The languages of the services it holds for: applications of others are never shown to it.
    pub languages: &'static [Language],
    /// What it finds, one phrase without a full stop.
    pub summary: &'static str,
    /// Its page: why, bad, good.
    pub page: &'static str,
    /// Whether some of its findings have a fix.
    pub fixes: bool,
    /// The check.
    pub check: Check,
}

impl Rule {
    /// Whether it looks at calls in tests, which are only there if somebody asked for them.
    pub fn needs_tests(&self) -> bool {
        self.group == Group::Tests
    }

    /// Where its page is published.
    pub fn url(&self) -> String {
        format!("{}/blob/main/docs/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), self.name)
    }
}

/// Rules that are about Python's frameworks.
pub const PYTHON: &[Language] = &[Language::Python];
/// Rules that are about Rust's frameworks.
pub const RUST: &[Language] = &[Language::Rust];
/// Rules that mean the same of services of every language.
pub const ALL: &[Language] = &[Language::Python, Language::Rust];

/// What a check looks at, one at a time.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// A route or mount in the order of its application.
    Entry(fn(&Subject, &Entry, &mut Report)),
    /// All routes and mounts of one application object.
    Table(fn(&Subject, &Table, &mut Report)),
    /// A router.
    Router(fn(&Subject, &Router, &mut Report)),
    /// An application.
    Service(fn(&Subject, &Service, &mut Report)),
    /// Everything at once.
    Api(fn(&Subject, &mut Report)),
    /// Each route or mount by itself, and what else there is at once.
    EntryAndApi(fn(&Subject, &Entry, &mut Report), fn(&Subject, &mut Report)),
    /// All routes and mounts of one application object, and what else there is at once.
    TableAndApi(fn(&Subject, &Table, &mut Report), fn(&Subject, &mut Report)),
    /// The comments that suppress findings: checked once all other rules have run.
    Suppressions,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Group {
    Routing,
    Inputs,
    Outputs,
    Security,
    Wiring,
    Runtime,
    Tests,
    Project,
}

impl Group {
    /// All groups, in the order of the documentation.
    pub const ALL: [Group; 8] = [
        Group::Routing,
        Group::Inputs,
        Group::Outputs,
        Group::Security,
        Group::Wiring,
        Group::Runtime,
        Group::Tests,
        Group::Project,
    ];

    /// Its name, which is that of its folder.
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Routing => "routing",
            Group::Inputs => "inputs",
            Group::Outputs => "outputs",
            Group::Security => "security",
            Group::Wiring => "wiring",
            Group::Runtime => "runtime",
            Group::Tests => "tests",
            Group::Project => "project",
        }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// There is a better way.
    Hint,
    /// Worth knowing.
    Info,
    /// Very likely wrong.
    Warning,
    /// Fails, or is never reached, at run time.
    Error,
}

impl Level {
    /// All levels, the worst first.
    pub const ALL: [Level; 4] = [Level::Error, Level::Warning, Level::Info, Level::Hint];

    /// The lower-case name that configuration and output use.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "info",
            Level::Hint => "hint",
        }
    }

    /// The level of a name.
    pub fn parse(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.as_str() == name)
    }
}

/// A set of rules that one word turns on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// No rule.
    None,
    /// What is right nearly always.
    #[default]
    Recommended,
    /// What is recommended, and matters of taste.
    Strict,
    /// Every rule.
    All,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Profile; 4] = [Profile::Recommended, Profile::Strict, Profile::All, Profile::None];

    /// The lower-case name that configuration uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Profile::None => "none",
            Profile::Recommended => "recommended",
            Profile::Strict => "strict",
            Profile::All => "all",
        }
    }

    /// The profile of a name.
    pub fn parse(name: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|profile| profile.as_str() == name)
    }

    /// Whether a rule belongs to it.
    pub fn holds(self, rule: &Rule) -> bool {
        match self {
            Profile::None => false,
            Profile::All => true,
            Profile::Recommended => rule.profile == Profile::Recommended,
            Profile::Strict => matches!(rule.profile, Profile::Recommended | Profile::Strict),
        }
    }
}
