//! Which functions does a text define, and what do they call? As far as its words tell.

use super::lexicon::{is_word, last_word, word_at, word_of};
use crate::frameworks::Seeds;
use memchr::memmem;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// What a function may be called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Free(u64),
    Method(u64),
    Associated(u64, u64),
}

/// One function as its words tell it.
#[derive(Debug)]
pub(super) struct Node {
    /// Where its name stands.
    pub(super) at: u32,
    pub(super) name: u64,
    /// The type whose block it stands in.
    pub(super) of: Option<u64>,
    /// What it is called by as a method, if it has a receiver.
    pub(super) as_method: Option<Key>,
    /// Whether it names a router itself.
    pub(super) is_seed: bool,
    pub(super) serves: bool,
    pub(super) composes: bool,
    pub(super) calls: Vec<Key>,
}

pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Node {
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        let own = match self.of {
            Some(of) => [self.as_method, Some(Key::Associated(of, self.name))],
            None => [Some(Key::Free(self.name)), None],
        };
        own.into_iter().flatten()
    }

    /// Whether it is the same elsewhere, whatever it calls.
    pub(super) fn is_like(&self, other: &Node) -> bool {
        let own = |node: &Node| (node.name, node.of, node.as_method, node.is_seed, node.serves, node.composes);
        own(self) == own(other)
    }
}

/// The search for the words of [`Seeds`], prepared once.
pub(super) struct Finders([Vec<memmem::Finder<'static>>; 3]);

impl Finders {
    pub(super) fn new(seeds: &Seeds) -> Self {
        let finders = |words: &[&'static str]| words.iter().map(|word| memmem::Finder::new(*word)).collect();
        Finders([finders(&seeds.leading), finders(&seeds.serving), finders(&seeds.composing)])
    }
}

/// The functions of a text, by place; what they call only if the file counts.
pub(super) fn nodes_of(text: &str, Finders(words): &Finders, counts: bool) -> Vec<Node> {
    let starts: Vec<usize> = memmem::find_iter(text.as_bytes(), "fn ")
        .filter(|at| !text[..*at].ends_with(is_word))
        .map(|at| at + 3)
        .collect();
    let blocks = blocks_of(text);
    let in_text = |word: &&memmem::Finder<'static>| counts && word.find(text.as_bytes()).is_some();
    let words = words.each_ref().map(|words| words.iter().filter(in_text).collect::<Vec<_>>());
    let mut nodes = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let trimmed = text[*start..].trim_start();
        let at = text.len() - trimmed.len();
        let name = word_at(trimmed);
        if name.is_empty() {
            continue;
        }
        let end = starts.get(index + 1).map_or(text.len(), |next| next - 3);
        let segment = &text[at..end.max(at)];
        let of = type_around(text, *start - 3, &blocks).map(hash);
        let has = |words: &Vec<&memmem::Finder>| words.iter().any(|word| word.find(segment.as_bytes()).is_some());
        let [is_seed, serves, composes] = words.each_ref().map(has);
        nodes.push(Node {
            at: at as u32,
            name: hash(name),
            of,
            as_method: takes_self(segment).then(|| Key::Method(hash(name))),
            is_seed,
            serves,
            composes,
            calls: if counts { calls_in(segment, of) } else { Vec::new() },
        });
    }
    nodes
}

/// Where blocks of methods begin, in order.
fn blocks_of(text: &str) -> Vec<usize> {
    let mut found: Vec<usize> = ["impl", "trait "]
        .iter()
        .flat_map(|word| memmem::find_iter(text.as_bytes(), word))
        .filter(|at| {
            let line = text[..*at].rsplit('\n').next().unwrap_or_default();
            matches!(line, "" | "unsafe " | "pub " | "pub(crate) ")
        })
        .collect();
    found.sort_unstable();
    found
}

/// The type of the `impl` or trait block that an indented function stands in.
fn type_around<'t>(text: &'t str, at: usize, blocks: &[usize]) -> Option<&'t str> {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    if !text[line..].starts_with([' ', '\t']) {
        return None;
    }
    let start = *blocks.get(blocks.partition_point(|block| *block < line).checked_sub(1)?)?;
    let header = &text[start..line];
    let header = &header[..header.find('{').unwrap_or(header.len())];
    let target = header.rsplit_once(" for ").map_or(header, |(_, target)| target);
    let target = target.split(" where").next().unwrap_or(target);
    let target = target.split('<').find(|part| !word_of(part).is_empty() && !part.trim_end().ends_with("impl"));
    target.map(word_of).filter(|word| !word.is_empty())
}

/// Whether the head of a function has a receiver.
fn takes_self(segment: &str) -> bool {
    let head = &segment[..segment.find('{').unwrap_or(segment.len())];
    memmem::find_iter(head.as_bytes(), "self")
        .any(|at| !head[..at].ends_with(is_word) && !head[at + 4..].starts_with(is_word))
}

/// What a text calls.
fn calls_in(text: &str, own: Option<u64>) -> Vec<Key> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    for open in memchr::memchr_iter(b'(', bytes) {
        let mut before = text[..open].trim_end();
        if before.ends_with('>') {
            before = before.rfind("::<").map_or(before, |at| &before[..at]);
        }
        let name = last_word(before);
        if name.is_empty() {
            continue;
        }
        let prefix = &before[..before.len() - name.len()];
        found.push(if prefix.ends_with('.') {
            Key::Method(hash(name))
        } else if let Some(path) = prefix.strip_suffix("::") {
            let path = if path.ends_with('>') {
                path.rfind('<').map_or(path, |at| &path[..at]).trim_end_matches("::")
            } else {
                path
            };
            let of = last_word(path);
            match (of, own) {
                ("Self", Some(own)) => Key::Associated(own, hash(name)),
                _ if of.starts_with(char::is_uppercase) => Key::Associated(hash(of), hash(name)),
                _ => Key::Free(hash(name)),
            }
        } else {
            Key::Free(hash(name))
        });
    }
    found.sort_unstable_by_key(|key| match key {
        Key::Free(name) => (0, *name, 0),
        Key::Method(name) => (1, *name, 0),
        Key::Associated(of, name) => (2, *name, *of),
    });
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_around_indented_functions() {
        let around = |text: &'static str| type_around(text, text.find("fn ").unwrap(), &blocks_of(text));
        assert_eq!(around("\nimpl<T: A<B>> Ext<T> for axum::Router<T> {\n    fn x() {}"), Some("Router"));
        assert_eq!(around("\nimpl Server {\n    fn x() {}"), Some("Server"));
        assert_eq!(around("\nimpl Server {}\nfn x() {}"), None);
    }
}
