//! How much may a client send? Lengths of texts and signs of numbers, in the fields of a model.

use super::field::field_call;
use super::model::{Field, Model, Part, is_model};
use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::api::InputPlace;
use crate::edit::{Change, Draft, Imports, Insertion, Layout, Safety};
use crate::facts::{BinaryOp, Class, Code, Expr, ExprId, words};
use crate::syntax::Language;
use crate::text::{Span, Splice};

/// Gives the fields of a model their limits.
pub static ADD_FIELD_CONSTRAINTS: Action = Action {
    name: "add-field-constraints",
    summary: "limit the length of texts and the range of ids and counts in a model",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("add_field_constraints.md"),
    offer,
    make,
};

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some((_, class)) = cursor.class.as_ref().filter(|(_, class)| is_sent(bench, class)) else { return Vec::new() };
    if !is_model(bench, &cursor.facts, class) {
        return Vec::new();
    }
    let code = cursor.facts.item(class.item);
    let Ok(model) = Model::of(&cursor.facts, class) else { return Vec::new() };
    let count = model.fields().filter(|field| limit(code, *field).is_some()).count();
    let Some(layout) = bench.layout(cursor.file).filter(|_| count > 0) else { return Vec::new() };
    let open = model.fields().filter(|field| is_open(bench, &model, &layout, *field)).count();
    if open == 0 {
        return Vec::new();
    }
    let fields = if open == 1 { "1 field".to_owned() } else { format!("{open} fields") };
    vec![Offer::new(format!("Limit {fields} of `{}` (requests beyond that get 422)", class.name))]
}

/// Whether clients send it in bodies.
fn is_sent(bench: &Bench, class: &Class) -> bool {
    let mentions = |text: &Option<String>| {
        text.as_ref().is_some_and(|text| words(text).any(|word| word.text == class.name.as_str()))
    };
    let inputs = bench.api.endpoints.iter().flat_map(|endpoint| &endpoint.inputs);
    inputs.filter(|input| matches!(input.place, InputPlace::Body | InputPlace::Form)).any(|it| mentions(&it.annotation))
        || ["Create", "Update", "Base", "Request"].iter().any(|role| class.name.ends_with(role))
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let unread = || Refusal::new("the model cannot be read");
    let (_, class) = cursor.class.as_ref().ok_or_else(unread)?;
    let layout = bench.layout(cursor.file).ok_or_else(unread)?;
    let model = Model::of(&cursor.facts, class)?;
    let mut imports = bench.imports(&cursor.facts);
    let mut draft = Draft::default();
    for (_, part) in &model.members {
        if let Part::Field(field) = part
            && is_open(bench, &model, &layout, *field)
        {
            draft.add(cursor.file, limited(bench, &model, &layout, &mut imports, *field));
        }
    }
    draft.add(cursor.file, imports.splices());
    draft.finish(format!("Limit the fields of `{}`", class.name), Safety::Unsafe).ok_or_else(Refusal::overlap)
}

/// Whether a field could be limited and is not.
fn is_open(bench: &Bench, model: &Model, layout: &Layout, field: Field) -> bool {
    const LIMITS: [&str; 11] =
        ["max_length", "pattern", "regex", "gt", "ge", "lt", "le", "multiple_of", "min_length", "frozen", "const"];
    let Some(_) = limit(model.code(), field) else { return false };
    let Some(value) = field.value else { return true };
    match (model.code().expr(value), field_call(bench, model, layout, value)) {
        (_, Some(list)) => {
            !list.elements.iter().any(|element| layout.slice(element.span).starts_with('*'))
                && !LIMITS.iter().any(|name| list.named(name).is_some())
        }
        (Expr::Call(..), None) => false,
        _ => true,
    }
}

/// What a field may hold; `None` if its type and name do not say.
fn limit(code: &Code, field: Field) -> Option<String> {
    const LONG: [&str; 8] = ["content", "body", "description", "text", "markdown", "html", "prompt", "bio"];
    const SECRET: [&str; 4] = ["password", "secret", "token", "key"];
    const COUNTED: [&str; 8] = ["id", "count", "quantity", "qty", "amount", "page", "size", "limit"];
    let name = field.name.as_str();
    let last = name.rsplit('_').next().unwrap_or_default();
    let default = field.value.map(|value| code.expr(value));
    match base_type(code, field.annotation)? {
        "str" if SECRET.iter().any(|part| name.contains(part)) => None,
        "str" => {
            let max = if LONG.contains(&last) { 10_000 } else { 255 };
            let is_longer = matches!(default, Some(Expr::Str(text)) if text.chars().count() > max);
            (!is_longer).then(|| format!("max_length={max}"))
        }
        "int" | "float" if COUNTED.contains(&last) && !["chat_id", "telegram_id"].contains(&name) => match default {
            Some(Expr::Int(0)) => Some("ge=0".to_owned()),
            Some(Expr::Unary(..)) => None,
            _ => Some("gt=0".to_owned()),
        },
        _ => None,
    }
}

/// The type, where nothing is allowed too or not.
fn base_type(code: &Code, annotation: ExprId) -> Option<&str> {
    match code.expr(annotation) {
        Expr::Name(name) => Some(name.as_str()),
        Expr::Binary(BinaryOp::BitOr, one, other) if *code.expr(*other) == Expr::None => base_type(code, *one),
        Expr::Subscript(base, inner) if super::model::is_called(code, *base, "Optional") => base_type(code, *inner),
        _ => None,
    }
}

fn limited(bench: &Bench, model: &Model, layout: &Layout, imports: &mut Imports, field: Field) -> Vec<Splice> {
    let Some(limit) = limit(model.code(), field) else { return Vec::new() };
    let Some(value) = field.value else {
        let at = model.span(field.annotation).end;
        let call = imports.need("pydantic", "Field");
        return vec![Splice { span: Span { start: at, end: at }, text: format!(" = {call}({limit})") }];
    };
    if let Some(list) = field_call(bench, model, layout, value) {
        let insertion = Insertion { before: list.elements.len(), text: limit };
        return list.insert(layout, &[insertion], bench.width(Language::Python));
    }
    let (span, call) = (model.span(value), imports.need("pydantic", "Field"));
    vec![Splice { span, text: format!("{call}(default={}, {limit})", model.text(span)) }]
}
