//! How does a handler say what FastAPI gives it? In `Annotated`, or by the name that the project has for that.

mod alias;
mod order;
mod writer;

use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Parameters, Safety};
use crate::eval::Version;
use crate::facts::{ArgKind, Expr, ExprId, Facts, Function, Node, Param, ParamKind, Place};
use crate::syntax::Language;
use crate::text::{FileId, Span};
use order::{is_moved, reordered};
use writer::Writer;

/// Moves what parameters are given by into `Annotated`.
pub static CONVERT_TO_ANNOTATED: Action = Action {
    name: "convert-to-annotated",
    summary: "spell `= Depends(…)`, `= Query(…)` and the like with `Annotated`",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("../convert_to_annotated.md"),
    offer,
    make,
};

const MARKERS: [&str; 9] = ["Depends", "Security", "Query", "Path", "Header", "Cookie", "Body", "Form", "File"];

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some((at, function)) = &cursor.function else { return Vec::new() };
    let marked = marked(bench, &cursor.facts, *at, function);
    if cursor.endpoints.is_empty() || marked.is_empty() {
        return Vec::new();
    }
    let refused = too_old(bench, cursor).or_else(|| refused(&cursor.facts, *at, function, &marked));
    vec![Offer::new("Spell the parameters with `Annotated`").unless(refused)]
}

/// FastAPI reads `Annotated` since 0.95.
fn too_old(bench: &Bench, cursor: &Cursor) -> Option<Refusal> {
    let services = cursor.endpoints.iter().filter_map(|endpoint| bench.api.services.get(endpoint.service));
    let mut versions = services.filter_map(|service| service.version("fastapi"));
    let old = versions.find(|version| *version < Version(0, 95, 0))?;
    Some(Refusal::new(format!("FastAPI {old} does not read `Annotated`: it does since 0.95")))
}

/// A parameter whose default is a call of FastAPI.
struct Marked<'f> {
    param: &'f Param,
    annotation: ExprId,
    call: ExprId,
}

fn marked<'f>(bench: &Bench, facts: &Facts, at: Place, function: &'f Function) -> Vec<Marked<'f>> {
    let code = facts.item(at.item);
    let params = function.params.iter().filter_map(|param| {
        let (annotation, call) = (param.annotation?, param.default?);
        let Expr::Call(callee, _) = code.expr(call) else { return None };
        bench.is_of(facts, code, *callee, "fastapi", &MARKERS).then_some(Marked { param, annotation, call })
    });
    params.collect()
}

fn refused(facts: &Facts, at: Place, function: &Function, marked: &[Marked]) -> Option<Refusal> {
    let code = facts.item(at.item);
    let refuse = |why: &str| Some(Refusal::new(why));
    for one in marked {
        let Expr::Call(_, args) = code.expr(one.call) else { continue };
        let is_open = args.iter().any(|arg| matches!(arg.kind, ArgKind::Spread | ArgKind::SpreadKeywords));
        let is_made = args.iter().any(|arg| matches!(arg.kind, ArgKind::Keyword(name) if name == "default_factory"));
        if is_open || is_made {
            return refuse("the default of a parameter is not spelled out");
        }
        let annotation = facts.span(at.item, Node::Expr(one.annotation));
        if facts.text[annotation.start as usize..annotation.end as usize].contains("Annotated[") {
            return refuse("a parameter has both `Annotated` and a default that says the same");
        }
    }
    let is_plain = |param: &Param| matches!(param.kind, ParamKind::Normal | ParamKind::KeywordOnly);
    (!function.params.iter().all(is_plain)).then(|| Refusal::new("the function takes `*args`, `**kwargs` or has a `/`"))
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let (at, function) = cursor.function.as_ref().ok_or_else(|| Refusal::new("this is no handler"))?;
    let (facts, unread) = (&cursor.facts, || Refusal::new("the parameters cannot be read"));
    let marked = marked(bench, facts, *at, function);
    if let Some(refused) = refused(facts, *at, function, &marked) {
        return Err(refused);
    }
    let layout = bench.layout(cursor.file).ok_or_else(unread)?;
    let parameters = Parameters::of(&layout, facts, at.item, function).ok_or_else(unread)?;
    let mut imports = bench.imports(facts);
    let writer = Writer { bench, facts, layout: &layout, code: facts.item(at.item), at: *at };
    let mut written = Vec::new();
    for param in &function.params {
        let span = facts.span(at.item, Node::Mark(param.mark));
        let found = match marked.iter().find(|one| one.param == param) {
            Some(one) => writer.spelled(one, &mut imports),
            None => (layout.slice(span).to_owned(), param.default.is_some()),
        };
        written.push((span, found.0, found.1, param.kind));
    }
    let mut draft = Draft::default();
    let text = reordered(&layout, &parameters, &written)
        .ok_or_else(|| Refusal::new("comments stand between the parameters in a way that this change does not fit"))?;
    text.into_iter().for_each(|(span, text)| draft.replace(cursor.file, span, text));
    let spans: Vec<Span> = marked.iter().map(|one| facts.span(at.item, Node::Mark(one.param.mark))).collect();
    writer.drop_unused(&marked, &spans, &mut imports);
    draft.add(cursor.file, imports.splices());
    let safety = if is_moved(&written) && is_called(bench, facts, function) { Safety::Unsafe } else { Safety::Safe };
    draft.finish("Spell the parameters with `Annotated`", safety).ok_or_else(Refusal::overlap)
}

/// Whether some file calls a function of this name: its parameters may be given by position.
fn is_called(bench: &Bench, facts: &Facts, function: &Function) -> bool {
    let files = (0..bench.paths.len() as u32).map(FileId);
    let call = format!("{}(", function.name);
    let count = |facts: &Facts| facts.text.matches(&call).count();
    let python = files.filter(|file| Language::of_path(bench.path(*file)) == Some(Language::Python));
    let mut others = python.filter(|file| *file != facts.file).filter_map(|file| bench.facts(file));
    count(facts) > 1 || others.any(|facts| count(&facts) > 0)
}
