//! Does a handler look at what it found before it uses it?

use crate::facts::{Block, Expr, ExprId, Facts, ItemId, Name, StmtKind};

/// Whether a handler looks at a name before it uses it: in a test, with `or`, or in an `assert`.
pub(super) fn is_tested(facts: &Facts, item: ItemId, name: Name) -> bool {
    let code = facts.item(item);
    let is_name = |expr: ExprId| matches!(code.expr(expr), Expr::Name(known) if *known == name);
    let is_plain = |expr: &Expr| match expr {
        Expr::Or(one, other) | Expr::And(one, other) => is_name(*one) || is_name(*other),
        Expr::Unary(_, one) => is_name(*one),
        Expr::Compare(one, rest) => is_name(*one) || rest.iter().any(|(_, other)| is_name(*other)),
        Expr::Conditional { test, .. } => is_name(*test),
        _ => false,
    };
    let mut open: Vec<&Block> = vec![&code.block];
    while let Some(block) = open.pop() {
        for statement in block {
            open.extend(statement.kind.blocks());
            let is_test = match &statement.kind {
                StmtKind::If(tests, _) => tests.iter().any(|(test, _)| is_name(*test)),
                StmtKind::Assert(test) => is_name(*test),
                StmtKind::Match(subject, _) => is_name(*subject),
                _ => false,
            };
            if is_test {
                return true;
            }
        }
    }
    code.exprs.iter().any(is_plain)
}
