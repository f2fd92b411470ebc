//! Where does a Python file mention a name? In code, and in strings, which may be annotations.

use crate::facts::{Expr, ExprId, Facts, ItemId, Name, words};
use crate::text::Span;

/// Every place of the code of a file where a name stands, in order; not where it is bound by an import or a definition.
pub fn mentions(facts: &Facts, name: Name) -> Vec<(ItemId, ExprId, Span)> {
    let mut found = places(facts, |expr| matches!(expr, Expr::Name(known) if *known == name));
    found.sort_unstable_by_key(|(_, _, span)| *span);
    found
}

/// Whether a string of a file that may be a type holds a name as a word.
pub fn is_spelled(facts: &Facts, name: &str) -> bool {
    let holds = |text: &str| text.contains(name) && words(text).any(|word| word.text == name) && may_be_type(text);
    !places(facts, |expr| matches!(expr, Expr::Str(text) if holds(text))).is_empty()
}

/// Whether a text is no sentence: no two words stand side by side.
fn may_be_type(text: &str) -> bool {
    let joins = [',', '|', '[', ']', '.', '(', ')'];
    let parts: Vec<&str> = text.split_whitespace().collect();
    !text.contains(['!', '?', ';', '/', '-', '{', ':'])
        && parts.windows(2).all(|two| two[0].ends_with(joins) || two[1].starts_with(joins))
}

/// Whether a file mentions a name anywhere but within some bytes.
pub fn is_used(facts: &Facts, name: &str, except: &[Span]) -> bool {
    let is_left_out = |span: Span| except.iter().any(|known| known.start <= span.start && span.end <= known.end);
    mentions(facts, Name::from(name)).into_iter().any(|(.., span)| !is_left_out(span)) || is_spelled(facts, name)
}

fn places(facts: &Facts, is_meant: impl Fn(&Expr) -> bool) -> Vec<(ItemId, ExprId, Span)> {
    let mut found = Vec::new();
    for item in facts.items() {
        let exprs = facts.item(item).exprs.iter().zip(facts.expr_spans(item)).enumerate();
        found.extend(
            exprs.filter(|(_, (expr, _))| is_meant(expr)).map(|(index, (_, span))| (item, ExprId::at(index), *span)),
        );
    }
    found
}
