//! What is wrong with a settled workspace? Runs the rules over a snapshot.

use super::{Extent, Snapshot, is_test_path};
use crate::rules::{self, Checked, Selection, Subject};

impl Snapshot {
    /// What rules look at.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            api: &self.api,
            facts: &self.facts,
            paths: &self.paths,
            has_tests: self.extent >= Extent::Tests,
            is_test: is_test_path,
        }
    }

    /// What the selected rules find.
    pub fn check(&self, selection: &Selection) -> Checked {
        rules::check(&self.subject(), selection)
    }
}
