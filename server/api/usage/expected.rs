//! Does a test ask for something that is not there on purpose? Its name, its decorators or its body say so.

use crate::facts::{Code, CompareOp, Expr, Facts, Function, ItemId, Node, UnaryOp};

/// What a test names or says that asks for something that is not there, or adds it first: in lower case, without what
/// parts words.
const EXPECTED: [&str; 14] = [
    "404",
    "405",
    "4xx",
    "raises",
    "notfound",
    "notallowed",
    "noroute",
    "nosuch",
    "notexist",
    "nonexist",
    "unknown",
    "missing",
    "iserror",
    "isclienterror",
];

/// Whether a test says that it asks for what is not there: its name, its decorators or its body. Comments do not count,
/// for what follows from them would stay when they go.
///
/// `items` are those of the tests in the file.
pub(super) fn expects_nothing(facts: &Facts, items: &[ItemId], item: ItemId) -> bool {
    let is_apart = |other: &ItemId| other.body == item.body && item.body != 0;
    let mut own = items.iter().copied().filter(|other| *other == item || is_apart(other));
    if own.any(|item| facts.item(item).exprs.iter().any(|expr| says_so(facts.item(item), expr))) {
        return true;
    }
    let body = ItemId { nested: if item.body == 0 { item.nested } else { 0 }, ..item };
    items.iter().copied().any(|outer| {
        let code = facts.item(outer);
        let is_around = |function: &&Function| function.item == body;
        code.functions.iter().filter(is_around).any(|function| {
            let decorators =
                facts.span(outer, Node::Mark(function.mark)).start..facts.span(outer, Node::Mark(function.def)).start;
            let spans = facts.expr_spans(outer);
            let mut of_decorators = code.exprs.iter().zip(spans).filter(|(_, span)| decorators.contains(&span.start));
            is_word_of_it(&function.name) || of_decorators.any(|(expr, _)| says_so(code, expr))
        })
    })
}

/// Whether an expression says that something is not there, or that a request does not succeed.
fn says_so(code: &Code, expr: &Expr) -> bool {
    match expr {
        Expr::Str(text) => is_word_of_it(text),
        Expr::Name(name) | Expr::Attribute(_, name) => is_word_of_it(name),
        Expr::Int(status) => [404, 405].contains(status),
        Expr::Unary(UnaryOp::Not, operand) => {
            matches!(code.expr(*operand), Expr::Attribute(_, name) if ["is_success", "ok"].contains(&name.as_str()))
        }
        Expr::Compare(_, pairs) => pairs.iter().any(|(op, right)| match (op, code.expr(*right)) {
            (CompareOp::Ne, Expr::Int(status)) => (200..300).contains(status),
            (CompareOp::Ge, Expr::Int(status)) => *status == 400,
            (CompareOp::Gt, Expr::Int(status)) => *status == 399,
            _ => false,
        }),
        _ => false,
    }
}

fn is_word_of_it(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).collect::<String>().to_lowercase();
    EXPECTED.iter().any(|word| plain.contains(word))
}
