//! Which parameters make a GET read a body?

use super::default::parameter;
use crate::api::{Entry, InputPlace};
use crate::edit::{Change, Safety, import};
use crate::facts::{Node, Place};
use crate::rules::{ALL, Check, Draft, Group, Level, Profile, Report, Rule, Subject};
use crate::text::Splice;

/// A parameter that makes a GET read a body.
pub static BODY_ON_GET: Rule = Rule {
    name: "body-on-get",
    group: Group::Inputs,
    level: Level::Hint,
    profile: Profile::Recommended,
    languages: ALL,
    summary: "a GET or HEAD operation reads a request body, which such requests rarely have",
    page: include_str!("body_on_get.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|operation| operation.refused.is_none()) else { return };
    if !entry.methods.iter().all(|method| method == "GET" || method == "HEAD") || !operation.is_plain {
        return;
    }
    for parameter in &operation.parameters {
        let Some(at) = parameter.at.filter(|_| parameter.input == Some(InputPlace::Body)) else { continue };
        let handler = entry.handler.as_ref().and_then(|it| it.at);
        if let Some(taken) = parameter.taken.as_ref().filter(|taken| taken.needs_body) {
            let message =
                format!("`{}` is read from the body, which a GET rarely has: is `Query` meant?", taken.annotation);
            report.add(Draft::new(taken.at, message).within(handler));
        }
        if !parameter.is_marked {
            let name = &parameter.name;
            let message = format!("`{name}` is read from the body, which a GET rarely has: is `Query()` missing?");
            let fix = handler.and_then(|handler| fix(subject, handler, at));
            report.add(Draft::new(at, message).within(handler).fix(fix));
        }
    }
}

/// Reads a list of plain values from the query, which any version can.
fn fix(subject: &Subject, handler: Place, at: Place) -> Option<Change> {
    let (function, index) = parameter(subject, handler, at)?;
    let annotation = Place { node: Node::Expr(function.params[index].annotation?), ..handler };
    let text = subject.text(annotation);
    let (list, values) = text.strip_suffix(']')?.split_once('[')?;
    let is_plain = ["list", "List", "set", "Set"].contains(&list) && SCALARS.contains(&values);
    let facts = subject.facts(at.file).filter(|_| is_plain)?;
    let (annotated, query) = (import(facts, "typing", "Annotated")?, import(facts, "fastapi", "Query")?);
    let wrapped = format!("{}[{text}, {}()]", annotated.name, query.name);
    let splice = Splice { span: subject.span(annotation), text: wrapped };
    let splices = [annotated.splice, query.splice, Some(splice)].into_iter().flatten().collect();
    Some(subject.change(at.file, splices, "Read it from the query", Safety::Unsafe))
}

/// Types that one value of a query can be.
const SCALARS: [&str; 5] = ["str", "int", "float", "bool", "UUID"];
