//! How does a model of Pydantic 1 read in Pydantic 2? Its validators, its configuration, the arguments of its fields.

mod config;
mod validator;

use super::field::field_call;
use super::model::{Model, Part, around, is_model};
use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Element, Imports, Layout, Safety, is_used};
use crate::facts::{ArgKind, Expr, ExprId, Function};
use crate::syntax::Language;
use crate::text::Span;

/// Rewrites a model for Pydantic 2.
pub static MIGRATE_PYDANTIC: Action = Action {
    name: "migrate-pydantic",
    summary: "spell the validators, the configuration and the fields of a model as Pydantic 2 does",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("../migrate_pydantic.md"),
    offer,
    make,
};

/// Arguments of `Field` that have another name.
const FIELDS: [(&str, &str); 3] = [("regex", "pattern"), ("min_items", "min_length"), ("max_items", "max_length")];

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some(class) = around(cursor) else { return Vec::new() };
    let is_old = bench.api.services.iter().filter_map(|service| service.version("pydantic")).any(|known| known.0 == 1);
    if is_old || !is_model(bench, &cursor.facts, class) {
        return Vec::new();
    }
    let Ok(model) = Model::of(&cursor.facts, class) else { return Vec::new() };
    let has_config = model.members.iter().any(|(member, part)| config::is_class(part, member));
    let has_validator = model.functions().any(|function| old_validator(bench, &model, function).is_some());
    if !has_config && !has_validator && !renames(&model) {
        return Vec::new();
    }
    let refused = make(bench, cursor, &Settings::default()).err();
    vec![Offer::new(format!("Spell `{}` as Pydantic 2 does", class.name)).unless(refused)]
}

impl<'f> Model<'f> {
    fn functions(&self) -> impl Iterator<Item = &'f Function> {
        self.members
            .iter()
            .filter_map(|(_, part)| if let Part::Method(function) = part { Some(*function) } else { None })
    }
}

/// Whether an argument of a field has another name.
fn renames(model: &Model) -> bool {
    model.fields().any(|field| {
        let args = field.value.map(|value| model.code().expr(value));
        matches!(args, Some(Expr::Call(_, args)) if args.iter().any(|arg| {
            matches!(arg.kind, ArgKind::Keyword(name) if FIELDS.iter().any(|(old, _)| name == *old))
        }))
    })
}

/// The decorator that makes a function a validator of Pydantic 1, its name, and whether it is called.
fn old_validator(bench: &Bench, model: &Model, function: &Function) -> Option<(ExprId, ExprId, &'static str)> {
    function.decorators.iter().find_map(|decorator| {
        let callee = match model.code().expr(*decorator) {
            Expr::Call(callee, _) => *callee,
            _ => *decorator,
        };
        let is = |name| bench.is_of(model.facts, model.code(), callee, "pydantic", &[name]);
        let name = ["validator", "root_validator"].into_iter().find(|name| is(name))?;
        Some((*decorator, callee, name))
    })
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let unread = || Refusal::new("the model cannot be read");
    let class = around(cursor).ok_or_else(unread)?;
    let layout = bench.layout(cursor.file).ok_or_else(unread)?;
    let model = Model::of(&cursor.facts, class)?;
    let mut migration = Migration {
        bench,
        model: &model,
        layout: &layout,
        imports: bench.imports(&cursor.facts),
        draft: Draft::default(),
        replaced: Vec::new(),
    };
    for function in model.functions() {
        migration.validator(function)?;
    }
    for field in model.fields() {
        migration.field(field.value);
    }
    migration.config()?;
    let Migration { mut imports, mut draft, replaced, .. } = migration;
    for name in ["validator", "root_validator", "Extra"] {
        let is_bound = bench.meaning_of_name(&cursor.facts, name).is_some();
        if is_bound && !is_used(&cursor.facts, name, &replaced) {
            imports.drop(name);
        }
    }
    draft.add(cursor.file, imports.splices());
    draft.finish(format!("Spell `{}` as Pydantic 2 does", class.name), Safety::Unsafe).ok_or_else(Refusal::overlap)
}

struct Migration<'m, 'f> {
    bench: &'m Bench<'m>,
    model: &'m Model<'f>,
    layout: &'m Layout,
    imports: Imports<'m>,
    draft: Draft,
    /// What no longer mentions names of Pydantic 1.
    replaced: Vec<Span>,
}

impl Migration<'_, '_> {
    fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.draft.replace(self.model.facts.file, span, text);
    }

    /// Renames arguments of `Field`.
    fn field(&mut self, value: Option<ExprId>) {
        let list = value.and_then(|value| field_call(self.bench, self.model, self.layout, value));
        for element in list.iter().flat_map(|list| &list.elements) {
            let old = |element: &Element| element.name.clone().unwrap_or_default();
            if let Some((old, new)) = FIELDS.iter().find(|(name, _)| old(element) == *name) {
                let start = element.span.start;
                self.replace(Span { start, end: start + old.len() as u32 }, *new);
            }
        }
    }
}
