//! Where is a route asked for by its name? `url_path_for("read_item")` and its likes.

use super::{Spot, View};
use crate::facts::{ArgKind, Code, Expr, ExprId, Facts, ItemId, Node};
use crate::text::FileId;

/// Methods that make a URL of a route's name.
const MAKERS: [&str; 2] = ["url_path_for", "url_for"];

/// The names that a file asks for, and where.
pub(super) fn asked_names<'a>(view: &View<'a>, file: FileId) -> Vec<(Spot, &'a str)> {
    let Some(facts) = view.facts.get(&file) else { return Vec::new() };
    let mut found = Vec::new();
    for item in items(facts) {
        let code = facts.item(item);
        for (name, text) in code.exprs.iter().filter_map(|expr| name_of(code, expr)) {
            found.push(((file, facts.span(item, Node::Expr(name))), text));
        }
    }
    found
}

/// The items whose text may ask for a name: the rest need not be lowered.
fn items(facts: &Facts) -> impl Iterator<Item = ItemId> {
    let module = (0..facts.module.codes.len() as u32).map(|nested| ItemId { body: 0, nested });
    let asks = |body: &u32| {
        let text = facts.body_text(ItemId { body: *body, nested: 0 }).unwrap_or_default();
        MAKERS.iter().any(|maker| text.contains(maker))
    };
    let bodies = (1..=facts.bodies.len() as u32).filter(asks);
    let nested = |body: u32| (0..).map(move |nested| ItemId { body, nested });
    module.chain(bodies.flat_map(move |body| nested(body).take_while(|item| has_code(facts, *item))))
}

fn has_code(facts: &Facts, item: ItemId) -> bool {
    item.nested == 0 || !facts.expr_spans(item).is_empty()
}

fn name_of<'a>(code: &'a Code, expr: &Expr) -> Option<(ExprId, &'a str)> {
    let Expr::Call(callee, args) = expr else { return None };
    let Expr::Attribute(_, method) = code.expr(*callee) else { return None };
    // `url_for(request, "name")` of templates has the name second.
    let given = args.iter().filter(|arg| arg.kind == ArgKind::Positional).map(|arg| arg.value);
    let mut texts = given.filter_map(|value| match code.expr(value) {
        Expr::Str(text) => Some((value, &**text)),
        _ => None,
    });
    if MAKERS.contains(&method.as_str()) { texts.next() } else { None }
}
