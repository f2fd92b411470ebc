//! What does a request for a page look like? A structure with bounds: one that is there, or a new one.

use crate::actions::rust::{Handler, crate_path, package_files};
use crate::actions::{Bench, Cursor, Refusal, Settings};
use crate::edit::{Record, Uses};

/// A structure that holds `limit` and `offset`.
pub(super) struct Structure {
    /// How the handler's module spells it.
    pub name: String,
    /// What defines it, if it is new.
    pub text: Option<String>,
}

impl Structure {
    /// The one of the crate, else a new one.
    pub(super) fn of(
        bench: &Bench,
        cursor: &Cursor,
        handler: &Handler,
        uses: &mut Uses,
        settings: &Settings,
    ) -> Result<Self, Refusal> {
        if let Some(known) = known(bench, cursor, handler) {
            let name = if known.contains("::") { uses.need(&known) } else { known };
            return Ok(Structure { name, text: None });
        }
        let names = ["Pagination", "PageQuery"];
        let free = names.into_iter().find(|name| !uses.is_taken(name));
        let name = free.ok_or_else(|| Refusal::new("`Pagination` and `PageQuery` are something else here"))?;
        let max = settings.get("pagination_max");
        let default = if max.parse().is_ok_and(|max: u32| max < 20) { max } else { "20" };
        let fields = Fields { name, max, default };
        let text = if handler.framework() == "rocket" {
            fields.of_rocket(&uses.need("rocket::form::FromForm"))
        } else {
            uses_serde(bench, cursor)?;
            let is_documented = handler.signature.attributes.iter().any(|it| it.name == "utoipa::path");
            let derives = if is_documented { ", utoipa::IntoParams" } else { "" };
            let deserialize = uses.need("serde::Deserialize");
            let result = if uses.may_hide("Result") { "std::result::Result" } else { "Result" };
            fields.of_serde(&deserialize, derives, result)
        };
        Ok(Structure { name: name.to_owned(), text: Some(text) })
    }
}

/// One that an earlier page of the crate was made with: its name in this module, or its whole path.
fn known(bench: &Bench, cursor: &Cursor, handler: &Handler) -> Option<String> {
    let derive = if handler.framework() == "rocket" { "FromForm" } else { "Deserialize" };
    let is_page = |record: &Record, text: &str| {
        let number =
            |name: &str| record.fields.iter().any(|it| it.name == name && it.of == "u32" && it.visibility == "pub ");
        let bounds = text.contains("MAX_LIMIT") || text.contains("validate = range(1..=");
        record.name == "Pagination" && record.fields.len() == 2 && number("limit") && number("offset") && bounds
    };
    let found = package_files(bench, cursor.file).filter_map(|file| {
        let facts = bench.facts(file).filter(|facts| facts.text.contains("struct Pagination"))?;
        let layout = bench.layout(file)?;
        let records = layout.records();
        let record = records.iter().find(|record| {
            let own = layout.slice(record.whole);
            let code = if own.contains(derive) { &*facts.text } else { "" };
            is_page(record, code)
        })?;
        let is_nested = layout.around(record.span).iter().any(|(kind, _)| *kind == "mod_item");
        if is_nested || record.visibility != "pub " && file != cursor.file {
            return None;
        }
        if file == cursor.file {
            return Some("Pagination".to_owned());
        }
        Some(format!("{}::Pagination", crate_path(bench, cursor.file, file)?))
    });
    found.min_by_key(|path| path.contains("::"))
}

/// # Errors
/// If the crate has no serde, as far as its files show.
fn uses_serde(bench: &Bench, cursor: &Cursor) -> Result<(), Refusal> {
    let has = |text: &str| text.contains("serde::") && (text.contains("Serialize") || text.contains("Deserialize"));
    let mut files = package_files(bench, cursor.file);
    let found = has(&cursor.facts.text) || files.any(|file| bench.facts(file).is_some_and(|facts| has(&facts.text)));
    let why = "nothing in this crate derives a trait of serde: add serde with its feature `derive` first";
    if found { Ok(()) } else { Err(Refusal::new(why)) }
}

struct Fields<'a> {
    name: &'a str,
    max: &'a str,
    default: &'a str,
}

impl Fields<'_> {
    fn of_rocket(&self, from_form: &str) -> String {
        let Fields { name, max, default } = self;
        format!(
            "/// Which part of a list is asked for: `?limit={default}&offset=0`.
#[derive(Debug, Clone, Copy, {from_form})]
pub struct {name} {{
    #[field(default = {default}, validate = range(1..={max}))]
    pub limit: u32,
    #[field(default = 0)]
    pub offset: u32,
}}"
        )
    }

    fn of_serde(&self, deserialize: &str, derives: &str, result: &str) -> String {
        let Fields { name, max, default } = self;
        let read =
            if deserialize == "Deserialize" { "u32::deserialize" } else { "<u32 as serde::Deserialize>::deserialize" };
        format!(
            "/// Which part of a list is asked for: `?limit={default}&offset=0`.
#[derive(Debug, Clone, Copy, {deserialize}{derives})]
#[serde(default)]
pub struct {name} {{
    #[serde(deserialize_with = \"{name}::checked_limit\")]
    pub limit: u32,
    pub offset: u32,
}}

impl {name} {{
    pub const DEFAULT_LIMIT: u32 = {default};
    pub const MAX_LIMIT: u32 = {max};

    fn checked_limit<'de, D: serde::Deserializer<'de>>(deserializer: D) -> {result}<u32, D::Error> {{
        let limit = {read}(deserializer)?;
        if (1..=Self::MAX_LIMIT).contains(&limit) {{
            Ok(limit)
        }} else {{
            Err(serde::de::Error::custom(format!(\"limit must be between 1 and {{}}\", Self::MAX_LIMIT)))
        }}
    }}
}}

impl Default for {name} {{
    fn default() -> Self {{
        Self {{ limit: Self::DEFAULT_LIMIT, offset: 0 }}
    }}
}}"
        )
    }
}
