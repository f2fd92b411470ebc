//! How does one model become four? What clients send, what they may change, what they get, and what all of that shares.

mod config;
mod endpoints;
mod kind;
mod plan;
mod readers;
mod render;
mod suffix;
mod usages;
mod write;

use super::model::{Model, inherited, is_at_top, is_model, is_v1};
use super::rust;
use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::edit::{Change, Draft};
use crate::facts::{ArgKind, Class, ItemId, Node, words};
use crate::syntax::Language;
use crate::text::Span;
use plan::{Plan, whole};
use readers::refuse_readers;
use render::Render;
use suffix::Names;
use usages::{InFile, usages};
use write::write;

/// Splits a model into those for creating, updating and answering.
pub static SPLIT_SCHEMAS: Action = Action {
    name: "split-schemas",
    summary: "split a model into Base, Create, Update and Response, with its usages",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python, Language::Rust],
    mends: &[],
    settings: &[],
    page: concat!(include_str!("../split_schemas.md"), "\n", include_str!("../rust/split_schemas.md")),
    offer,
    make,
};

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    match cursor.language() {
        Language::Python => offer_python(bench, cursor),
        Language::Rust => rust::offer(bench, cursor),
    }
}

fn offer_python(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some((at, class)) = &cursor.class else { return Vec::new() };
    let is_inside = cursor.function.as_ref().is_some_and(|(place, _)| place.item == at.item);
    if is_inside || !is_in_routes(bench, class) || !is_model(bench, &cursor.facts, class) {
        return Vec::new();
    }
    let title =
        format!("Split `{}` into Base, Create, Update and Response (changes what is sent and answered)", class.name);
    let refused = if is_at_top(&cursor.facts, *at) {
        shape(bench, cursor, class).err()
    } else {
        Some(Refusal::new(format!("`{}` does not stand at the top level of its file", class.name)))
    };
    vec![Offer::new(title).unless(refused)]
}

/// Whether endpoints take or answer it, and its name says no role yet.
fn is_in_routes(bench: &Bench, class: &Class) -> bool {
    const ROLES: [&str; 14] = [
        "Base", "Create", "Update", "Response", "Public", "Read", "Out", "In", "Request", "Patch", "Delete", "Payload",
        "Params", "Form",
    ];
    // What is called for a deed is sent for it and nothing else.
    const DEEDS: [&str; 8] = ["Create", "Update", "Delete", "Reset", "Login", "Register", "Add", "New"];
    let mentions = |text: &Option<String>| {
        text.as_ref().is_some_and(|text| words(text).any(|word| word.text == class.name.as_str()))
    };
    !ROLES.iter().any(|role| class.name.ends_with(role))
        && !DEEDS.iter().any(|deed| class.name.starts_with(deed))
        && bench.api.endpoints.iter().any(|endpoint| {
            endpoint.framework == "fastapi"
                && (mentions(&endpoint.output) || endpoint.inputs.iter().any(|input| mentions(&input.annotation)))
        })
}

/// What stands in the way in the class itself.
fn shape(bench: &Bench, cursor: &Cursor, class: &Class) -> Result<(), Refusal> {
    let refuse = |why: String| Err(Refusal::new(why));
    let end = cursor.facts.span(ItemId::default(), Node::Mark(class.name_mark)).end;
    let is_generic = cursor.facts.text.get(end as usize..).is_some_and(|rest| rest.starts_with('['));
    let bases: Vec<_> = class.bases.iter().filter(|base| base.kind == ArgKind::Positional).collect();
    if is_generic || bases.len() != 1 {
        return refuse(format!("`{}` is generic or has several bases", class.name));
    }
    if !class.decorators.is_empty() {
        return refuse(format!("`{}` is decorated", class.name));
    }
    match inherited(bench, &cursor.facts, class) {
        Some(0) => {}
        Some(_) => return refuse(format!("`{}` inherits fields or validators", class.name)),
        None => return refuse(format!("the bases of `{}` cannot be followed", class.name)),
    }
    if !cursor.facts.broken().all(|broken| broken.start >= end + 20_000 || broken.end < end) {
        return refuse("the file cannot be read".to_owned());
    }
    Ok(())
}

fn make(bench: &Bench, cursor: &Cursor, settings: &Settings) -> Result<Change, Refusal> {
    match cursor.language() {
        Language::Python => make_python(bench, cursor),
        Language::Rust => rust::make(bench, cursor, settings),
    }
}

fn make_python(bench: &Bench, cursor: &Cursor) -> Result<Change, Refusal> {
    let Some((_, class)) = &cursor.class else { return Err(Refusal::new("this is no model")) };
    shape(bench, cursor, class)?;
    let layout = bench.layout(cursor.file).ok_or_else(|| Refusal::new("the file cannot be read"))?;
    let model = Model::of(&cursor.facts, class)?;
    let plan = Plan::of(bench, &model)?;
    let names = Names::of(bench, &class.name);
    let clash = names.all().into_iter().find(|name| bench.meaning_of_name(&cursor.facts, name).is_some());
    if let Some(clash) = clash {
        return Err(Refusal::new(format!("`{clash}` is there already")));
    }
    let keeps_nullable = refuse_readers(bench, &plan, &layout)?;
    let files = usages(bench, &cursor.facts, class)?;
    refuse_itself(&files, cursor, &plan)?;
    let is_v1 = is_v1(bench, &cursor.facts);
    let render = Render { bench, plan: &plan, layout: &layout, names: &names, is_v1, keeps_nullable };
    let mut draft = Draft::default();
    let left = write(bench, cursor, &render, &files, &mut draft)?;
    let kept = match left {
        0 => String::new(),
        _ => format!("; what else uses `{}` gets `{}`", class.name, names.response),
    };
    let title = format!("Split `{}` into Base, Create, Update and Response{kept}", class.name);
    draft.finish(title, crate::edit::Safety::Unsafe).ok_or_else(Refusal::overlap)
}

fn refuse_itself(files: &[InFile], cursor: &Cursor, plan: &Plan) -> Result<(), Refusal> {
    let (own, name) = (whole(cursor, plan), plan.model.class.name);
    let is_inside = |span: &Span| own.start <= span.start && span.end <= own.end;
    let here = files.iter().find(|file| file.facts.file == cursor.file);
    let is_spelled = plan.fields.iter().any(|(field, _)| {
        let annotation = plan.model.text(plan.model.span(field.annotation));
        annotation.contains(['"', '\'']) && words(annotation).any(|word| word.text == name.as_str())
    });
    if is_spelled || here.is_some_and(|file| file.others.iter().any(is_inside)) {
        return Err(Refusal::new(format!("`{name}` speaks of itself")));
    }
    Ok(())
}
