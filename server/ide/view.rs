//! What is looked at? The API, and where its places stand in the texts.

use super::Spot;
use crate::api::{Api, Dependency, Endpoint};
use crate::facts::{Class, Expr, ExprId, Facts, Function, ItemId, Node, Place};
use crate::text::{FileId, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// A settled API with what it takes to find its places.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The API.
    pub api: &'a Api,
    /// Facts of the files that were read.
    pub facts: &'a HashMap<FileId, Arc<Facts>>,
    /// Path of each file, with `/` between parts.
    pub paths: &'a [String],
    /// The text of a piece of a file, as it is in the version that the facts are of.
    pub text: &'a dyn Fn(FileId, Span) -> String,
    /// Facts of files outside of tests that import a library of HTTP clients: of this one, or of all. Some of them
    /// nobody read before.
    pub clients: &'a dyn Fn(Option<FileId>) -> Vec<Arc<Facts>>,
}

impl<'a> View<'a> {
    /// Where a place stands; `None` if nobody knows.
    pub fn spot(&self, place: Place) -> Option<Spot> {
        let span = self.facts.get(&place.file)?.span(place.item, place.node);
        (span.end > span.start).then_some((place.file, span))
    }

    /// Whether a place stands around a byte of a file.
    pub(super) fn covers(&self, place: Place, file: FileId, offset: u32) -> Option<Span> {
        let (_, span) = if place.file == file { self.spot(place)? } else { return None };
        (span.start <= offset && offset <= span.end).then_some(span)
    }

    /// A place as people read it: path and line.
    pub(super) fn line(&self, place: Place) -> String {
        let path = self.paths.get(place.file.0 as usize).map_or("", String::as_str);
        match (self.facts.get(&place.file), self.spot(place)) {
            (Some(facts), Some((_, span))) => format!("{path}:{}", facts.line(span.start)),
            _ => path.to_owned(),
        }
    }

    /// The function whose definition a place is.
    pub(super) fn function(&self, place: Place) -> Option<&'a Function> {
        let code = self.facts.get(&place.file)?.item(place.item);
        code.functions.iter().find(|function| place.node == Node::Mark(function.mark))
    }

    fn class(&self, place: Place) -> Option<&'a Class> {
        let code = self.facts.get(&place.file)?.item(place.item);
        code.classes.iter().find(|class| place.node == Node::Mark(class.mark))
    }

    /// The name in a definition; the definition itself if it has none.
    pub(super) fn name_spot(&self, place: Place) -> Option<Spot> {
        let function = self.function(place).map(|function| function.name_mark);
        let mark = function.or_else(|| self.class(place).map(|class| class.name_mark));
        self.spot(mark.map_or(place, |mark| Place { node: Node::Mark(mark), ..place }))
    }

    /// The endpoints, with their indices.
    pub(super) fn endpoints(&self) -> impl Iterator<Item = (usize, &'a Endpoint)> {
        self.api.endpoints.iter().map(|endpoint| &**endpoint).enumerate()
    }

    /// Every node of an endpoint's dependency tree.
    pub(super) fn dependencies(endpoint: &Endpoint) -> Vec<&Dependency> {
        let mut waiting: Vec<&Dependency> = endpoint.dependencies.iter().collect();
        let mut found = Vec::new();
        while let Some(next) = waiting.pop() {
            waiting.extend(&next.dependencies);
            found.push(next);
        }
        found
    }

    /// The string that a registration gives as its path, and what it says.
    pub(super) fn own_path(&self, route: Place) -> Option<(Span, &'a str)> {
        let facts = self.facts.get(&route.file)?;
        let Node::Expr(call) = route.node else { return None };
        path_argument(facts, route.item, call)
    }

    /// The string that says the path of an endpoint: that of its registration, else of the call around it, as in
    /// `route("/x", get(read))`.
    pub(super) fn written_path(&self, endpoint: &Endpoint) -> Option<(Span, &'a str)> {
        let around = || {
            let (file, own) = self.spot(endpoint.route)?;
            let (of, around) = self.spot(*endpoint.through.last()?)?;
            let holds = of == file && around.start <= own.start && own.end <= around.end;
            self.own_path(*endpoint.through.last().filter(|_| holds)?)
        };
        self.own_path(endpoint.route).or_else(around)
    }
}

/// The first string among the arguments of a call.
pub(super) fn path_argument(facts: &Facts, item: ItemId, call: ExprId) -> Option<(Span, &str)> {
    let code = facts.item(item);
    let Some(Expr::Call(_, args)) = code.exprs.get(call.index()) else { return None };
    args.iter().find_map(|arg| match code.expr(arg.value) {
        Expr::Str(text) => Some((facts.span(item, Node::Expr(arg.value)), &**text)),
        _ => None,
    })
}
