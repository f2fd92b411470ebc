//! Which earlier route takes the requests of a later one? Routes and mounts of one application, in order.

use super::pattern::Pattern;
use crate::api::{Entry, Matching, Table};
use crate::rules::Subject;
use rustc_hash::FxHashMap;

/// Comparisons that one application is worth.
const COMPARISONS: usize = 2_000_000;

/// A route that is never reached, and the first entry that takes each of its methods.
pub(super) struct Covered<'t> {
    pub later: &'t Entry,
    pub earlier: &'t Entry,
    /// Whether both patterns match exactly the same paths.
    pub is_same: bool,
}

/// The routes of a table whose requests others certainly take. None if the framework does not try them in order.
pub(super) fn covered<'t>(subject: &Subject, table: &'t Table) -> Vec<Covered<'t>> {
    let mut seen = Seen { entries: &table.entries, ..Seen::default() };
    let mut found = Vec::new();
    let service = subject.api.services.get(table.service);
    let Some(service) = service.filter(|service| service.matching() == Matching::InOrder) else { return found };
    for (index, entry) in table.entries.iter().enumerate() {
        if entry.is_conditional || !entry.is_exact {
            continue;
        }
        let path = service.comparable(&entry.pattern);
        let pattern = if entry.is_mount() { Pattern::mount(&path) } else { Pattern::route(&path) };
        if !entry.is_mount()
            && let Some((earlier, is_same)) = seen.taker(entry, &pattern)
        {
            found.push(Covered { later: entry, earlier, is_same });
        }
        seen.add(index, pattern);
    }
    found
}

/// The certain entries so far, by the text of their first segment.
#[derive(Default)]
struct Seen<'t> {
    entries: &'t [Entry],
    by_head: FxHashMap<String, Vec<(usize, Pattern)>>,
    without_head: Vec<(usize, Pattern)>,
    comparisons: usize,
}

impl<'t> Seen<'t> {
    fn add(&mut self, index: usize, pattern: Pattern) {
        match pattern.head() {
            Some(head) => self.by_head.entry(head.to_owned()).or_default().push((index, pattern)),
            None => self.without_head.push((index, pattern)),
        }
    }

    /// The entry that takes the first method of a route, if all its methods are taken; whether it matches the same
    /// paths.
    fn taker(&mut self, later: &Entry, pattern: &Pattern) -> Option<(&'t Entry, bool)> {
        let same_head = pattern.head().and_then(|head| self.by_head.get(head));
        let candidates = self.without_head.iter().chain(same_head.into_iter().flatten());
        let mut taken: Vec<(&str, usize, bool)> = Vec::new();
        for (index, earlier) in candidates {
            self.comparisons += 1;
            let entry = &self.entries[*index];
            if self.comparisons > COMPARISONS || !comes_before(entry, *index, later) || !earlier.covers(pattern) {
                continue;
            }
            let is_same = !entry.is_mount() && pattern.covers(earlier);
            for method in later.methods.iter().filter(|method| takes(entry, method, later)) {
                match taken.iter_mut().find(|(known, ..)| known == method) {
                    Some(first) if first.1 > *index => (first.1, first.2) = (*index, is_same),
                    Some(_) => {}
                    None => taken.push((method, *index, is_same)),
                }
            }
        }
        let (_, index, is_same) = *taken.first().filter(|_| taken.len() == later.methods.len())?;
        Some((&self.entries[index], is_same))
    }
}

/// Whether an entry is asked before a later one: it lies in the same mounts, or around them.
fn comes_before(earlier: &Entry, index: usize, later: &Entry) -> bool {
    later.mounts.starts_with(&earlier.mounts) && !later.mounts.contains(&index)
}

fn takes(entry: &Entry, method: &str, later: &Entry) -> bool {
    let any = |known: &String| known == method || known == "ANY" && method != "WEBSOCKET";
    let closes = entry.closes.is_some_and(|router| !later.through.contains(&router));
    entry.is_mount() || closes || entry.methods.iter().any(any)
}

/// `GET /users/{id}`.
pub(super) fn shown(entry: &Entry) -> String {
    if entry.is_mount() {
        return format!("the mount at `{}`", if entry.pattern.is_empty() { "/" } else { &entry.pattern });
    }
    format!("`{} {}`", entry.methods.join("|"), entry.pattern)
}
