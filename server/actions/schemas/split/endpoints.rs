//! What do endpoints say of a model? What they take, what they answer, and what their handlers do with what they took.

use super::usages::Role;
use crate::actions::Bench;
use crate::actions::names::statements;
use crate::api::{Endpoint, InputPlace};
use crate::facts::{ArgKind, Code, Expr, ExprId, Facts, Function, ItemId, Name, Node, Place, StmtKind};
use crate::text::{FileId, Span};
use std::collections::HashMap;

/// Some bytes in which mentions of a model have a role; none where its endpoints disagree.
pub(super) struct Region {
    pub span: Span,
    pub role: Option<Role>,
}

/// A parameter of a handler that takes the model.
pub(super) struct Taken {
    pub handler: Name,
    pub file: FileId,
    /// The item of the handler's body.
    pub body: ItemId,
    pub param: Name,
    pub annotation: Span,
    pub role: Option<Role>,
}

/// The regions of all handlers, by file.
pub(super) fn regions(bench: &Bench, model: Name) -> HashMap<FileId, Vec<Region>> {
    let mut found: HashMap<FileId, Vec<Region>> = HashMap::new();
    for taken in taken(bench, model) {
        found.entry(taken.file).or_default().push(Region { span: taken.annotation, role: taken.role });
    }
    for endpoint in &bench.api.endpoints {
        if let Some(span) = bench.span(endpoint.route) {
            found.entry(endpoint.route.file).or_default().push(Region { span, role: Some(Role::Response) });
        }
        let Some((at, function)) = handler(bench, endpoint) else { continue };
        let Some(facts) = bench.facts(at.file) else { continue };
        let returned = function.returns.map(|returns| facts.span(at.item, Node::Expr(returns)));
        let spans = returned.into_iter().chain(answered(&facts, function.item));
        found.entry(at.file).or_default().extend(spans.map(|span| Region { span, role: Some(Role::Response) }));
    }
    found
}

fn handler(bench: &Bench, endpoint: &Endpoint) -> Option<(Place, Function)> {
    let at = endpoint.handler.at?;
    Some((at, bench.function(at)?))
}

/// The parameters of bodies of requests whose annotations mention the model.
pub(super) fn taken(bench: &Bench, model: Name) -> Vec<Taken> {
    let mut found: Vec<Taken> = Vec::new();
    for endpoint in &bench.api.endpoints {
        let Some((at, function)) = handler(bench, endpoint) else { continue };
        let Some(facts) = bench.facts(at.file) else { continue };
        let role = match endpoint.method.as_str() {
            "POST" | "PUT" => Some(Role::Create),
            "PATCH" => Some(Role::Update),
            _ => None,
        };
        for param in &function.params {
            let place = Place { node: Node::Mark(param.mark), ..at };
            let is_it = |input: &&crate::api::Input| {
                input.place == InputPlace::Body
                    && (input.at == Some(place) || input.at.is_none() && input.name == param.name.as_str())
            };
            let Some(annotation) = param.annotation.filter(|_| endpoint.inputs.iter().any(|input| is_it(&input)))
            else {
                continue;
            };
            let annotation = facts.span(at.item, Node::Expr(annotation));
            let text = facts.text.get(annotation.start as usize..annotation.end as usize).unwrap_or_default();
            if !text.contains(model.as_str()) {
                continue;
            }
            let (body, handler) = (function.item, function.name);
            match found.iter_mut().find(|known| known.file == at.file && known.annotation == annotation) {
                Some(known) if known.role != role => known.role = None,
                Some(_) => {}
                None => found.push(Taken { handler, file: at.file, body, param: param.name, annotation, role }),
            }
        }
    }
    found
}

/// What a handler returns: the values of its `return`, and those given to a name that it returns.
fn answered(facts: &Facts, body: ItemId) -> Vec<Span> {
    let code = facts.item(body);
    let all = statements(&code.block);
    let returned: Vec<ExprId> =
        all.iter().filter_map(|it| if let StmtKind::Return(value) = it.kind { value } else { None }).collect();
    let name = |expr: ExprId| if let Expr::Name(name) = code.expr(expr) { Some(*name) } else { None };
    let names: Vec<Name> = returned.iter().filter_map(|value| name(*value)).collect();
    let given = code.assignments().into_iter();
    let given =
        given.filter(|(target, _)| name(*target).is_some_and(|name| names.contains(&name))).map(|(_, value)| value);
    returned.iter().copied().chain(given).map(|value| facts.span(body, Node::Expr(value))).collect()
}

/// What a handler does with the model that it took.
#[derive(Default)]
pub(super) struct Doing {
    /// Attributes of it that are read.
    pub read: Vec<Name>,
    /// Whether it is answered as it is.
    pub is_answered: bool,
    /// Whether all of its fields are written out, those that were not sent too.
    pub is_dumped_whole: bool,
    /// Whether other code gets it, of which nobody knows what it reads.
    pub is_handed_on: bool,
}

/// What the body of a handler does with a parameter.
pub(super) fn doing(facts: &Facts, taken: &Taken) -> Doing {
    let mut found = Doing::default();
    let code = facts.item(taken.body);
    let is_it = |code: &Code, expr: ExprId| matches!(code.expr(expr), Expr::Name(name) if *name == taken.param);
    for item in facts.items_of(taken.body.body) {
        let code = facts.item(item);
        for expr in &code.exprs {
            match expr {
                Expr::Attribute(base, name) if is_it(code, *base) => found.read.push(*name),
                Expr::Call(callee, args) => {
                    found.is_handed_on |= args.iter().any(|arg| is_it(code, arg.value));
                    let Expr::Attribute(base, method) = code.expr(*callee) else { continue };
                    let is_partial = |kind: ArgKind| {
                        matches!(kind, ArgKind::SpreadKeywords)
                            || matches!(kind, ArgKind::Keyword(name) if name == "exclude_unset" || name == "exclude_none")
                    };
                    let is_dump = is_it(code, *base) && ["model_dump", "dict"].contains(&method.as_str());
                    found.is_dumped_whole |= is_dump && !args.iter().any(|arg| is_partial(arg.kind));
                }
                _ => {}
            }
        }
    }
    found.is_answered = statements(&code.block)
        .iter()
        .any(|statement| matches!(statement.kind, StmtKind::Return(Some(value)) if is_it(code, value)));
    found
}
