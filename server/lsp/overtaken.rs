//! Did a change overtake another one? Some clients send changes out of order; their versions tell how they belong.

use crate::engine::Document;
use crate::syntax::Change;
use crate::text::Encoding;

/// How many changes are kept that may have overtaken others.
const KEPT: usize = 32;

/// The changes since a version was left out, in the order of their versions. Empty as long as each follows the last.
#[derive(Clone, Default)]
pub(super) struct Overtaken(Vec<Taken>);

#[derive(Clone)]
struct Taken {
    version: i32,
    before: Document,
    changes: Vec<Change>,
}

impl Overtaken {
    /// The next version of a document, and whether it was one that others had overtaken. A late one is put where it
    /// belongs, so that the text is the client's once all have come; the version is the latest.
    pub(super) fn edit(
        &mut self,
        document: &Document,
        version: i32,
        changes: &[Change],
        encoding: Encoding,
    ) -> (Document, bool) {
        let is_late = self.misses(version);
        let at = if is_late { self.0.partition_point(|taken| taken.version < version) } else { self.0.len() };
        let before = self.0.get(at).map_or(document, |taken| &taken.before).clone();
        let mut next = before.edit(version, encoding, changes);
        if !is_late && version <= document.version() {
            // Its versions go back: what is kept says nothing any more.
            self.0.clear();
            return (next, false);
        }
        if self.0.is_empty() && version == document.version() + 1 {
            return (next, false);
        }
        self.0.insert(at, Taken { version, before, changes: changes.to_vec() });
        for taken in &mut self.0[at + 1..] {
            let after = next.edit(taken.version, encoding, &taken.changes);
            taken.before = std::mem::replace(&mut next, after);
        }
        self.settle();
        (next, is_late)
    }

    /// Whether a version was left out so far.
    fn misses(&self, version: i32) -> bool {
        let first = self.0.first().is_some_and(|first| first.before.version() < version);
        let last = self.0.last().is_some_and(|last| version < last.version);
        first && last && self.0.iter().all(|taken| taken.version != version)
    }

    /// Forgets what nothing can be missing before.
    fn settle(&mut self) {
        let follows = |taken: &Taken| taken.before.version() + 1 == taken.version;
        if self.0.iter().all(follows) {
            self.0.clear();
        } else if self.0.len() > KEPT {
            self.0.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types a digit for each version at the end of the text, in the order given.
    fn typed(versions: &[i32]) -> (String, i32, usize) {
        let (mut document, mut overtaken) = (Document::new("", 0), Overtaken::default());
        for version in versions {
            let end = crate::text::Position { line: 0, column: u32::try_from(version - 1).unwrap() };
            let change = Change { range: Some((end, end)), text: (version % 10).to_string() };
            (document, _) = overtaken.edit(&document, *version, &[change], Encoding::Utf16);
        }
        (document.text(), document.version(), overtaken.0.len())
    }

    #[test]
    fn changes_that_come_out_of_order_are_put_in_order() {
        let expected = ("1234567".to_owned(), 7, 0);
        assert_eq!(typed(&[1, 2, 3, 4, 5, 6, 7]), expected);
        assert_eq!(typed(&[1, 2, 5, 3, 6, 4, 7]), expected);
        assert_eq!(typed(&[7, 6, 5, 4, 3, 2, 1]), expected);
    }

    #[test]
    fn a_client_that_leaves_versions_out_or_goes_back_costs_little() {
        let skipping: Vec<i32> = (1..200).map(|version| version * 2).collect();
        assert_eq!(typed(&skipping).2, KEPT);
        assert_eq!(typed(&[1, 2, 3, 2]), ("1223".to_owned(), 2, 0));
    }
}
