//! Which class says what page of a list this is? The project's own if it has one, else one in a file that is made.

use super::page_schema::{self, Part};
use super::style::Style;
use crate::actions::{Bench, Refusal};
use crate::edit::{Draft, Imports, module_name, new_module_name};
use crate::facts::{Class, Expr, Facts, StmtKind};
use crate::syntax::Language;
use crate::text::FileId;

/// The class of a page, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Envelope {
    pub(super) class: String,
    pub(super) fields: Vec<(String, Part)>,
    place: PlaceOfClass,
}

#[derive(Clone, Debug)]
enum PlaceOfClass {
    Known(FileId),
    New(String),
}

impl Envelope {
    /// The class for pages of a style, seen from a handler's file.
    pub(super) fn find(bench: &Bench, handler: &Facts, style: Style) -> Result<Self, Refusal> {
        if let Some(known) = known(bench, style) {
            return Ok(known);
        }
        let own = page_schema::own_fields(style).into_iter();
        let fields = own.map(|(name, part)| (name.to_owned(), part)).collect();
        let path = new_path(bench, handler, style)
            .ok_or_else(|| Refusal::new("there is a `pagination.py` already, without a schema that fits"))?;
        Ok(Envelope { class: style.class().to_owned(), fields, place: PlaceOfClass::New(path) })
    }

    /// Makes the file if there is none.
    pub(super) fn create(&self, draft: &mut Draft, style: Style) {
        if let PlaceOfClass::New(path) = &self.place {
            draft.create(path.clone(), page_schema::file(style));
        }
    }

    /// What a file calls a name of the module of the class.
    pub(super) fn named(
        &self,
        bench: &Bench,
        from: &Facts,
        imports: &mut Imports,
        name: &str,
    ) -> Result<String, Refusal> {
        let module = match &self.place {
            PlaceOfClass::Known(file) if *file == from.file => return Ok(name.to_owned()),
            PlaceOfClass::Known(file) => module_name(bench.modules, from, *file),
            PlaceOfClass::New(path) => new_module_name(bench.modules, from, path),
        };
        let module = module.ok_or_else(|| Refusal::new("no import reaches the file of the page's schema"))?;
        Ok(imports.need(&module, name))
    }
}

/// A generic class of the workspace that says the same.
fn known(bench: &Bench, style: Style) -> Option<Envelope> {
    (0..bench.paths.len()).find_map(|index| {
        let file = FileId(index as u32);
        let path = bench.path(file);
        if Language::of_path(path) != Some(Language::Python) || path.split('/').any(|part| part.starts_with("test")) {
            return None;
        }
        let facts = bench.facts(file).filter(|facts| facts.text.contains("BaseModel"))?;
        let has = |name: &str| facts.surface().functions.iter().any(|function| function.name == name);
        if style == Style::Cursor
            && !(has("encode_cursor") && facts.text.contains("def decode_cursor(cursor: str, *kinds"))
        {
            return None;
        }
        let classes = facts.surface().classes.iter();
        let mut fitting = classes.filter_map(|class| Some((class, fields(&facts, class, style)?)));
        let (class, fields) = fitting.next()?;
        Some(Envelope { class: class.name.to_string(), fields, place: PlaceOfClass::Known(file) })
    })
}

/// The fields of a generic model, if they say all that a page says and nothing that is not known.
fn fields(facts: &Facts, class: &Class, style: Style) -> Option<Vec<(String, Part)>> {
    let surface = facts.surface();
    let name = |expr| if let Expr::Name(name) = surface.expr(expr) { Some(*name) } else { None };
    let is_base = |base: &str| class.bases.iter().any(|arg| name(arg.value).is_some_and(|name| name == base));
    let is_generic = class.bases.iter().any(|arg| match surface.expr(arg.value) {
        Expr::Subscript(base, _) => name(*base).is_some_and(|name| name == "Generic" || name == "BaseModel"),
        _ => false,
    });
    if !is_generic || class.bases.len() > 2 || !(is_base("BaseModel") || class.bases.len() == 1) {
        return None;
    }
    let code = facts.item(class.item);
    let mut found = Vec::new();
    for statement in &code.block {
        let StmtKind::Annotate { target, value, .. } = &statement.kind else { continue };
        let Expr::Name(name) = code.expr(*target) else { return None };
        match Part::of(style, name.as_str()) {
            Some(part) => found.push((name.to_string(), part)),
            None if value.is_some() => {}
            None => return None,
        }
    }
    let says = |part: Part| found.iter().any(|(_, known)| *known == part);
    let goes_on = match style {
        Style::Cursor => says(Part::NextCursor),
        Style::Offset => says(Part::Total) && !says(Part::Pages),
        Style::Page => says(Part::Total) && says(Part::Start),
    };
    (says(Part::Items) && goes_on).then_some(found)
}

/// In the nearest folder `schemas` above the handler's file, else beside it.
fn new_path(bench: &Bench, handler: &Facts, style: Style) -> Option<String> {
    let own = bench.path(handler.file).rsplit_once('/').map_or("", |(folder, _)| folder);
    let below = |folder: &str, name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let has_files = |folder: &str| {
        let prefix = format!("{folder}/");
        let at = bench.paths.partition_point(|path| path.as_str() < prefix.as_str());
        bench.paths.get(at).is_some_and(|path| path.starts_with(&prefix))
    };
    let mut folder = Some(own);
    let mut chosen = own.to_owned();
    while let Some(at) = folder {
        if has_files(&below(at, "schemas")) {
            chosen = below(at, "schemas");
            break;
        }
        folder = if at.is_empty() { None } else { Some(at.rsplit_once('/').map_or("", |(above, _)| above)) };
    }
    let names = ["pagination.py".to_owned(), format!("{}_pagination.py", style.as_str())];
    names.into_iter().map(|name| below(&chosen, &name)).find(|path| bench.file(path).is_none())
}
