//! Where else does a path parameter stand? In the paths, the signature and the body of one handler.

use super::{View, path};
use crate::facts::{Expr, Function, Node, Place};
use crate::text::{FileId, Span};

/// A place of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// Where it stands.
    pub span: Span,
    /// Whether it gets its value here, and is not only read.
    pub is_written: bool,
}

/// The places of the path parameter at a byte of a file; none if there is no such parameter.
pub fn highlights(view: &View, file: FileId, offset: u32) -> Vec<Highlight> {
    let own = view.api.endpoints.iter().filter_map(|endpoint| endpoint.handler.at).filter(|at| at.file == file);
    let around = own.filter(|at| view.covers(*at, file, offset).is_some());
    // Of functions inside functions, the innermost.
    let Some(at) = around.min_by_key(|at| view.spot(*at).map(|(_, span)| span.end - span.start)) else {
        return Vec::new();
    };
    let Some(function) = view.function(at) else { return Vec::new() };
    let parameters = places(view, at, function);
    let meant = parameters.iter().find(|(highlight, _)| highlight.span.start <= offset && offset <= highlight.span.end);
    let Some((_, name)) = meant else { return Vec::new() };
    // A query parameter is Python's business.
    let is_of_path = |endpoint: &crate::api::Endpoint| {
        endpoint.handler.at == Some(at) && path::parameters(&endpoint.path).contains(&name.as_str())
    };
    if !view.endpoints().any(|(_, endpoint)| is_of_path(endpoint)) {
        return Vec::new();
    }
    let mut found: Vec<Highlight> = parameters.iter().filter(|(_, of)| of == name).map(|(it, _)| *it).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Every place of every parameter of a handler.
fn places(view: &View, at: Place, function: &Function) -> Vec<(Highlight, String)> {
    let mut found = Vec::new();
    for parameter in &function.params {
        if let Some(span) = parameter_name(view, at, parameter) {
            found.push((Highlight { span, is_written: true }, parameter.name.to_string()));
        }
    }
    let routes =
        view.api.endpoints.iter().filter(|endpoint| endpoint.handler.at == Some(at) && endpoint.route.file == at.file);
    for (file, span) in routes.filter_map(|endpoint| view.spot(endpoint.route)) {
        let text = (view.text)(file, span);
        let named = path::parameters_in(&text, span.start).into_iter();
        found.extend(named.map(|(span, name)| (Highlight { span, is_written: false }, name.to_owned())));
    }
    found.extend(reads(view, at, function));
    found
}

/// The name of a parameter, without its stars and its annotation.
pub(super) fn parameter_name(view: &View, at: Place, parameter: &crate::facts::Param) -> Option<Span> {
    let (file, span) = view.spot(Place { node: Node::Mark(parameter.mark), ..at })?;
    let start = span.start + (view.text)(file, span).find(parameter.name.as_str())? as u32;
    Some(Span { start, end: start + parameter.name.len() as u32 })
}

fn reads(view: &View, at: Place, function: &Function) -> Vec<(Highlight, String)> {
    let Some(facts) = view.facts.get(&at.file) else { return Vec::new() };
    let (code, spans) = (facts.item(function.item), facts.expr_spans(function.item));
    let name = |(expr, span): (&Expr, &Span)| match expr {
        Expr::Name(name) => Some((Highlight { span: *span, is_written: false }, name.to_string())),
        _ => None,
    };
    code.exprs.iter().zip(spans).filter_map(name).collect()
}
