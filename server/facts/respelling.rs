//! Do two versions of some code differ only in what string literals say?

use super::{Code, Expr, ExprId, ItemId, Node, Place};
use crate::text::FileId;
use std::sync::Arc;

/// A string literal that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respelling {
    /// The literal.
    pub at: Place,
    /// What it said.
    pub before: Arc<str>,
    /// What it says.
    pub after: Arc<str>,
}

/// What the literals of one body of a file say otherwise; `None` if the codes of its items differ in anything else.
pub(super) fn respelled_codes(
    (file, body): (FileId, u32),
    before: &[Arc<Code>],
    after: &[Arc<Code>],
) -> Option<Vec<Respelling>> {
    if before.len() != after.len() {
        return None;
    }
    let mut found = Vec::new();
    for (nested, (before, after)) in (0..).zip(before.iter().zip(after)) {
        if !Arc::ptr_eq(before, after) {
            respelled_code((file, ItemId { body, nested }), before, after, &mut found)?;
        }
    }
    Some(found)
}

fn respelled_code(
    (file, item): (FileId, ItemId),
    before: &Code,
    after: &Code,
    found: &mut Vec<Respelling>,
) -> Option<()> {
    let same = before.block == after.block
        && before.functions == after.functions
        && before.classes == after.classes
        && before.is_generator == after.is_generator
        && before.compiled_if == after.compiled_if
        && before.doc == after.doc
        && before.exprs.len() == after.exprs.len();
    for (index, (before, after)) in before.exprs.iter().zip(&after.exprs).enumerate().filter(|_| same) {
        match (before, after) {
            (Expr::Str(before), Expr::Str(after)) if before != after => found.push(Respelling {
                at: Place { file, item, node: Node::Expr(ExprId::at(index)) },
                before: Arc::clone(before),
                after: Arc::clone(after),
            }),
            _ if before == after => {}
            _ => return None,
        }
    }
    same.then_some(())
}
