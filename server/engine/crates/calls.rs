//! Which functions may lead to a router? Those that name one, and those that call such a function, as far as a look at
//! the words of all files can tell. Generous: a look-alike costs nothing but evaluation.

use super::lexicon::{is_word, last_word, word_at, word_of};
use crate::frameworks::Seeds;
use crate::text::FileId;
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// What calls say about functions, and where functions are defined.
#[derive(Debug, Default)]
pub(in crate::engine) struct Calls {
    /// Functions that may lead to a router: file and offset of the name.
    leading: FxHashSet<(FileId, u32)>,
    /// Functions that others call which put routers together, as far as names tell.
    composed: FxHashSet<(FileId, u32)>,
    /// Functions that serve something, in order of files.
    serving: Vec<(FileId, u32)>,
    /// Files by the names of functions and macros they define, hashed.
    defining: FxHashMap<u64, Vec<FileId>>,
}

/// What a function may be called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    Free(u64),
    Method(u64),
    Associated(u64, u64),
}

/// One function as its words tell it.
struct Node {
    file: FileId,
    at: u32,
    name: u64,
    /// The type whose block it stands in.
    of: Option<u64>,
    /// Whether it names a router itself.
    is_seed: bool,
    serves: bool,
    composes: bool,
    calls: Vec<Key>,
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Calls {
    /// Reads all files; `seeds` are words of code that makes routers or servers.
    /// `counts` says which files can have any: those of packages that depend on a framework.
    pub(in crate::engine) fn read(
        files: &[(FileId, String)],
        words: &Seeds,
        counts: &(dyn Fn(FileId) -> bool + Sync),
    ) -> Self {
        let finders = |words: &[&'static str]| -> Vec<memmem::Finder<'static>> {
            words.iter().map(|word| memmem::Finder::new(*word)).collect()
        };
        let words = [finders(&words.leading), finders(&words.serving), finders(&words.composing)];
        let nodes: Vec<Node> = files.par_iter().flat_map_iter(|(file, text)| nodes_of(*file, text, &words)).collect();
        let mut calls = Calls { defining: definitions(files, &nodes), ..Calls::default() };
        let mut callers: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        for (index, node) in nodes.iter().enumerate() {
            for key in &node.calls {
                callers.entry(*key).or_default().push(index);
            }
        }
        let composes = |(index, key): (usize, Key)| {
            callers.get(&key).is_some_and(|of| of.iter().any(|at| *at != index && nodes[*at].composes))
        };
        let is_composed = |index: usize| nodes[index].keys().any(|key| composes((index, key)));
        let composed = (0..nodes.len()).filter(|index| is_composed(*index));
        calls.composed = composed.map(|index| (nodes[index].file, nodes[index].at)).collect();
        let serves = |node: &&Node| node.serves && counts(node.file);
        calls.serving = nodes.iter().filter(serves).map(|node| (node.file, node.at)).collect();
        let is_start = |node: &Node| node.is_seed && counts(node.file);
        let mut open: Vec<usize> = (0..nodes.len()).filter(|index| is_start(&nodes[*index])).collect();
        let mut met: FxHashSet<usize> = open.iter().copied().collect();
        while let Some(index) = open.pop() {
            let node = &nodes[index];
            calls.leading.insert((node.file, node.at));
            for key in node.keys() {
                for caller in callers.get(&key).into_iter().flatten() {
                    if counts(nodes[*caller].file) && met.insert(*caller) {
                        open.push(*caller);
                    }
                }
            }
        }
        calls
    }

    /// Whether the function whose name stands at an offset may lead to a router.
    pub(in crate::engine) fn leads(&self, file: FileId, at: u32) -> bool {
        self.leading.contains(&(file, at))
    }

    /// Whether some function that puts routers together calls one of its name.
    pub(in crate::engine) fn is_composed(&self, file: FileId, at: u32) -> bool {
        self.composed.contains(&(file, at))
    }

    /// The functions that serve something: file and offset of the name.
    pub(in crate::engine) fn serving(&self) -> &[(FileId, u32)] {
        &self.serving
    }

    /// The files that define a function, or a macro if the name ends in `!`.
    pub(in crate::engine) fn defining(&self, name: &str) -> &[FileId] {
        self.defining.get(&hash(name)).map_or(&[], Vec::as_slice)
    }
}

impl Node {
    fn keys(&self) -> impl Iterator<Item = Key> {
        let own = match self.of {
            Some(of) => [Some(Key::Method(self.name)), Some(Key::Associated(of, self.name))],
            None => [Some(Key::Free(self.name)), None],
        };
        own.into_iter().flatten()
    }
}

fn definitions(files: &[(FileId, String)], nodes: &[Node]) -> FxHashMap<u64, Vec<FileId>> {
    let mut found: FxHashMap<u64, Vec<FileId>> = FxHashMap::default();
    let mut add = |name: u64, file: FileId| {
        let files = found.entry(name).or_default();
        if files.last() != Some(&file) {
            files.push(file);
        }
    };
    for node in nodes {
        add(node.name, node.file);
    }
    for (file, text) in files {
        for at in memmem::find_iter(text.as_bytes(), "macro_rules!") {
            let name = word_at(text[at + "macro_rules!".len()..].trim_start());
            add(hash(&format!("{name}!")), *file);
        }
    }
    found
}

fn nodes_of(file: FileId, text: &str, words: &[Vec<memmem::Finder>; 3]) -> Vec<Node> {
    let starts: Vec<usize> = memmem::find_iter(text.as_bytes(), "fn ")
        .filter(|at| !text[..*at].ends_with(is_word))
        .map(|at| at + 3)
        .collect();
    let blocks = blocks_of(text);
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
        let has = |words: &[memmem::Finder]| words.iter().any(|word| word.find(segment.as_bytes()).is_some());
        let [is_seed, serves, composes] = words.each_ref().map(|words| has(words));
        nodes.push(Node {
            file,
            at: at as u32,
            name: hash(name),
            of,
            is_seed,
            serves,
            composes,
            calls: calls_in(segment, of),
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

    fn leading(text: &str) -> Vec<&str> {
        let files = [(FileId(0), text.to_owned())];
        let calls = Calls::read(&files, &Seeds { leading: vec!["Router"], ..Seeds::default() }, &|_| true);
        let mut at: Vec<u32> = calls.leading.iter().map(|(_, at)| *at).collect();
        at.sort_unstable();
        at.into_iter().map(|at| word_at(&text[at as usize..])).collect()
    }

    #[test]
    fn who_calls_what_names_a_router_may_lead_to_one() {
        let text = "fn main() { start::<u8>(1); }\nfn start() { Server::run() }\nfn other() { x.start() }\nimpl Server {\n    fn run() { self.routes() }\n    fn routes(&self) { Router::new() }\n    fn more() { Self::run() }\n}\nfn last() {}\n";
        assert_eq!(leading(text), ["main", "start", "run", "routes", "more"]);
    }

    #[test]
    fn types_are_found_around_indented_functions() {
        let around = |text: &'static str| type_around(text, text.find("fn ").unwrap(), &blocks_of(text));
        assert_eq!(around("\nimpl<T: A<B>> Ext<T> for axum::Router<T> {\n    fn x() {}"), Some("Router"));
        assert_eq!(around("\nimpl Server {\n    fn x() {}"), Some("Server"));
        assert_eq!(around("\nimpl Server {}\nfn x() {}"), None);
    }
}
