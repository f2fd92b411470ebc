//! What do calls tell of functions, and does an edit change it?

use super::functions::{Key, Node};
use crate::text::FileId;
use rustc_hash::FxHashSet;

/// A function: its file, and how many stand before it there.
pub(super) type At = (FileId, u32);

/// What is told of functions. While it stays, evaluation does the same.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Functions that may lead to a router.
    pub(super) leading: FxHashSet<At>,
    /// What those may be called by.
    pub(super) leading_keys: FxHashSet<Key>,
    /// Functions that others call which put routers together, as far as names tell.
    pub(super) composed: FxHashSet<At>,
    /// Functions that serve something, in order of files.
    pub(super) serving: Vec<At>,
}

impl Told {
    /// Whether the same is told if a function calls something else: a call that leads nowhere says nothing, and one more
    /// that leads to a router says nothing of a function that names one.
    pub(super) fn holds_for(&self, before: &Node, after: &Node) -> bool {
        let differs = |some: &Node, other: &Node| {
            some.calls.iter().any(|key| !other.calls.contains(key) && self.leading_keys.contains(key))
        };
        let leads_alike = || after.is_seed || !differs(before, after) && !differs(after, before);
        before.is_like(after) && (before.calls == after.calls || !after.composes && leads_alike())
    }
}
