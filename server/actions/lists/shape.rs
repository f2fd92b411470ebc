//! How is a statement written that gives rows? What it assigns, and whether it goes on in another line.

use crate::facts::{ExprId, Stmt, StmtKind};

/// Whether an expression goes on in another line, outside of all brackets.
pub(super) fn goes_on(text: &str) -> bool {
    let mut depth = 0_i32;
    text.chars().any(|char| {
        depth += match char {
            '(' | '[' | '{' => 1,
            ')' | ']' | '}' => -1,
            _ => 0,
        };
        char == '\n' && depth == 0
    })
}

/// What a statement assigns or returns.
pub(super) fn value_of(statement: &Stmt) -> Option<ExprId> {
    match &statement.kind {
        StmtKind::Assign(_, value) | StmtKind::Return(Some(value)) => Some(*value),
        StmtKind::Annotate { value, .. } => *value,
        _ => None,
    }
}
