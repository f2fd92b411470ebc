//! Can a link of a chain of calls stand before another one of it, and how does it get there?

use crate::facts::{Expr, ExprId, Facts, ItemId, Node};
use crate::text::{Span, Splice};

/// What moves a link above an earlier one of the same chain. `None` if they are of no one chain, or if a comment stands
/// between links.
pub fn move_link_above(facts: &Facts, item: ItemId, later: Node, earlier: Node) -> Option<Vec<Splice>> {
    let (Node::Expr(from), Node::Expr(to)) = (later, earlier) else { return None };
    if !is_below(facts, item, from, to) {
        return None;
    }
    let (own, its) = (with_dot(facts, item, from)?, with_dot(facts, item, to)?);
    let text = facts.text.get(own.start as usize..own.end as usize)?.to_owned();
    let put = Splice { span: Span { start: its.start, end: its.start }, text };
    Some(vec![put, Splice { span: own, text: String::new() }])
}

/// Whether a link goes on from another one, through links only.
fn is_below(facts: &Facts, item: ItemId, from: ExprId, to: ExprId) -> bool {
    let (code, mut at) = (facts.item(item), from);
    loop {
        at = match code.expr(at) {
            Expr::Call(callee, _) => *callee,
            Expr::Attribute(base, _) | Expr::Subscript(base, _) => *base,
            _ => return false,
        };
        if at == to {
            return true;
        }
    }
}

/// The bytes of a link, with its dot and the blanks before that.
fn with_dot(facts: &Facts, item: ItemId, link: ExprId) -> Option<Span> {
    let span = facts.span(item, Node::Expr(link));
    let before = facts.text.get(..span.start as usize)?.strip_suffix('.')?;
    let kept = before.trim_end();
    let last_line = kept.rsplit('\n').next().unwrap_or_default();
    let is_plain = !last_line.contains("//") && !kept.ends_with("*/");
    is_plain.then_some(Span { start: kept.len() as u32, end: span.end })
}
