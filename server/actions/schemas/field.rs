//! How does the declaration of a field read once it may be left out, or may not be?

use super::model::{Field, Model, is_called};
use crate::actions::Bench;
use crate::edit::{Element, Imports, Insertion, Layout, List};
use crate::facts::{ArgKind, BinaryOp, Expr, ExprId};
use crate::text::{Span, Splice};

/// The call of `Field(…)` that a field is given, and its arguments.
pub(super) fn field_call(bench: &Bench, model: &Model, layout: &Layout, value: ExprId) -> Option<List> {
    let Expr::Call(callee, _) = model.code().expr(value) else { return None };
    let is_field = bench.is_of(model.facts, model.code(), *callee, "pydantic", &["Field"]);
    is_field.then(|| layout.list(model.span(value))).flatten()
}

/// What makes a field one that may be left out.
pub(super) fn optional(
    bench: &Bench,
    model: &Model,
    layout: &Layout,
    imports: &mut Imports,
    field: Field,
) -> Vec<Splice> {
    let (code, annotation) = (model.code(), model.span(field.annotation));
    let own = model.text(annotation);
    let put = |span: Span, text: String| Splice { span, text };
    let mut found = Vec::new();
    if !allows_none(model, field.annotation) {
        let is_quoted = matches!(code.expr(field.annotation), Expr::Str(_));
        let prefers_optional = is_quoted || own.contains(['"', '\'']) || model.facts.text.contains("Optional[");
        let is_literal = own.starts_with("Literal[");
        let text = if prefers_optional && !is_literal {
            format!("{}[{own}]", imports.need("typing", "Optional"))
        } else {
            format!("{own} | None")
        };
        found.push(put(annotation, text));
    }
    match field.value {
        None => found.push(put(Span { start: annotation.end, end: annotation.end }, " = None".to_owned())),
        Some(value) => match field_call(bench, model, layout, value) {
            Some(list) => found.extend(with_default(bench, layout, &list, "None")),
            None if *code.expr(value) == Expr::None => {}
            None => found.push(put(model.span(value), "None".to_owned())),
        },
    }
    // A piece that stands where another one ends is one with it.
    if let [first, second] = &*found
        && first.span.end == second.span.start
        && second.span.start == second.span.end
    {
        return vec![put(first.span, format!("{}{}", first.text, second.text))];
    }
    found
}

/// Gives a call of `Field(…)` a default in the place of the one it has.
fn with_default(bench: &Bench, layout: &Layout, list: &List, default: &str) -> Vec<Splice> {
    let text = format!("default={default}");
    match default_of(layout, list) {
        Some(known) => vec![Splice { span: known.span, text }],
        None => list.insert(layout, &[Insertion { before: 0, text }], bench.width(layout.language)),
    }
}

/// The argument of a call of `Field(…)` that is the default.
pub(super) fn default_of<'l>(layout: &Layout, list: &'l List) -> Option<&'l Element> {
    let known = list.named("default").or_else(|| list.named("default_factory"));
    known.or_else(|| list.elements.first().filter(|first| is_positional(layout, first)))
}

fn is_positional(layout: &Layout, element: &Element) -> bool {
    let text = layout.slice(element.span);
    let name = text.split('=').next().unwrap_or_default().trim();
    let is_keyword = text.contains('=') && !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    !is_keyword && !text.starts_with('*')
}

/// Whether a type already allows nothing.
pub(super) fn allows_none(model: &Model, annotation: ExprId) -> bool {
    let code = model.code();
    match code.expr(annotation) {
        Expr::None => true,
        Expr::Binary(BinaryOp::BitOr, one, other) => allows_none(model, *one) || allows_none(model, *other),
        Expr::Subscript(base, _) => is_called(code, *base, "Optional"),
        Expr::Name(name) | Expr::Attribute(_, name) => name == "Any",
        _ => false,
    }
}

/// What makes a field that is `T | None = None` one that is always there; nothing if it is not written so.
pub(super) fn required(model: &Model, field: Field) -> Vec<Splice> {
    let code = model.code();
    let Some(value) = field.value.filter(|value| *code.expr(*value) == Expr::None) else { return Vec::new() };
    let annotation = model.span(field.annotation);
    let inner = match code.expr(field.annotation) {
        Expr::Binary(BinaryOp::BitOr, one, other) if *code.expr(*other) == Expr::None => model.span(*one),
        Expr::Binary(BinaryOp::BitOr, one, other) if *code.expr(*one) == Expr::None => model.span(*other),
        Expr::Subscript(base, inner) if is_called(code, *base, "Optional") => model.span(*inner),
        _ => return Vec::new(),
    };
    let span = Span { start: annotation.start, end: model.span(value).end };
    vec![Splice { span, text: model.text(inner).to_owned() }]
}

/// Whether a field has to be given.
pub(super) fn is_required(bench: &Bench, model: &Model, layout: &Layout, field: Field) -> bool {
    let Some(value) = field.value else { return true };
    let code = model.code();
    match field_call(bench, model, layout, value) {
        Some(list) => default_of(layout, &list).is_none_or(|default| layout.slice(default.span).ends_with("...")),
        None => *code.expr(value) == Expr::Ellipsis,
    }
}

/// The names of fields that the decorators of a validator spell out; `None` if it is no validator of fields.
pub(super) fn validated(model: &Model, function: &crate::facts::Function) -> Option<Vec<String>> {
    let code = model.code();
    function.decorators.iter().find_map(|decorator| {
        let Expr::Call(callee, args) = code.expr(*decorator) else { return None };
        let is_validator =
            ["field_validator", "validator", "field_serializer"].iter().any(|it| is_called(code, *callee, it));
        let names =
            args.iter().filter(|arg| arg.kind == ArgKind::Positional).filter_map(|arg| match code.expr(arg.value) {
                Expr::Str(name) => Some(name.to_string()),
                _ => None,
            });
        is_validator.then(|| names.collect())
    })
}
