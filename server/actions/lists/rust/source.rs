//! Where does a list come from, and how does it read no more than a page? Queries of sqlx, diesel and `SeaORM`, and lists.

use super::sql;
use crate::actions::rust::{Handler, answered, contains_word};
use crate::actions::{Bench, Cursor, Refusal};
use crate::edit::{Chain, Layout};
use crate::text::{Span, Splice};

/// How a source reads a page.
#[derive(Default)]
pub(super) struct Paged {
    pub splices: Vec<Splice>,
    /// Traits whose methods it calls.
    pub traits: Vec<&'static str>,
    /// What somebody should know of it, for the title.
    pub remark: &'static str,
}

/// What reads rows: of which library, by which link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Library {
    Sqlx,
    Diesel,
    SeaOrm,
}

/// What is done to a list behind its source that a page would change.
const LATER: [&str; 20] = [
    ".filter(",
    ".filter_map(",
    ".retain(",
    ".sort",
    ".dedup",
    ".truncate(",
    ".rev()",
    ".reverse()",
    ".take(",
    ".skip(",
    ".push(",
    ".extend(",
    ".append(",
    ".len()",
    ".count()",
    ".fold(",
    ".find(",
    ".find_map(",
    "for ",
    "while ",
];

pub(super) fn paged(
    bench: &Bench,
    cursor: &Cursor,
    handler: &Handler,
    page: &str,
    width: usize,
) -> Result<Paged, Refusal> {
    let layout = &*handler.layout;
    let body = handler.signature.body;
    let sources: Vec<_> =
        layout.chains(body).into_iter().filter_map(|chain| reads(layout, chain, &cursor.facts.text)).collect();
    let [(library, chain, at)] = &*sources else {
        return if sources.is_empty() {
            list(handler, page, width)
        } else {
            Err(Refusal::new("several queries read rows here"))
        };
    };
    if !feeds(layout, body, chain.span) {
        return Err(Refusal::new("what is read does not show to be what is answered"));
    }
    let rest = layout.slice(Span { start: chain.links[*at].span.end, end: body.end });
    if LATER.iter().any(|later| rest.contains(later)) {
        return Err(Refusal::new(
            "what is read is selected, sorted or counted afterwards: a page of it is no page of the answer",
        ));
    }
    let mut paged = match library {
        Library::Sqlx => sql::paged(bench, cursor, layout, (chain, *at), page, width)?,
        Library::Diesel => {
            let links = links(page, "i64");
            Paged { splices: chain.insert(layout, *at, &links, width), ..Paged::default() }
        }
        Library::SeaOrm => {
            let links = links(page, "u64");
            let splices = chain.insert(layout, *at, &links, width);
            Paged { splices, traits: vec!["sea_orm::QuerySelect"], ..Paged::default() }
        }
    };
    let is_ordered = chain.links.iter().any(|link| link.name.contains("order"));
    if !is_ordered && *library != Library::Sqlx {
        paged.remark = "; nothing says their order";
    }
    paged.splices.extend(moved(layout, chain.span, body));
    Ok(paged)
}

fn links(page: &str, number: &str) -> Vec<String> {
    ["limit", "offset"].iter().map(|name| format!(".{name}({number}::from({page}.{name}))")).collect()
}

/// The library whose rows a chain reads, and the link that pages go before.
fn reads(layout: &Layout, chain: Chain, file: &str) -> Option<(Library, Chain, usize)> {
    let base = layout.slice(chain.base);
    let has = |name: &str| chain.link(name).is_some();
    if has("limit") || has("offset") {
        return None;
    }
    if let Some(at) = chain.link("fetch_all").or_else(|| chain.link("fetch")) {
        return sql::is_query(base).then_some((Library::Sqlx, chain, at));
    }
    if let Some(at) = chain.link("load").or_else(|| chain.link("get_results"))
        && contains_word(file, "diesel") | contains_word(file, "diesel_async")
        && chain.links[at].arguments.len() == 1
    {
        let is_plain = !base.contains("sql_query") && !has("find") && !has("execute");
        return is_plain.then_some((Library::Diesel, chain, at));
    }
    let all = chain.link("all").filter(|at| chain.links[*at].arguments.len() == 1)?;
    let is_joined = chain.links.iter().any(|link| link.name.starts_with("find_") || link.name == "paginate");
    if !contains_word(file, "sea_orm") || !base.contains("::find") || is_joined || base.contains("_related") {
        return None;
    }
    let into = chain.links.iter().position(|link| link.name.starts_with("into_")).unwrap_or(all);
    Some((Library::SeaOrm, chain, into.min(all)))
}

/// Whether what some bytes give ends up in what a body gives.
fn feeds(layout: &Layout, body: Span, source: Span) -> bool {
    let holds = |outer: Span| outer.start <= source.start && source.end <= outer.end;
    let around = layout.around(source);
    let inner = around.iter().take_while(|(_, span)| *span != body);
    if inner.into_iter().any(|(kind, _)| matches!(*kind, "for_expression" | "while_expression" | "loop_expression")) {
        return false;
    }
    let lets = layout.lets(body);
    let words = |pattern: &str| -> Vec<String> {
        let words = pattern.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        words.filter(|word| *word != "mut" && *word != "Ok").map(str::to_owned).collect()
    };
    let mut names: Vec<String> = Vec::new();
    for (pattern, value) in &lets {
        let mentions = names.iter().any(|name| contains_word(layout.slice(*value), name));
        if holds(*value) || mentions && value.start > source.end {
            names.extend(words(pattern));
        }
    }
    layout
        .results(body)
        .into_iter()
        .any(|result| holds(result) || names.iter().any(|name| contains_word(layout.slice(result), name)))
}

/// Lets the closure around a source own what it uses, where it runs elsewhere and has to.
fn moved(layout: &Layout, source: Span, body: Span) -> Option<Splice> {
    let around = layout.around(source);
    let mut inner = around.iter().take_while(|(_, span)| *span != body);
    let (_, closure) = inner.find(|(kind, _)| *kind == "closure_expression")?;
    let text = layout.slice(*closure);
    let before = layout.slice(Span { start: body.start, end: closure.start }).trim_end();
    let elsewhere = [".run(", ".interact(", "block(", "spawn_blocking("];
    let is_needed = !text.starts_with("move") && elsewhere.iter().any(|call| before.ends_with(call));
    let at = closure.start + if text.starts_with("async") { 6 } else { 0 };
    is_needed.then(|| Splice { span: Span { start: at, end: at }, text: "move ".to_owned() })
}

/// A list that is at hand: all that `Json(..)` is given.
fn list(handler: &Handler, page: &str, width: usize) -> Result<Paged, Refusal> {
    let layout = &*handler.layout;
    let unknown =
        || Refusal::new("what reads the list is not recognised: a query of sqlx, diesel or SeaORM, or a list at hand");
    if !handler.gives().contains("Json<Vec<") {
        return Err(unknown());
    }
    let results = layout.results(handler.signature.body);
    let given: Vec<Span> = results.iter().filter_map(|result| answered(layout, *result)).collect();
    let [given] = &*given else { return Err(unknown()) };
    let lets = layout.lets(handler.signature.body);
    let text = layout.slice(*given);
    let of_name = lets.iter().rfind(|(pattern, _)| pattern.trim_start_matches("mut ") == text).map(|(_, value)| *value);
    let made = of_name.unwrap_or(*given);
    if !is_at_hand(layout, made) || of_name.is_none() && contains_word(text, "self") {
        return Err(unknown());
    }
    let links: Vec<String> = [("skip", "offset"), ("take", "limit")]
        .iter()
        .map(|(link, of)| format!(".{link}({page}.{of} as usize)"))
        .collect();
    let chain = layout.chains(*given).into_iter().find(|chain| chain.span == *given);
    if let Some(chain) = chain.as_ref().filter(|chain| chain.links.last().is_some_and(|last| last.name == "collect")) {
        return Ok(Paged { splices: chain.insert(layout, chain.links.len() - 1, &links, width), ..Paged::default() });
    }
    let all: Vec<String> =
        [".into_iter()".to_owned()].into_iter().chain(links).chain([".collect()".to_owned()]).collect();
    let splices = match &chain {
        Some(chain) => chain.insert(layout, chain.links.len(), &all, width),
        None => vec![Splice { span: Span { start: given.end, end: given.end }, text: all.concat() }],
    };
    Ok(Paged { splices, ..Paged::default() })
}

/// Whether a value is a list in memory: nothing waits for it, and no function of somebody else's makes it.
fn is_at_hand(layout: &Layout, of: Span) -> bool {
    let text = layout.slice(of);
    let chain = layout.chains(of).into_iter().find(|chain| chain.span == of);
    let base = chain.map_or(of, |chain| chain.base);
    let is_call = layout.value(base).is_some_and(|value| value.callee.is_some_and(|it| !it.ends_with("Vec::new")));
    !text.contains(".await") && !text.contains('?') && !is_call
}
