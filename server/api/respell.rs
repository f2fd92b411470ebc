//! What does an API say when literals are spelled otherwise that evaluation did not look into? The same, with the other
//! spelling wherever a path is made of them.

use super::usage::Asked;
use super::{Api, Endpoint, Unresolved};
use crate::eval::{Literal, Piece, Text};
use crate::facts::Place;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Literals that say something else now: what each said, and says.
pub type Respelled = BTreeMap<Place, (Arc<str>, Arc<str>)>;

/// Where in an [`Api`] literals stand.
#[derive(Debug, Default)]
pub struct Spellings {
    pub(super) literals: FxHashMap<Place, Arc<Literal>>,
    pub(super) asked: Asked,
    texts: Vec<Spelled>,
    /// The texts that a literal is part of, as indices of `texts`.
    of_literal: FxHashMap<Place, Vec<usize>>,
}

/// A text of the API.
#[derive(Clone, Copy, Debug)]
pub(super) enum Field {
    /// Path and pattern of an endpoint.
    Endpoint(usize),
    /// The pattern of an entry of a table.
    Entry(usize, usize),
    /// What the innermost application matches of it.
    OwnEntry(usize, usize),
    /// The prefix of a router.
    Router(usize),
    /// The prefix that an include gives.
    Include(usize),
    /// What is told of something unresolved at a place.
    Unresolved(Place),
}

#[derive(Debug)]
struct Spelled {
    field: Field,
    pieces: Vec<Piece>,
    /// What is told of something unresolved, by which it is found.
    told: String,
}

impl Spellings {
    /// Notes of what a text of the API is made. Of what lies before byte `from`, the API does not hold the text.
    pub(super) fn note(&mut self, field: Field, text: &Text, from: usize) {
        let inside = text.pieces().iter().filter(|piece| piece.start >= from);
        let pieces: Vec<Piece> = inside.map(|piece| Piece { start: piece.start - from, ..piece.clone() }).collect();
        if !pieces.is_empty() {
            let told = matches!(field, Field::Unresolved(_)).then(|| text.peek().to_string());
            for piece in &pieces {
                self.of_literal.entry(piece.literal.at).or_default().push(self.texts.len());
            }
            self.texts.push(Spelled { field, pieces, told: told.unwrap_or_default() });
        }
    }

    /// The API with other spellings, and which entries of which tables have another path; `None` if more than spellings
    /// would be different. What is held of the API is of the new one then.
    pub fn respell(&mut self, api: &Api, changes: &Respelled) -> Option<(Api, Vec<(usize, usize)>)> {
        let is_free = |(at, (before, after)): (&Place, &(Arc<str>, Arc<str>))| {
            let literal = self.literals.get(at);
            literal.is_some_and(|literal| literal.is_free(before, after)) && same_parameters(before, after)
        };
        if !api.effort.bounded.is_empty() || !changes.iter().all(is_free) {
            return None;
        }
        let mut next = api.clone();
        let (mut endpoints, mut entries, mut is_told_anew) = (Vec::new(), Vec::new(), false);
        let concerned: BTreeSet<usize> =
            changes.keys().filter_map(|at| self.of_literal.get(at)).flatten().copied().collect();
        for index in concerned {
            let spelled = &mut self.texts[index];
            spelled.apply(&mut next, changes)?;
            match spelled.field {
                Field::Endpoint(at) => endpoints.push(at),
                Field::Entry(table, entry) => entries.push((table, entry)),
                Field::Unresolved(_) => is_told_anew = true,
                _ => {}
            }
        }
        if is_told_anew {
            next.unresolved.sort();
            next.unresolved.dedup();
        }
        if collide(&next, &endpoints) {
            return None;
        }
        self.asked.answer_again(&mut next, api, &endpoints);
        Some((next, entries))
    }
}

impl Spelled {
    /// Spells the text in the API anew.
    fn apply(&mut self, api: &mut Api, changes: &Respelled) -> Option<()> {
        match self.field {
            Field::Endpoint(at) => {
                let endpoint = Arc::make_mut(api.endpoints.get_mut(at)?);
                endpoint.pattern = self.spell(&endpoint.pattern, changes)?;
                endpoint.path.clone_from(&endpoint.pattern);
            }
            Field::Entry(table, entry) => {
                let entry = Arc::make_mut(api.tables.get_mut(table)?).entries.get_mut(entry)?;
                entry.pattern = self.spell(&entry.pattern, changes)?;
            }
            Field::OwnEntry(table, entry) => {
                let entry = Arc::make_mut(api.tables.get_mut(table)?).entries.get_mut(entry)?;
                entry.own_pattern = self.spell(&entry.own_pattern, changes)?;
            }
            Field::Router(at) => {
                let prefix = api.routers.get_mut(at)?.prefix.as_mut()?;
                *prefix = self.spell(prefix, changes)?;
            }
            Field::Include(at) => {
                let prefix = api.includes.get_mut(at)?.prefix.as_mut()?;
                *prefix = self.spell(prefix, changes)?;
            }
            Field::Unresolved(at) => {
                let told = self.spell(&self.told.clone(), changes)?;
                let is_it = |one: &&mut Unresolved| one.at == at && one.reason == self.told;
                api.unresolved.iter_mut().filter(is_it).for_each(|one| one.reason.clone_from(&told));
                self.told = told;
            }
        }
        Some(())
    }

    /// A text with other spellings of its pieces, which stand elsewhere then.
    fn spell(&mut self, text: &str, changes: &Respelled) -> Option<String> {
        let (mut spelled, mut done) = (String::with_capacity(text.len()), 0);
        for piece in &mut self.pieces {
            spelled.push_str(text.get(done..piece.start)?);
            done = piece.start + piece.len;
            let own = text.get(piece.start..done)?;
            let now = changes.get(&piece.literal.at).map_or(own, |(_, after)| after);
            (piece.start, piece.len) = (spelled.len(), now.len());
            spelled.push_str(now);
        }
        spelled.push_str(text.get(done..)?);
        Some(spelled)
    }
}

/// Whether two spellings of a path, or of a part of it, have the same parameters. Half a parameter may be any.
fn same_parameters(before: &str, after: &str) -> bool {
    fn parameters(text: &str) -> Option<Vec<&str>> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some((literal, inside)) = rest.split_once('{') {
            let (parameter, after) = inside.split_once('}')?;
            if literal.contains('}') || parameter.contains('{') {
                return None;
            }
            found.push(parameter);
            rest = after;
        }
        (!rest.contains('}')).then_some(found)
    }
    parameters(before).is_some_and(|before| parameters(after) == Some(before))
}

/// Whether one of some endpoints is spelled like another of the same handler: a route registered twice may be one.
fn collide(api: &Api, endpoints: &[usize]) -> bool {
    let key = |endpoint: &Endpoint| (endpoint.service, endpoint.path.clone(), endpoint.handler.at);
    let mut seen: FxHashMap<_, Vec<usize>> = FxHashMap::default();
    let services: FxHashSet<usize> = endpoints.iter().map(|at| api.endpoints[*at].service).collect();
    for (at, endpoint) in api.endpoints.iter().enumerate().filter(|(_, it)| services.contains(&it.service)) {
        seen.entry(key(endpoint)).or_default().push(at);
    }
    let same_method = |left: usize, right: usize| api.endpoints[left].method == api.endpoints[right].method;
    endpoints.iter().any(|at| {
        let alike = seen.get(&key(&api.endpoints[*at]));
        alike.is_some_and(|alike| alike.iter().any(|other| other != at && same_method(*at, *other)))
    })
}
