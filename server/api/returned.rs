//! What do the bodies of handlers return that is no answer? HTTP exceptions, and status codes beside data.

use super::body::{Deed, Doing, Reader, last, visit};
use crate::eval::Value;
use crate::facts::{Code, Expr, ExprId, Name, StmtKind};
use std::sync::Arc;

impl Reader<'_, '_> {
    /// What the body returns that matters.
    pub(super) fn read_returned(&mut self, found: &mut Vec<Doing>) {
        let code = Arc::clone(&self.cx.code);
        let mut returned = Vec::new();
        visit(&code.block, &mut |stmt| {
            if let StmtKind::Return(Some(value)) = stmt.kind {
                returned.push(value);
            }
        });
        let is_generator = code.is_generator;
        for value in returned.into_iter().filter(|_| !is_generator) {
            let made = assigned(&code, value).unwrap_or(value);
            if let Some(class) = self.exception(made) {
                found.push(self.doing(value, Deed::ReturnsException(class)));
            } else if let Some(status) = status(&code, value).filter(|_| !may_be_pair(&self.returns)) {
                found.push(self.doing(value, Deed::ReturnsStatus(status)));
            } else if is_data(&code, value) {
                found.push(self.doing(value, Deed::ReturnsData));
            }
        }
    }

    /// The class of the HTTP exception that an expression makes.
    fn exception(&mut self, made: ExprId) -> Option<String> {
        let code = Arc::clone(&self.cx.code);
        let Expr::Call(callee, _) = code.expr(made) else { return None };
        let class = self.global(*callee)?;
        match &class {
            Value::External(path) => is_exception(path).then(|| last(path).to_owned()),
            Value::Class(id) => {
                let class = &self.machine.heap.classes[*id];
                let is_one = |base: &Value| matches!(base, Value::External(path) if is_exception(path));
                class.mro.iter().any(is_one).then(|| class.name.to_string())
            }
            _ => None,
        }
    }
}

/// What a name stands for that is assigned once, by a statement of its own.
fn assigned(code: &Code, value: ExprId) -> Option<ExprId> {
    let Expr::Name(name) = code.expr(value) else { return None };
    let mut made = Vec::new();
    visit(&code.block, &mut |stmt| {
        if let StmtKind::Assign(targets, value) = &stmt.kind
            && targets.iter().any(|target| matches!(code.expr(*target), Expr::Name(known) if known == name))
        {
            made.push((targets.len(), *value));
        }
    });
    match made[..] {
        [(1, made)] if !is_bound_otherwise(code, *name) => Some(made),
        _ => None,
    }
}

/// Whether anything but an assignment may bind a name.
fn is_bound_otherwise(code: &Code, name: Name) -> bool {
    let is_name = |id: ExprId| matches!(code.expr(id), Expr::Name(known) if *known == name);
    let mut found = code.exprs.iter().any(|expr| matches!(expr, Expr::Bind(known, _) if *known == name));
    visit(&code.block, &mut |stmt| {
        found |= match &stmt.kind {
            StmtKind::For { target, .. } | StmtKind::Annotate { target, .. } | StmtKind::Augment(target, ..) => {
                is_name(*target) || !matches!(code.expr(*target), Expr::Name(_))
            }
            StmtKind::Assign(targets, _) => {
                targets.iter().any(|target| matches!(code.expr(*target), Expr::List(_) | Expr::Tuple(_)))
            }
            StmtKind::With(_) | StmtKind::Try { .. } | StmtKind::Match(..) => true,
            _ => false,
        };
    });
    found
}

/// Whether a line may end in a status code that is returned beside data, or assign an exception.
pub(super) fn may_be_returned(line: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let assigned = line.split_once("HTTPException(");
    may_be_status(line)
        || assigned.is_some_and(|(before, _)| before.trim_end_matches(is_part).trim_end().ends_with('='))
}

fn may_be_status(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim_end().trim_end_matches(')');
    let before = line.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    let last = line[before.len()..].rsplit('.').next().unwrap_or_default();
    let is_status = last.starts_with("HTTP_") || last.len() == 3 && last.bytes().all(|byte| byte.is_ascii_digit());
    before.trim_end().ends_with(',') && !before.contains('=') && is_status
}

/// The status code of a pair of data and a status code.
fn status(code: &Code, value: ExprId) -> Option<u16> {
    let Expr::Tuple(items) = code.expr(value) else { return None };
    let [data, status] = **items else { return None };
    let number = match code.expr(status) {
        Expr::Int(number) => u16::try_from(*number).ok()?,
        Expr::Attribute(_, name) => name.strip_prefix("HTTP_")?.get(..3)?.parse().ok()?,
        _ => return None,
    };
    let is_known =
        matches!(number, 200..=208 | 226 | 300..=308 | 400..=418 | 421..=426 | 428 | 429 | 431 | 451 | 500..=511);
    let is_number = matches!(code.expr(data), Expr::Int(_) | Expr::Float(_));
    (is_known && !is_number).then_some(number)
}

/// Whether the annotation of what a function returns speaks of a pair or of anything.
fn may_be_pair(annotation: &str) -> bool {
    ["uple", "ist", "equence", "Any", "terable"].iter().any(|part| annotation.contains(part))
}

/// Whether an expression is certainly data that a response would carry.
fn is_data(code: &Code, value: ExprId) -> bool {
    use Expr::{Bool, Comprehension, Dict, Float, Format, Int, List, Str};
    matches!(code.expr(value), Bool(_) | Comprehension(_) | Dict(_) | Float(_) | Format(_) | Int(_) | List(_) | Str(_))
}

fn is_exception(path: &str) -> bool {
    let library = path.split('.').next().unwrap_or_default();
    ["fastapi", "starlette"].contains(&library) && last(path) == "HTTPException"
}
