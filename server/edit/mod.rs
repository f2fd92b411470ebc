//! How does a workspace change? Replacements in files, applied the same way for fixes and actions.

mod below;
mod chain;
mod draft;
mod import;
mod imports;
mod layout;
mod lines;
mod list;
mod members;
mod mention;
mod module_name;
mod order;
mod parameters;
mod rust;
mod signature;
mod uses;

pub use below::{line_above, line_below, move_below};
pub use chain::{links_after, move_link_above, move_link_below, whole_chain};
pub use draft::Draft;
pub use import::{Imported, import};
pub use imports::Imports;
pub use layout::Layout;
pub use lines::{indent_of_line, indented, line_break, line_start};
pub use list::{Element, Insertion, List};
pub use members::{Member, Members, members};
pub use mention::{is_spelled, is_used, mentions};
pub use module_name::{module_name, new_module_name};
pub use order::move_above;
pub use parameters::Parameters;
pub use rust::{Attribute, Chain, Field, ImplHead, Link, Record, Signature, Taker, Value};
pub use signature::add_parameter;
pub use uses::{Uses, drop_use, move_use};

use crate::text::{FileId, Splice};

/// What somebody may do to the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it does, as an imperative sentence without a full stop.
    pub title: String,
    /// The replacements; those of one file do not overlap.
    pub edits: Vec<Edit>,
    /// The files it makes; none of them may be there.
    pub created: Vec<NewFile>,
    /// Whether it may change what the program does.
    pub safety: Safety,
}

/// A file that is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path relative to the workspace, with `/` between parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// One replacement in one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file.
    pub file: FileId,
    /// What is replaced, and by what.
    pub splice: Splice,
}

/// Whether a change may be made without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// The program does what it was meant to do, and nothing else changes.
    Safe,
    /// What it does may change in ways that somebody has to want.
    Unsafe,
}

/// A text with these replacements made; `None` if they overlap or lie outside of it.
pub fn apply<'e>(text: &str, splices: impl IntoIterator<Item = &'e Splice>) -> Option<String> {
    let mut splices: Vec<&Splice> = splices.into_iter().collect();
    splices.sort_unstable();
    splices.dedup();
    let (mut changed, mut at) = (String::with_capacity(text.len()), 0);
    for splice in splices {
        let (start, end) = (splice.span.start as usize, splice.span.end as usize);
        changed.push_str(text.get(at..start).filter(|_| start <= end)?);
        changed.push_str(&splice.text);
        at = end;
    }
    changed.push_str(text.get(at..)?);
    Some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn splice(start: u32, end: u32, text: &str) -> Splice {
        Splice { span: Span { start, end }, text: text.to_owned() }
    }

    #[test]
    fn replacements_are_made_in_the_order_of_the_text() {
        let splices = [splice(4, 5, "Y"), splice(0, 1, "XX"), splice(4, 5, "Y")];
        assert_eq!(apply("a b c", &splices).as_deref(), Some("XX b Y"), "the same one twice counts once");
    }

    #[test]
    fn replacements_that_overlap_or_leave_the_text_are_refused() {
        assert_eq!(apply("abc", &[splice(0, 2, ""), splice(1, 3, "")]), None);
        assert_eq!(apply("abc", &[splice(2, 9, "")]), None);
        assert_eq!(apply("é", &[splice(1, 2, "")]), None);
    }
}
