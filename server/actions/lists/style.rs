//! How are pages of a list asked for? By what came last, by how many to leave out, or by number.

use crate::actions::Settings;

/// The value of the setting `pagination`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Cursor,
    Offset,
    Page,
}

impl Style {
    pub(super) const ALL: [Style; 3] = [Style::Cursor, Style::Offset, Style::Page];

    pub(super) fn of(settings: &Settings) -> Self {
        let known = settings.get("pagination");
        Style::ALL.into_iter().find(|style| style.as_str() == known).unwrap_or(Style::Cursor)
    }

    /// As the setting spells it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Style::Cursor => "cursor",
            Style::Offset => "offset",
            Style::Page => "page",
        }
    }

    /// The class of a page that is made where a project has none.
    pub(super) fn class(self) -> &'static str {
        if self == Style::Cursor { "CursorPage" } else { "Page" }
    }
}
