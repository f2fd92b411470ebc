//! How does one parameter read with `Annotated`?

use super::Marked;
use crate::actions::Bench;
use crate::edit::{Imports, Layout, apply, is_used};
use crate::facts::{ArgKind, Code, Expr, ExprId, Facts, Node, Param, Place, words};
use crate::text::Span;

/// Spells the parameters of one function.
pub(super) struct Writer<'w> {
    pub bench: &'w Bench<'w>,
    pub facts: &'w Facts,
    pub layout: &'w Layout,
    pub code: &'w Code,
    pub at: Place,
}

impl Writer<'_> {
    pub fn text(&self, expr: ExprId) -> &str {
        self.layout.slice(self.facts.span(self.at.item, Node::Expr(expr)))
    }

    /// A parameter in its new spelling, and whether it has a default.
    pub fn spelled(&self, one: &Marked, imports: &mut Imports) -> (String, bool) {
        let name = one.param.name;
        if let Some(alias) = self.alias(one, imports) {
            return (format!("{name}: {alias}"), false);
        }
        let annotated = imports.need("typing", "Annotated");
        let (call, default) = self.without_default(one);
        let text = format!("{name}: {annotated}[{}, {call}]", self.text(one.annotation));
        match default {
            Some(default) => (format!("{text} = {default}"), true),
            None => (text, false),
        }
    }

    pub fn is_dependency(&self, one: &Marked) -> bool {
        let Expr::Call(callee, _) = self.code.expr(one.call) else { return false };
        self.bench.is_of(self.facts, self.code, *callee, "fastapi", &["Depends", "Security"])
    }

    /// The call without what it says of the default, and the default.
    fn without_default(&self, one: &Marked) -> (String, Option<String>) {
        let own = self.text(one.call).to_owned();
        let Expr::Call(_, args) = self.code.expr(one.call) else { return (own, None) };
        if self.is_dependency(one) {
            return (own, None);
        }
        let is_default = |kind: ArgKind| match kind {
            ArgKind::Positional => true,
            ArgKind::Keyword(name) => name == "default",
            _ => false,
        };
        let Some(index) = args.iter().position(|arg| is_default(arg.kind)) else { return (own, None) };
        let value = args[index].value;
        let span = self.facts.span(self.at.item, Node::Expr(one.call));
        let splice = self.layout.list(span).and_then(|list| list.remove(self.layout, index));
        let call = splice.and_then(|mut splice| {
            splice.span = Span { start: splice.span.start - span.start, end: splice.span.end - span.start };
            apply(&own, &[splice])
        });
        let default = (*self.code.expr(value) != Expr::Ellipsis).then(|| self.text(value).to_owned());
        (call.unwrap_or(own), default)
    }

    /// Takes imports out that only the old spelling used.
    pub fn drop_unused(&self, marked: &[Marked], spans: &[Span], imports: &mut Imports) {
        let before: Vec<String> = marked.iter().flat_map(|one| self.names_in(one.param)).collect();
        let written: Vec<String> = marked
            .iter()
            .map(|one| {
                let mut scratch = self.bench.imports(self.facts);
                match self.alias(one, &mut scratch) {
                    Some(alias) => alias,
                    None => format!("{} {}", self.text(one.annotation), self.without_default(one).0),
                }
            })
            .collect();
        let is_kept = |name: &str| written.iter().any(|text| words(text).any(|word| word.text == name));
        let mut gone: Vec<&String> = before.iter().filter(|name| !is_kept(name)).collect();
        gone.sort_unstable();
        gone.dedup();
        gone.into_iter().filter(|name| !is_used(self.facts, name, spans)).for_each(|name| imports.drop(name));
    }

    fn names_in(&self, param: &Param) -> Vec<String> {
        let text = self.layout.slice(self.facts.span(self.at.item, Node::Mark(param.mark)));
        words(text).filter(|word| !word.is_attribute).map(|word| word.text.to_owned()).collect()
    }
}
