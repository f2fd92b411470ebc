//! Which expressions did evaluation want to see as they are written? Code is equal where text differs: a cast or a comment
//! is no code.

use super::{ExprId, Facts, ItemId, Node};
use rustc_hash::FxHashSet;
use std::sync::{Mutex, PoisonError};

/// The expressions of one file whose text somebody has asked for.
#[derive(Debug, Default)]
pub struct Written(Mutex<FxHashSet<(ItemId, ExprId)>>);

impl Clone for Written {
    fn clone(&self) -> Self {
        Written(Mutex::new(self.known()))
    }
}

impl Written {
    fn known(&self) -> FxHashSet<(ItemId, ExprId)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// An evaluation begins: what others asked before does not count.
    pub(super) fn begin(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Facts {
    /// An expression as it is written, on one line; notes that somebody has seen it.
    pub fn written(&self, item: ItemId, expr: ExprId) -> String {
        self.written.0.lock().unwrap_or_else(PoisonError::into_inner).insert((item, expr));
        self.on_one_line(item, expr)
    }

    fn on_one_line(&self, item: ItemId, expr: ExprId) -> String {
        let span = self.span(item, Node::Expr(expr));
        let text = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether everything that was asked for is written the same in another version, which takes over what was asked.
    pub(super) fn is_written_like(&self, after: &mut Facts) -> bool {
        let asked = self.written.known();
        let same = asked.iter().all(|(item, expr)| self.on_one_line(*item, *expr) == after.on_one_line(*item, *expr));
        after.written = Written(Mutex::new(asked));
        same
    }
}
