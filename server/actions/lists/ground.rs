//! Can the list of a handler be answered in pages? What is known of the handler, its list and its response.

use super::body::Body;
use super::bounds::Bounds;
use super::change::Wish;
use super::cursor_key::CursorKey;
use super::paged::Paged;
use super::recognise::Feed;
use super::response::Response;
use super::service::Service;
use super::style::Style;
use super::through;
use crate::actions::{Bench, Cursor, Refusal};
use crate::facts::{Facts, Function, Place};
use crate::frameworks::InputPlace;
use std::sync::Arc;

/// A handler that answers a list.
pub(super) struct Ground {
    pub(super) facts: Arc<Facts>,
    pub(super) at: Place,
    pub(super) function: Function,
    pub(super) response: Result<Response, Refusal>,
    /// The function that asks for the rows, if it is not the handler.
    pub(super) service: Option<Service>,
}

impl Ground {
    /// Whether the cursor is at a handler that seems to answer a list.
    pub(super) fn is_list(bench: &Bench, cursor: &Cursor) -> bool {
        let Some((at, function, endpoint)) = cursor.endpoint() else { return false };
        let last = endpoint.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        if endpoint.method != "GET" || endpoint.framework != "fastapi" || last.contains('{') {
            return false;
        }
        match Response::of(bench, endpoint, at, function) {
            Ok(_) => true,
            Err(_) => endpoint.output.is_none() && Ground::of(bench, cursor).is_ok(),
        }
    }

    pub(super) fn of(bench: &Bench, cursor: &Cursor) -> Result<Self, Refusal> {
        let (at, function, endpoint) = cursor.endpoint().ok_or_else(|| Refusal::new("this is no handler"))?;
        let own = |name: &str| function.params.iter().any(|param| param.name == *name);
        let asked = ["limit", "page", "size", "page_size", "per_page", "cursor"];
        let paging = |name: &str| asked.contains(&name) && !own(name);
        if let Some(input) = endpoint
            .inputs
            .iter()
            .find(|input| input.from_dependency && input.place == InputPlace::Query && paging(&input.name))
        {
            return Err(Refusal::new(format!("a dependency asks for `{}` already", input.name)));
        }
        let response = Response::of(bench, endpoint, at, function);
        let facts = Arc::clone(&cursor.facts);
        let body = Body::of(&facts, function);
        let service = match Feed::of(bench, body, function) {
            Ok(_) => None,
            Err(refused) => Some(Service::of(bench, body, function)?.ok_or(refused)?),
        };
        if let Some(service) = &service {
            let name = service.function.name;
            let of = |refused: Refusal| Refusal::new(format!("in `{name}`: {refused}"));
            Feed::of(bench, Body::of(&service.facts, &service.function), &service.function).map_err(of)?;
        }
        Ok(Ground { facts: Arc::clone(&facts), at, function: function.clone(), response, service })
    }

    /// The list that is bounded, of the handler or of what it calls.
    pub(super) fn feed(&self, bench: &Bench) -> Result<Feed<'_>, Refusal> {
        match &self.service {
            Some(service) => Feed::of(bench, Body::of(&service.facts, &service.function), &service.function),
            None => Feed::of(bench, Body::of(&self.facts, &self.function), &self.function),
        }
    }

    /// Why something cannot be done here.
    pub(super) fn check(&self, bench: &Bench, wish: Wish) -> Result<(), Refusal> {
        if wish.style == Style::Cursor && !wish.has_envelope {
            return Err(Refusal::new("a bare list has no place for the next cursor"));
        }
        if wish.has_envelope {
            self.response.clone()?;
        }
        let feed = self.feed(bench)?;
        if wish.style == Style::Cursor {
            CursorKey::of(&feed)?;
        }
        let bounds = Bounds::of(bench, &self.function, wish.style);
        match &self.service {
            Some(service) => through::check(bench, self, service, &feed, &bounds, wish.has_envelope)?,
            None => Paged::check(&feed, &bounds, &self.function, wish.has_envelope)?,
        }
        let own = Body::of(&self.facts, &self.function);
        let made: &[&str] = match (wish.style, wish.has_envelope) {
            (_, false) => &[],
            (Style::Cursor, _) => &["has_more", "cursor"],
            (Style::Offset, _) => &["total"],
            (Style::Page, _) => &["total", "pages"],
        };
        let takes = |name: &&&str| own.mentions(name) || self.function.params.iter().any(|param| param.name == **name);
        match made.iter().find(takes) {
            Some(name) => Err(Refusal::new(format!("the handler has a `{name}` of its own"))),
            None => Ok(()),
        }
    }
}
