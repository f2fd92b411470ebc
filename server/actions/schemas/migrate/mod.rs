//! How does a model of Pydantic 1 read in Pydantic 2? Its validators, its configuration, the arguments of its fields.

mod config;

use super::field::field_call;
use super::model::{Model, Part, is_model};
use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Element, Imports, Layout, Safety, indent_of_line, is_used, line_break};
use crate::facts::{ArgKind, Expr, ExprId, Function, Node};
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
    let Some((_, class)) = cursor.class.as_ref().filter(|(at, _)| at.item == crate::facts::ItemId::default()) else {
        return Vec::new();
    };
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
        self.members.iter().filter_map(|(_, part)| if let Part::Method(function) = part { Some(*function) } else { None })
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
    let (_, class) = cursor.class.as_ref().ok_or_else(unread)?;
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

    fn validator(&mut self, function: &Function) -> Result<(), Refusal> {
        let Some((decorator, callee, name)) = old_validator(self.bench, self.model, function) else { return Ok(()) };
        let refuse = |why: &str| Err(Refusal::new(format!("`{}` {why}", function.name)));
        let is_root = name == "root_validator";
        let span = self.model.span(decorator);
        let Some(list) = (decorator != callee).then(|| self.layout.list(span)).flatten() else {
            return refuse("is a validator of the whole model once its fields are read: write it with `self`");
        };
        let mut is_before = false;
        for (index, element) in list.elements.iter().enumerate() {
            let text = self.layout.slice(element.span).to_owned();
            let (key, value) = keyword(&text);
            match (key, value) {
                ("pre", "True") => {
                    is_before = true;
                    self.replace(element.span, "mode=\"before\"");
                }
                ("pre", "False") | ("allow_reuse", _) => match list.remove(self.layout, index) {
                    Some(splice) => self.draft.add(self.model.facts.file, [splice]),
                    None => return refuse("has arguments that cannot be read"),
                },
                ("check_fields", _) => {}
                ("", _) if !is_root && !text.starts_with('*') => {}
                ("skip_on_failure", _) if is_root => {}
                _ => return refuse(&format!("is given `{text}`, for which Pydantic 2 has nothing that does the same")),
            }
        }
        if is_root && (!is_before || list.elements.len() > 1) {
            return refuse("is a validator of the whole model once its fields are read: write it with `self`");
        }
        let new = self.imports.need("pydantic", if is_root { "model_validator" } else { "field_validator" });
        let callee = self.model.span(callee);
        self.replaced.push(callee);
        self.replace(callee, new);
        self.class_method(function);
        if is_root { Ok(()) } else { self.values(function) }
    }

    fn class_method(&mut self, function: &Function) {
        let code = self.model.code();
        let is_one = |decorator: &ExprId| matches!(code.expr(*decorator), Expr::Name(name) if name == "classmethod");
        if function.decorators.iter().any(is_one) {
            return;
        }
        let text = &self.layout.text;
        let at = self.model.facts.span(self.model.class.item, Node::Mark(function.def)).start;
        let line = format!("@classmethod{}{}", line_break(text), indent_of_line(text, at));
        self.draft.insert(self.model.facts.file, at, line);
    }

    /// What fields before it held: `values` is `info.data`.
    fn values(&mut self, function: &Function) -> Result<(), Refusal> {
        let Some(values) = function.params.get(2) else { return Ok(()) };
        let refuse = |why: &str| Err(Refusal::new(format!("`{}` {why}", function.name)));
        if function.params.len() > 3 || values.name != "values" {
            return refuse("takes the field or the configuration, which Pydantic 2 does not pass");
        }
        let facts = self.model.facts;
        let mut uses = Vec::new();
        for item in facts.items().filter(|item| item.body == function.item.body) {
            for (expr, span) in facts.item(item).exprs.iter().zip(facts.expr_spans(item)) {
                match expr {
                    Expr::Name(name) if name == "info" => return refuse("has an `info` of its own"),
                    Expr::Name(name) if name == "values" => uses.push(*span),
                    _ => {}
                }
            }
        }
        let info = self.imports.need("pydantic", "ValidationInfo");
        self.replace(facts.span(self.model.class.item, Node::Mark(values.mark)), format!("info: {info}"));
        uses.into_iter().for_each(|span| self.replace(span, "info.data"));
        Ok(())
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

/// The name and the value of an argument; no name for one by position.
fn keyword(text: &str) -> (&str, &str) {
    match text.split_once('=') {
        Some((name, value)) if name.trim().chars().all(|c| c.is_alphanumeric() || c == '_') => (name.trim(), value.trim()),
        _ => ("", text),
    }
}
