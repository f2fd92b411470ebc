//! How does a list in a Rust service get pages? A parameter with bounds, and a source that reads no more than asked for.

mod source;
mod sql;
mod structure;

use crate::actions::rust::{Handler, more_arguments};
use crate::actions::{Bench, Cursor, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Insertion, Safety, Uses};
use crate::frameworks::InputPlace;
use crate::syntax::Language;
use crate::text::FileId;
use structure::Structure;

pub(super) fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some(handler) = Handler::at(bench, cursor).filter(|handler| is_list(handler)) else { return Vec::new() };
    let plan = plan(bench, cursor, &handler, bench.settings);
    let title = plan.as_ref().map_or_else(|_| title(bench.settings, ""), |plan| plan.title.clone());
    vec![Offer::new(title).with("pagination", "offset").unless(plan.err())]
}

pub(super) fn make(bench: &Bench, cursor: &Cursor, settings: &Settings) -> Result<Change, Refusal> {
    let handler = Handler::at(bench, cursor).filter(|handler| is_list(handler));
    let handler = handler.ok_or_else(|| Refusal::new("this is no handler that answers a list"))?;
    let plan = plan(bench, cursor, &handler, settings)?;
    plan.draft.finish(plan.title, Safety::Unsafe).ok_or_else(Refusal::overlap)
}

struct Plan {
    title: String,
    draft: Draft,
}

fn title(settings: &Settings, remark: &str) -> String {
    format!("Add offset pagination (at most {} items{remark})", settings.get("pagination_max"))
}

/// Whether a handler answers a collection, and nothing asks for a part of it yet.
fn is_list(handler: &Handler) -> bool {
    let is_collection = |path: &str| !path.trim_end_matches('/').ends_with('}');
    let pages = ["limit", "offset", "page", "per_page", "page_size", "size", "cursor", "skip", "after", "before"];
    let is_paged = |name: &str| pages.contains(&name.to_lowercase().as_str());
    let is_known = matches!(handler.framework(), "axum" | "actix-web" | "rocket");
    let gives = handler.gives();
    let answers = gives.contains("Json<Vec<") || (gives.contains("HttpResponse") || gives.contains("implResponder"));
    is_known
        && answers
        && handler.endpoints.iter().all(|endpoint| {
            let mut queries = endpoint.inputs.iter().filter(|input| input.place == InputPlace::Query);
            endpoint.method == "GET" && is_collection(&endpoint.path) && !queries.any(|input| is_paged(&input.name))
        })
}

fn plan(bench: &Bench, cursor: &Cursor, handler: &Handler, settings: &Settings) -> Result<Plan, Refusal> {
    if handler.is_nested() {
        return Err(Refusal::new("the handler is a method or an inner function"));
    }
    let layout = &*handler.layout;
    let width = bench.width(Language::Rust);
    let name = handler.free_name(&["page", "pagination"])?;
    let mut uses = Uses::at(layout, handler.signature.start, width);
    let mut draft = Draft::default();
    let source = source::paged(bench, cursor, handler, name, width)?;
    source.traits.iter().for_each(|path| uses.need_trait(path));
    draft.add(cursor.file, source.splices);
    let structure = Structure::of(bench, cursor, handler, &mut uses, settings)?;
    add_parameter(&mut draft, cursor.file, handler, &mut uses, (name, &structure.name), width)?;
    document(&mut draft, cursor.file, handler, &structure.name)?;
    draft.add(cursor.file, uses.splices());
    if let Some(text) = structure.text {
        let (at, text) = handler.items_before(&text);
        draft.insert(cursor.file, at, text);
    }
    Ok(Plan { title: title(settings, source.remark), draft })
}

/// Takes the page from the query.
fn add_parameter(
    draft: &mut Draft,
    file: FileId,
    handler: &Handler,
    uses: &mut Uses,
    (name, of): (&str, &str),
    width: usize,
) -> Result<(), Refusal> {
    let layout = &*handler.layout;
    let list = &handler.signature.list;
    let text = match handler.framework() {
        "axum" => {
            let query = uses.need("axum::extract::Query");
            format!("{query}({name}): {query}<{of}>")
        }
        "rocket" => {
            let (at, text) = rocket_query(handler, name)?;
            draft.insert(file, at, text);
            format!("{name}: {of}")
        }
        _ => format!("{name}: {}<{of}>", uses.need("actix_web::web::Query")),
    };
    let reads_body = |of: &str| {
        let base = of.split('<').next().unwrap_or_default();
        let base = base.rsplit("::").next().unwrap_or_default().trim();
        matches!(base, "Json" | "Form" | "Bytes" | "String" | "Request" | "Multipart" | "Body" | "RawForm")
    };
    let last = handler.signature.takes.last();
    let body = last.filter(|it| handler.framework() == "axum" && reads_body(layout.slice(it.of)));
    let before = body.and_then(|it| list.elements.iter().position(|element| element.span.start == it.span.start));
    let insertion = Insertion { before: before.unwrap_or(list.elements.len()), text };
    draft.add(file, list.insert(layout, &[insertion], width));
    Ok(())
}

/// The query in the path of a route of Rocket, and where it goes.
fn rocket_query(handler: &Handler, name: &str) -> Result<(u32, String), Refusal> {
    let route = handler.signature.attribute(&["get", "route"]);
    let strings = route.map(|route| handler.layout.strings(route.span)).unwrap_or_default();
    let path = strings.first().ok_or_else(|| Refusal::new("the path of the route does not stand above the handler"))?;
    let text = handler.layout.slice(*path);
    match text.split_once('?') {
        Some((_, query)) if query.contains("..>") => {
            Err(Refusal::new("the route takes its query as a whole: add the fields `limit` and `offset` to that"))
        }
        Some(_) => Ok((path.end - 1, format!("&<{name}..>"))),
        None => Ok((path.end - 1, format!("?<{name}..>"))),
    }
}

/// Says it in the documentation of utoipa that stands above the handler.
fn document(draft: &mut Draft, file: FileId, handler: &Handler, of: &str) -> Result<(), Refusal> {
    let layout = &*handler.layout;
    let attributes = &handler.signature.attributes;
    if attributes.iter().any(|it| matches!(it.name.as_str(), "openapi" | "api_operation" | "rocket_okapi::openapi")) {
        return Err(Refusal::new("the documentation that is made of this handler would lack the parameters"));
    }
    let Some(arguments) = attributes.iter().find(|it| it.name == "utoipa::path").and_then(|it| it.arguments) else {
        return Ok(());
    };
    let text = layout.slice(arguments);
    if let Some(at) = text.find("params(") {
        draft.insert(file, arguments.start + at as u32 + 7, format!("{of}, "));
        return Ok(());
    }
    let (at, text) = more_arguments(layout, arguments, &format!("params({of})"));
    draft.insert(file, at, text);
    Ok(())
}
