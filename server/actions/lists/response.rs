//! How does an endpoint say that it answers a page? In `response_model`, or in what its handler returns.

use crate::actions::{Bench, Refusal};
use crate::api::Endpoint;
use crate::edit::Draft;
use crate::facts::{Expr, ExprId, Facts, Function, Node, Place};
use crate::text::Span;

/// Where a list is declared.
#[derive(Clone, Debug)]
pub(super) struct Response {
    /// The type of one item, as it is written.
    pub(super) item: String,
    /// The declared list.
    at: Place,
    /// Whether it is the return annotation.
    pub(super) is_annotation: bool,
    /// A return annotation beside `response_model` that would no longer be true.
    stale: Option<Place>,
}

impl Response {
    /// The list that an endpoint declares.
    ///
    /// # Errors
    /// If what it declares is no list, or if it declares nothing.
    pub(super) fn of(bench: &Bench, endpoint: &Endpoint, at: Place, function: &Function) -> Result<Self, Refusal> {
        let nothing = || Refusal::new("the response is declared as no list: what a page holds is not known");
        let annotation = function.returns.map(|returns| Place { node: Node::Expr(returns), ..at });
        let listed = |place: Place| {
            let Node::Expr(expr) = place.node else { return None };
            list_of(&*bench.facts(place.file)?, place, expr)
        };
        if let Some(model) = bench.argument(endpoint.route, None, "response_model") {
            let item = listed(model.at).ok_or_else(nothing)?;
            let stale = annotation.filter(|annotation| listed(*annotation).is_some());
            return Ok(Response { item, at: model.at, is_annotation: false, stale });
        }
        let at = annotation.ok_or_else(nothing)?;
        Ok(Response { item: listed(at).ok_or_else(nothing)?, at, is_annotation: true, stale: None })
    }

    /// Declares a page instead.
    pub(super) fn declare(&self, bench: &Bench, draft: &mut Draft, class: &str) -> Result<(), Refusal> {
        let span = |place| bench.span(place).ok_or_else(|| Refusal::new("the response cannot be read"));
        draft.replace(self.at.file, span(self.at)?, format!("{class}[{}]", self.item));
        if let Some(stale) = self.stale {
            draft.replace(stale.file, span(stale)?, "dict[str, object]");
        }
        Ok(())
    }
}

/// The item of `list[T]`.
fn list_of(facts: &Facts, place: Place, expr: ExprId) -> Option<String> {
    let code = facts.item(place.item);
    let Expr::Subscript(base, index) = code.expr(expr) else { return None };
    let name = match code.expr(*base) {
        Expr::Name(name) | Expr::Attribute(_, name) => name.as_str(),
        _ => return None,
    };
    let span: Span = facts.span(place.item, Node::Expr(*index));
    let text = facts.text.get(span.start as usize..span.end as usize)?;
    ["list", "List", "Sequence"].contains(&name).then(|| text.to_owned())
}
