//! Which edits make a handler answer pages? Its parameters, its statement, its answer, and what it says it answers.

use super::answer::Answer;
use super::body::Body;
use super::bounds::Bounds;
use super::cursor_key::CursorKey;
use super::envelope::Envelope;
use super::fetch::Family;
use super::ground::Ground;
use super::memory::slice;
use super::paged::Paged;
use super::style::Style;
use super::through;
use crate::actions::{Bench, Refusal};
use crate::edit::{Change, Draft, Imports, Safety};
use crate::syntax::Language;

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub(super) style: Style,
    pub(super) has_envelope: bool,
}

/// The whole change.
pub(super) fn change(bench: &Bench, ground: &Ground, wish: Wish) -> Result<Change, Refusal> {
    let mut draft = Draft::default();
    let mut imports = bench.imports(&ground.facts);
    let bounds = Bounds::of(bench, &ground.function, wish.style);
    let layout = bench.layout(ground.facts.file).ok_or_else(Refusal::overlap)?;
    let width = bench.width(Language::Python);
    let handler = (&*layout, &*ground.facts, ground.at.item);
    bounds.declare(&mut draft, handler, &ground.function, &mut imports, width)?;
    let envelope = if wish.has_envelope { Some(Envelope::find(bench, &ground.facts, wish.style)?) } else { None };
    if let Some(envelope) = &envelope {
        envelope.create(&mut draft, wish.style);
    }
    match &ground.service {
        Some(service) => through::edit(bench, &mut draft, (ground, service), &bounds, envelope.as_ref(), &mut imports)?,
        None => own_list(bench, &mut draft, ground, &bounds, envelope.as_ref(), &mut imports)?,
    }
    if let (Some(envelope), Ok(response)) = (&envelope, &ground.response) {
        let class = envelope.named(bench, &ground.facts, &mut imports, &envelope.class)?;
        response.declare(bench, &mut draft, &class)?;
    }
    draft.add(ground.facts.file, imports.splices());
    let title = format!("Add {} pagination", wish.style.as_str());
    draft.finish(title, Safety::Unsafe).ok_or_else(Refusal::overlap)
}

/// The list is the handler's own.
fn own_list(
    bench: &Bench,
    draft: &mut Draft,
    ground: &Ground,
    bounds: &Bounds,
    envelope: Option<&Envelope>,
    imports: &mut Imports,
) -> Result<(), Refusal> {
    let feed = ground.feed(bench)?;
    let body = feed.body;
    let is_memory = feed.fetch.family == Family::Memory;
    if is_memory && envelope.is_none() {
        draft.insert(ground.facts.file, body.span(feed.returned.1).end, slice(bounds));
        return Ok(());
    }
    let key = if bounds.style == Style::Cursor { Some(CursorKey::of(&feed)?) } else { None };
    if !is_memory {
        let size = if key.is_some() { format!("{} + 1", bounds.size) } else { bounds.size.clone() };
        let decode = match (envelope, &key) {
            (Some(envelope), Some(_)) => envelope.named(bench, &ground.facts, imports, "decode_cursor")?,
            _ => String::new(),
        };
        let counts = envelope.is_some() && key.is_none();
        let paged = Paged { feed: &feed, bounds, key: key.clone(), width: bench.width(Language::Python), size, counts };
        paged.edit(draft, &ground.function, imports, &decode)?;
    }
    let Some(envelope) = envelope else { return Ok(()) };
    let rows = (feed.fetch.at, feed.fetch.whole);
    let answer = answer(bench, ground, body, bounds, envelope, key, feed.returned, rows, imports)?;
    if is_memory { answer.edit_memory(draft) } else { answer.edit(draft) }
}

/// What the handler returns.
#[allow(clippy::too_many_arguments)]
pub(super) fn answer<'f, 'a>(
    bench: &Bench,
    ground: &'f Ground,
    body: Body<'a>,
    bounds: &'f Bounds,
    envelope: &'f Envelope,
    key: Option<CursorKey>,
    returned: (&'a crate::facts::Stmt, crate::facts::ExprId),
    rows: (&'a crate::facts::Stmt, crate::facts::ExprId),
    imports: &mut Imports,
) -> Result<Answer<'f, 'a>, Refusal> {
    let encode = match &key {
        Some(_) => envelope.named(bench, &ground.facts, imports, "encode_cursor")?,
        None => String::new(),
    };
    let is_called = ground.response.as_ref().is_ok_and(|response| response.is_annotation);
    let class = if is_called { Some(envelope.named(bench, &ground.facts, imports, &envelope.class)?) } else { None };
    Ok(Answer {
        body,
        function: &ground.function,
        bounds,
        envelope,
        class,
        encode,
        key,
        returned,
        rows,
        is_counted: false,
    })
}
