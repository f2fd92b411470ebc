//! What is an action? Its name, its page and two functions, as plain data.

use super::bench::Bench;
use super::cursor::Cursor;
use super::setting::Settings;
use crate::edit::Change;
use crate::syntax::Language;

/// One action. Its page `<name>.md` stands beside its code.
#[derive(Debug)]
pub struct Action {
    /// Its name, as the command line spells it: `add-pagination`.
    pub name: &'static str,
    /// What it does, one imperative phrase without a full stop.
    pub summary: &'static str,
    /// In which menu editors put it.
    pub kind: ActionKind,
    /// The languages it holds for.
    pub languages: &'static [Language],
    /// The rules whose findings it mends.
    pub mends: &'static [&'static str],
    /// The names of the settings it reads.
    pub settings: &'static [&'static str],
    /// Its page: what it does, before, after, limits.
    pub page: &'static str,
    /// What it could do at a cursor; nothing where it makes no sense. Must be quick: a menu waits for it.
    pub offer: fn(&Bench, &Cursor) -> Vec<Offer>,
    /// What it does there with some settings.
    pub make: fn(&Bench, &Cursor, &Settings) -> Result<Change, Refusal>,
}

impl Action {
    /// Where its page is published.
    pub fn url(&self) -> String {
        format!("{}/blob/main/docs/actions/{}.md", env!("CARGO_PKG_REPOSITORY"), self.name)
    }
}

/// In which menu an action stands, as the Language Server Protocol divides them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// `refactor.rewrite`.
    Rewrite,
    /// `refactor.extract`.
    Extract,
    /// `refactor.move`.
    Move,
    /// `source`: makes something new beside what is there.
    Source,
}

impl ActionKind {
    /// The kind as the protocol spells it (LSP 3.17, `CodeActionKind`).
    pub fn as_str(self) -> &'static str {
        match self {
            ActionKind::Rewrite => "refactor.rewrite",
            ActionKind::Extract => "refactor.extract",
            ActionKind::Move => "refactor.move",
            ActionKind::Source => "source",
        }
    }
}

/// One thing an action could do at a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it does, as an imperative sentence without a full stop; says what changes for callers.
    pub title: String,
    /// The settings that choose it among the offers of its action.
    pub set: Vec<(&'static str, String)>,
    /// Why it cannot be done here.
    pub refused: Option<Refusal>,
}

impl Offer {
    /// The only thing an action could do.
    pub fn new(title: impl Into<String>) -> Self {
        Offer { title: title.into(), set: Vec::new(), refused: None }
    }

    /// It is chosen by a setting.
    #[must_use]
    pub fn with(mut self, setting: &'static str, value: impl Into<String>) -> Self {
        self.set.push((setting, value.into()));
        self
    }

    /// It cannot be done here if there is a reason.
    #[must_use]
    pub fn unless(self, refused: Option<Refusal>) -> Self {
        Offer { refused, ..self }
    }
}

/// Why an action does nothing, one sentence without a full stop: what is in the way, and where that helps, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    /// A refusal for a reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Refusal(reason.into())
    }

    /// Two pieces of a change meet.
    pub fn overlap() -> Self {
        Refusal::new("the code is written in a way that this change does not fit")
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}
