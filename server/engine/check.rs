//! What is wrong with a settled workspace? Runs the rules over a snapshot.

use super::{Extent, Snapshot, is_test_path};
use crate::rules::{self, Checked, Selection, Subject};
use std::sync::PoisonError;

impl Snapshot {
    /// What rules look at.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            api: &self.api,
            facts: &self.facts,
            paths: &self.paths,
            has_tests: self.extent >= Extent::Tests,
            is_test: is_test_path,
            looked: None,
        }
    }

    /// What the selected rules find.
    pub fn check(&self, selection: &Selection) -> Checked {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        rules::check(&self.subject(), &self.api, selection, &mut memory)
    }
}
