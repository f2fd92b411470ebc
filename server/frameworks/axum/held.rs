//! Does a handler hold a lock of the standard library while it waits? Its future is not `Send` then, and it is no handler.

use crate::eval::{Cx, FunctionObject, Machine};
use crate::facts::{Block, Code, Expr, ExprId, Facts, ItemId, Name, Node, Question, Stmt, StmtKind};
use crate::frameworks::extract::lock_of;
use crate::frameworks::{Oddity, Remark, Uncallable};
use crate::text::Span;
use std::sync::Arc;

/// Guards that a handler certainly holds where it waits, told only where each mention of a guard leaves it in place.
pub(super) fn held(machine: &mut Machine, function: &FunctionObject) -> Vec<Remark> {
    let (facts, item) = (Arc::clone(&function.facts), function.signature().item);
    if !function.signature().is_async || facts.ask(item, &Question::plain(may_hold)) == Some(0) {
        return Vec::new();
    }
    let cx = Cx::new(&facts, item, function.closure, function.module);
    let code = Arc::clone(facts.item(item));
    let body = Body { facts: &facts, item, code: &code };
    // What an `async` block or closure holds is no part of this future.
    if body.text(body.whole()).contains("async") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for held in body.guards() {
        let wanted = if held.method == "lock" { "std::sync::Mutex" } else { "std::sync::RwLock" };
        if lock_of(machine, cx.place(held.call)).as_deref() == Some(wanted) {
            let why = Uncallable::HoldsGuard(held.name.to_string(), wanted);
            found.push(Remark { at: cx.place(held.target), what: Oddity::Uncallable(why) });
        }
    }
    found
}

/// 1 if a body may hold a guard while it waits, else 0.
fn may_hold(text: &str, _: &[Name]) -> u64 {
    let locks = [".lock()", ".read()", ".write()"].iter().any(|lock| text.contains(lock));
    u64::from(locks && text.contains(".await") && !text.contains("async"))
}

/// A guard that is bound to a name and alive at an `.await` below.
struct Guard {
    name: Name,
    target: ExprId,
    method: Name,
    /// The call that takes the lock.
    call: ExprId,
}

struct Body<'a> {
    facts: &'a Facts,
    item: ItemId,
    code: &'a Code,
}

impl<'a> Body<'a> {
    fn span(&self, node: Node) -> Span {
        self.facts.span(self.item, node)
    }

    fn text(&self, span: Span) -> &'a str {
        self.facts.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// From the first statement to the last.
    fn whole(&self) -> Span {
        let marks = self.code.block.iter().map(|stmt| self.span(Node::Mark(stmt.mark)));
        marks
            .reduce(|one, next| Span { start: one.start.min(next.start), end: one.end.max(next.end) })
            .unwrap_or_default()
    }

    fn guards(&self) -> Vec<Guard> {
        let inner =
            self.code.exprs.iter().filter_map(|expr| if let Expr::Block(block) = expr { Some(block) } else { None });
        let mut open: Vec<&Block> = inner.chain([&self.code.block]).collect();
        let mut found = Vec::new();
        while let Some(block) = open.pop() {
            open.extend(block.iter().flat_map(|stmt| stmt.kind.blocks()));
            found.extend((0..block.len()).filter_map(|at| self.guard(&block[at], &block[at + 1..])));
        }
        found
    }

    /// The guard that a statement binds, if it is alive at an `.await` of those that follow in its block.
    fn guard(&self, stmt: &Stmt, following: &[Stmt]) -> Option<Guard> {
        let StmtKind::Assign(targets, value) = &stmt.kind else { return None };
        let [target] = **targets else { return None };
        let Expr::Name(name) = self.code.expr(target) else { return None };
        let (call, method) = self.taken(*value)?;
        let bound = self.span(Node::Expr(*value)).end;
        let end = following.last().map(|last| self.span(Node::Mark(last.mark)).end)?;
        let awaits = self.code.exprs.iter().enumerate().filter(|(_, expr)| matches!(expr, Expr::Await(_)));
        let ends = awaits.map(|(at, _)| self.span(Node::Expr(ExprId::at(at))).end);
        let waits = ends.filter(|at| bound < *at && *at <= end).min()?;
        let between = self.text(Span { start: bound, end: waits });
        let leaves = following.iter().take_while(|stmt| self.span(Node::Mark(stmt.mark)).end < waits).any(|stmt| {
            matches!(stmt.kind, StmtKind::Return(_) | StmtKind::Raise(_) | StmtKind::Break | StmtKind::Continue)
        });
        let is_held = *name != "_" && !leaves && between.trim_start().starts_with(';') && stays(between, name);
        is_held.then_some(Guard { name: *name, target, method, call })
    }

    /// The call that takes a lock, if a value is nothing but its guard: `x.lock().unwrap()`.
    fn taken(&self, value: ExprId) -> Option<(ExprId, Name)> {
        let (call, opened, _) = self.method(value)?;
        let (mut root, method, args) = self.method(call)?;
        let is_guard = matches!(opened.as_str(), "unwrap" | "expect") && args == 0;
        if !is_guard || !matches!(method.as_str(), "lock" | "read" | "write") {
            return None;
        }
        while let Expr::Attribute(base, _) | Expr::Call(base, _) = self.code.expr(root) {
            root = *base;
        }
        // What stands before is all that is done to the guard: `*x.lock().unwrap()` copies what is inside.
        let before = self.facts.text.get(..self.span(Node::Expr(root)).start as usize)?;
        let from = Span { start: self.span(Node::Expr(root)).start, end: self.span(Node::Expr(value)).end };
        let is_plain = before.trim_end().ends_with('=') && !self.text(from).contains('?');
        is_plain.then_some((call, method))
    }

    /// A call of a method: of what, its name, and how many arguments it is given.
    fn method(&self, call: ExprId) -> Option<(ExprId, Name, usize)> {
        let Expr::Call(callee, args) = self.code.expr(call) else { return None };
        let Expr::Attribute(base, name) = self.code.expr(*callee) else { return None };
        Some((*base, *name, args.len()))
    }
}

/// Whether what follows a `let` leaves the guard it binds where it is. What was borrowed once counts as held until its
/// scope ends, even if it is given away later: `drop(guard)` does not help.
fn stays(following: &str, name: &str) -> bool {
    let is_part = |char: char| char.is_alphanumeric() || char == '_';
    let mut mentions = following.match_indices(name).filter_map(|(at, _)| {
        let (before, after) = (&following[..at], &following[at + name.len()..]);
        let is_whole = !before.ends_with(is_part) && !after.starts_with(is_part) && !before.ends_with('.');
        (is_whole && !is_comment(before)).then_some((before, after))
    });
    mentions.next().is_none_or(|(before, after)| {
        let is_used = after.starts_with('.') && !after.starts_with("..") || after.starts_with('[');
        is_used || before.ends_with('*') || before.ends_with('&') || before.ends_with("&mut ")
    })
}

/// Whether what comes next stands in a comment to the end of the line.
fn is_comment(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.split_once("//").is_some_and(|(code, _)| code.matches('"').count() % 2 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_is_held_unless_it_is_given_away_before_anybody_borrows_it() {
        assert!(stays("; wait().await", "guard"));
        assert!(stays("; *guard += 1; wait().await", "guard"));
        assert!(stays("; guard.push(1); drop(guard); wait().await", "guard"));
        assert!(stays("; show(&guard); wait().await", "guard"));
        assert!(stays("; self.guard; guards(); wait().await", "guard"));
        assert!(!stays("; drop(guard); wait().await", "guard"));
        assert!(!stays("; take(guard).await", "guard"));
        assert!(stays("; // the guard\n wait().await", "guard"));
        assert!(!stays("; /* the guard */ wait().await", "guard"), "what is no code may be mistaken for it");
    }
}
