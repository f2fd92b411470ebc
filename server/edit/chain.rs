//! Can a link of a chain of calls stand before or behind another one of it, and how does it get there?

use crate::facts::{Code, Expr, ExprId, Facts, ItemId, Name, Node};
use crate::text::{Span, Splice};

/// What moves a link above an earlier one of the same chain. `None` if they are of no one chain, or if a comment stands
/// beside one of them.
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

/// What moves a link below a later one of the same chain. `None` if they are of no one chain, or if a comment stands
/// beside one of them.
pub fn move_link_below(facts: &Facts, item: ItemId, earlier: Node, later: Node) -> Option<Vec<Splice>> {
    let (Node::Expr(from), Node::Expr(to)) = (earlier, later) else { return None };
    if !is_below(facts, item, to, from) {
        return None;
    }
    let (own, its) = (with_dot(facts, item, from)?, with_dot(facts, item, to)?);
    let text = facts.text.get(own.start as usize..own.end as usize)?.to_owned();
    let put = Splice { span: Span { start: its.end, end: its.end }, text };
    Some(vec![Splice { span: own, text: String::new() }, put])
}

/// The links of a chain that go on from a link, nearest first, each with its name.
pub fn links_after(facts: &Facts, item: ItemId, link: Node) -> Vec<(Node, Name)> {
    let (code, mut found) = (facts.item(item), Vec::new());
    let Node::Expr(mut at) = link else { return found };
    while let Some((next, name)) = next_link(code, at) {
        found.push((Node::Expr(next), name));
        at = next;
    }
    found
}

/// The bytes of a whole chain, of which the place of a link covers that link alone.
pub fn whole_chain(facts: &Facts, item: ItemId, link: Node) -> Span {
    let Node::Expr(mut at) = link else { return facts.span(item, link) };
    let (code, end) = (facts.item(item), facts.span(item, link).end);
    while let Expr::Call(base, _) | Expr::Attribute(base, _) | Expr::Subscript(base, _) = code.expr(at) {
        at = *base;
    }
    let start = facts.span(item, Node::Expr(at)).start.min(facts.span(item, link).start);
    Span { start, end }
}

/// The call that is made of a value. What uses an expression comes after it.
fn next_link(code: &Code, of: ExprId) -> Option<(ExprId, Name)> {
    let later = || (of.index() + 1..code.exprs.len()).map(ExprId::at);
    let (callee, name) = later().find_map(|at| match code.expr(at) {
        Expr::Attribute(base, name) if *base == of => Some((at, *name)),
        _ => None,
    })?;
    let call = later().find(|at| matches!(code.expr(*at), Expr::Call(of, _) if *of == callee))?;
    Some((call, name))
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

/// The bytes of a link, with its dot and the blanks before that. `None` if a comment stands before or behind it.
fn with_dot(facts: &Facts, item: ItemId, link: ExprId) -> Option<Span> {
    let span = facts.span(item, Node::Expr(link));
    let before = facts.text.get(..span.start as usize)?.strip_suffix('.')?;
    let kept = before.trim_end();
    let last_line = kept.rsplit('\n').next().unwrap_or_default();
    let rest = facts.text.get(span.end as usize..)?;
    let line = rest.split('\n').next().unwrap_or_default();
    let is_plain = !last_line.contains("//") && !kept.ends_with("*/") && !line.contains("//") && !line.contains("/*");
    is_plain.then_some(Span { start: kept.len() as u32, end: span.end })
}
