//! What of lowering one version of a text serves the next? Its outline with the tree: only what differs is parsed again.

use crate::syntax::{Language, Source};
use crate::text::{Span, Splice};
use tree_sitter::Tree;

/// The outline of the last version of a text, parsed.
#[derive(Clone, Debug, Default)]
pub struct Memory(Option<Source>);

impl Memory {
    /// The tree of the next outline, which the version after that will be compared with. `None` if it has errors: how the
    /// parser recovers depends on what it reuses.
    pub(super) fn parse(&mut self, language: Language, outline: &str) -> Option<Tree> {
        let source = match self.0.take() {
            Some(known) => known.splice(0, &[difference(&known.text().to_string(), outline)]),
            None => Source::new(language, outline, 0)?,
        };
        let tree = Some(source.tree().clone()).filter(|tree| !tree.root_node().has_error())?;
        self.0 = Some(source);
        Some(tree)
    }

    /// Forgets what is known.
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }
}

/// The one replacement that makes a text another: what is between their common start and their common end.
fn difference(before: &str, after: &str) -> Splice {
    let same = |(a, b): &(u8, u8)| a == b;
    let mut start = before.bytes().zip(after.bytes()).take_while(same).count();
    while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
        start -= 1;
    }
    let rest = (before.len() - start).min(after.len() - start);
    let mut behind = before.bytes().rev().zip(after.bytes().rev()).take(rest).take_while(same).count();
    while !before.is_char_boundary(before.len() - behind) || !after.is_char_boundary(after.len() - behind) {
        behind -= 1;
    }
    let span = Span { start: start as u32, end: (before.len() - behind) as u32 };
    Splice { span, text: after[start..after.len() - behind].to_owned() }
}
