//! How does a handler bound a list that a function one call away asks for? The function takes the bounds by name, and
//! whoever calls it without them gets the whole list as before.

use super::body::Body;
use super::bounds::Bounds;
use super::change::answer;
use super::cursor_key::CursorKey;
use super::envelope::Envelope;
use super::fetch::Family;
use super::ground::Ground;
use super::paged::Paged;
use super::recognise::Feed;
use super::service::Service;
use super::style::Style;
use crate::actions::{Bench, Refusal};
use crate::edit::{Draft, Imports, Insertion, Parameters};
use crate::facts::{ArgKind, Expr, Node, ParamKind};
use crate::syntax::Language;

/// The names by which the function takes its bounds.
fn taken(bench: &Bench, service: &Service, style: Style) -> Bounds {
    Bounds::of(bench, &service.function, if style == Style::Page { Style::Offset } else { style })
}

/// Why the function cannot bound its list.
pub(super) fn check(
    bench: &Bench,
    ground: &Ground,
    service: &Service,
    feed: &Feed,
    bounds: &Bounds,
    has_envelope: bool,
) -> Result<(), Refusal> {
    let name = service.function.name;
    if matches!(feed.fetch.family, Family::Memory | Family::Tortoise) {
        return Err(Refusal::new(format!("`{name}` cannot leave its limit out for those who want the whole list")));
    }
    let own = taken(bench, service, bounds.style);
    Paged::check(feed, &own, &service.function, has_envelope)?;
    let body = Body::of(&ground.facts, &ground.function);
    if service.at(&body).is_none() {
        return Err(Refusal::new(format!("`{name}` is called on a condition")));
    }
    let Expr::Call(_, args) = body.expr(service.call) else { return Err(Refusal::overlap()) };
    if args.iter().any(|arg| matches!(arg.kind, ArgKind::Spread | ArgKind::SpreadKeywords)) {
        return Err(Refusal::new("the call is given arguments that are not spelled out"));
    }
    let passes = |name: &str| args.iter().any(|arg| body.text(arg.value) == name);
    if feed.is_limited() && !(bounds.style == Style::Offset && passes(&bounds.size) && passes(&bounds.start)) {
        return Err(Refusal::new(format!("`{name}` has a limit of its own")));
    }
    let takes = |wanted: &str| service.function.params.iter().any(|param| param.name == *wanted);
    if !feed.is_limited() && (takes(&own.size) || takes(&own.start)) {
        return Err(Refusal::new(format!("`{name}` takes a `{}` for something else", own.size)));
    }
    if has_envelope && bounds.style != Style::Cursor && service.is_called_elsewhere(bench) {
        let why = "is called in other places too, which would get the total with the list";
        return Err(Refusal::new(format!("`{name}` {why}; the cursor style changes nothing for them")));
    }
    Ok(())
}

/// Bounds the list in the function and says so where it is called.
pub(super) fn edit(
    bench: &Bench,
    draft: &mut Draft,
    (ground, service): (&Ground, &Service),
    bounds: &Bounds,
    envelope: Option<&Envelope>,
    imports: &mut Imports,
) -> Result<(), Refusal> {
    let feed = ground.feed(bench)?;
    let own = taken(bench, service, bounds.style);
    let key = if bounds.style == Style::Cursor { Some(CursorKey::of(&feed)?) } else { None };
    let counts = envelope.is_some() && key.is_none();
    if !feed.is_limited() {
        take(bench, draft, service, &own)?;
        pass(bench, draft, (ground, service), bounds, &own)?;
    }
    if service.facts.file == ground.facts.file {
        bound(bench, draft, (service, &feed), &own, key.as_ref(), envelope, imports)?;
    } else {
        let mut others = bench.imports(&service.facts);
        bound(bench, draft, (service, &feed), &own, key.as_ref(), envelope, &mut others)?;
        draft.add(service.facts.file, others.splices());
    }
    if counts {
        return_total(draft, service, &feed);
    }
    let Some(envelope) = envelope else { return Ok(()) };
    let body = Body::of(&ground.facts, &ground.function);
    let returned = body.returned().ok_or_else(Refusal::overlap)?;
    let rows = (service.at(&body).ok_or_else(Refusal::overlap)?, service.awaited);
    let mut answer = answer(bench, ground, body, bounds, envelope, key, returned, rows, imports)?;
    answer.is_counted = counts;
    answer.edit(draft)
}

/// Bounds the statement of the function.
fn bound(
    bench: &Bench,
    draft: &mut Draft,
    (service, feed): (&Service, &Feed),
    own: &Bounds,
    key: Option<&CursorKey>,
    envelope: Option<&Envelope>,
    imports: &mut Imports,
) -> Result<(), Refusal> {
    let decode = match (envelope, key) {
        (Some(envelope), Some(_)) => envelope.named(bench, &service.facts, imports, "decode_cursor")?,
        _ => String::new(),
    };
    let (width, size) = (bench.width(Language::Python), own.size.clone());
    let counts = envelope.is_some() && key.is_none();
    let paged = Paged { feed, bounds: own, key: key.cloned(), width, size, counts };
    paged.edit(draft, &service.function, imports, &decode)
}

/// The function takes its bounds by name.
fn take(bench: &Bench, draft: &mut Draft, service: &Service, own: &Bounds) -> Result<(), Refusal> {
    let unread = || Refusal::new("the parameters cannot be read");
    let layout = bench.layout(service.facts.file).ok_or_else(unread)?;
    let parameters = Parameters::of(&layout, &service.facts, service.item, &service.function).ok_or_else(unread)?;
    let params = &service.function.params;
    let has_star = params.iter().any(|param| matches!(param.kind, ParamKind::VarArgs | ParamKind::KeywordOnly));
    let rest = usize::from(params.last().is_some_and(|param| param.kind == ParamKind::VarKeywords));
    let before = parameters.list.elements.len() - rest;
    let start = match own.style {
        Style::Cursor => format!("{}: str | None = None", own.start),
        _ => format!("{}: int = 0", own.start),
    };
    let size = format!("{}: int | None = None", own.size);
    let texts = if own.style == Style::Cursor { [start, size] } else { [size, start] };
    let star = (!has_star).then(|| "*".to_owned());
    let added: Vec<Insertion> = star.into_iter().chain(texts).map(|text| Insertion { before, text }).collect();
    draft.add(service.facts.file, parameters.list.insert(&layout, &added, bench.width(Language::Python)));
    Ok(())
}

/// The handler passes what it was asked for.
fn pass(
    bench: &Bench,
    draft: &mut Draft,
    (ground, service): (&Ground, &Service),
    bounds: &Bounds,
    own: &Bounds,
) -> Result<(), Refusal> {
    let unread = || Refusal::new("the call cannot be read");
    let layout = bench.layout(ground.facts.file).ok_or_else(unread)?;
    let span = ground.facts.span(ground.function.item, Node::Expr(service.call));
    let list = layout.list(span).ok_or_else(unread)?;
    let size = format!("{}={}", own.size, bounds.size);
    let texts = match bounds.style {
        Style::Cursor => [format!("{}={}", own.start, bounds.start), format!("{size} + 1")],
        _ => [size, format!("{}={}", own.start, bounds.skipped())],
    };
    let before = list.elements.len();
    let added: Vec<Insertion> = texts.into_iter().map(|text| Insertion { before, text }).collect();
    draft.add(ground.facts.file, list.insert(&layout, &added, bench.width(Language::Python)));
    Ok(())
}

/// The function returns its list and the total.
fn return_total(draft: &mut Draft, service: &Service, feed: &Feed) {
    let file = service.facts.file;
    draft.insert(file, feed.body.span(feed.returned.1).end, ", total");
    if let Some(returns) = service.function.returns {
        let span = service.facts.span(service.item, Node::Expr(returns));
        draft.insert(file, span.start, "tuple[");
        draft.insert(file, span.end, ", int]");
    }
}
