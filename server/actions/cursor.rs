//! What stands at a cursor? The function and the class around it, and the endpoints that the function answers.

use super::bench::Bench;
use crate::api::Endpoint;
use crate::facts::{Class, Facts, Function, Node, Place};
use crate::syntax::Language;
use crate::text::{FileId, Span};
use std::sync::Arc;

/// A place in a file that somebody points at.
#[derive(Clone)]
pub struct Cursor<'a> {
    /// The file.
    pub file: FileId,
    /// The bytes that are selected; empty for a bare cursor.
    pub span: Span,
    /// What the file says.
    pub facts: Arc<Facts>,
    /// The innermost function around it, decorators included, and the place of its definition.
    pub function: Option<(Place, Function)>,
    /// The innermost class or structure around it, and the place of its definition.
    pub class: Option<(Place, Class)>,
    /// The endpoints that the function answers.
    pub endpoints: Vec<&'a Arc<Endpoint>>,
}

impl<'a> Cursor<'a> {
    /// What stands there; `None` for a file that is not read as code.
    pub fn new(bench: &Bench<'a>, file: FileId, span: Span) -> Option<Self> {
        let facts = bench.facts(file)?;
        let (mut function, mut class) = (None, None);
        let mut sizes = (u32::MAX, u32::MAX);
        for item in facts.items_around(span.start) {
            let code = facts.item(item);
            let size = |mark| {
                let own = facts.span(item, Node::Mark(mark));
                (own.start <= span.start && span.end <= own.end).then(|| own.end - own.start)
            };
            for known in code.functions.iter().filter(|function| !function.name.starts_with('<')) {
                if let Some(size) = size(known.mark).filter(|size| *size < sizes.0) {
                    sizes.0 = size;
                    function = Some((Place { file, item, node: Node::Mark(known.mark) }, known.clone()));
                }
            }
            for known in &code.classes {
                if let Some(size) = size(known.mark).filter(|size| *size < sizes.1) {
                    sizes.1 = size;
                    class = Some((Place { file, item, node: Node::Mark(known.mark) }, known.clone()));
                }
            }
        }
        let at = function.as_ref().map(|(at, _)| *at);
        let answers = |endpoint: &&Arc<Endpoint>| at.is_some() && endpoint.handler.at == at;
        let endpoints = bench.api.endpoints.iter().filter(answers).collect();
        Some(Cursor { file, span, facts, function, class, endpoints })
    }

    /// The language of the file.
    pub fn language(&self) -> Language {
        self.facts.language
    }

    /// The handler and its endpoint, if exactly one endpoint is answered by it.
    pub fn endpoint(&self) -> Option<(Place, &Function, &'a Arc<Endpoint>)> {
        let ((at, function), [endpoint]) = (self.function.as_ref()?, &*self.endpoints) else { return None };
        Some((*at, function, endpoint))
    }
}
