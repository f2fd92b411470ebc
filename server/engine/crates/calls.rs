//! Which functions may lead to a router? Those that name one, and those that call such a function, as far as a look at
//! the words of all files can tell. Generous: a look-alike costs nothing but evaluation.

use super::functions::{Finders, Key, Node, hash, nodes_of};
use super::lexicon::word_at;
use super::told::{At, Told};
use crate::frameworks::Seeds;
use crate::text::FileId;
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// What calls say about functions, and where functions are defined.
#[derive(Debug, Default)]
pub(in crate::engine) struct Calls {
    files: BTreeMap<FileId, Named>,
    told: Told,
    /// Files by the names of functions and macros they define, hashed.
    defining: FxHashMap<u64, Vec<FileId>>,
}

/// What one file defines.
#[derive(Debug)]
struct Named {
    nodes: Vec<Node>,
    /// Names of macros, hashed.
    macros: Vec<u64>,
    /// Whether it is of a package that depends on a framework.
    counts: bool,
}

impl Calls {
    /// Reads the texts of files; `seeds` are words of code that makes routers or servers.
    /// `counts` says which files can have any: those of packages that depend on a framework.
    pub(in crate::engine) fn read(
        files: &[FileId],
        text: &(dyn Fn(FileId) -> Option<String> + Sync),
        seeds: &Seeds,
        counts: &(dyn Fn(FileId) -> bool + Sync),
    ) -> Self {
        let words = Finders::new(seeds);
        let named = |file: &FileId| Some((*file, Named::read(&text(*file)?, &words, counts(*file))));
        let files: Vec<(FileId, Named)> = files.par_iter().filter_map(named).collect();
        let mut calls = Calls { files: files.into_iter().collect(), ..Calls::default() };
        calls.defining = calls.definitions();
        calls.told = calls.tell();
        calls
    }

    /// Takes another text of a file that was read. Whether all that is told is told still.
    pub(in crate::engine) fn set_text(&mut self, file: FileId, text: &str, seeds: &Seeds) -> bool {
        let Some(before) = self.files.get(&file) else { return true };
        let after = Named::read(text, &Finders::new(seeds), before.counts);
        let defines_same = before.defined().eq(after.defined());
        let calls_same = defines_same && before.nodes.iter().zip(&after.nodes).all(|(a, b)| self.told.holds_for(a, b));
        self.files.insert(file, after);
        if !defines_same {
            self.defining = self.definitions();
        }
        if calls_same {
            return true;
        }
        let told = self.tell();
        let same = std::mem::replace(&mut self.told, told) == self.told;
        same && defines_same
    }

    /// What follows from who calls whom.
    fn tell(&self) -> Told {
        let counts = |at: &At| self.files.get(&at.0).is_some_and(|named| named.counts);
        let all: Vec<(At, &Node)> = self.nodes().collect();
        let mut callers: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        for (index, (_, node)) in all.iter().enumerate() {
            for key in &node.calls {
                callers.entry(*key).or_default().push(index);
            }
        }
        let composes = |(index, key): (usize, Key)| {
            callers.get(&key).is_some_and(|of| of.iter().any(|at| *at != index && all[*at].1.composes))
        };
        let is_composed = |index: &usize| all[*index].1.keys().any(|key| composes((*index, key)));
        let composed = (0..all.len()).filter(is_composed).map(|index| all[index].0).collect();
        let serving = all.iter().filter(|(at, node)| node.serves && counts(at)).map(|(at, _)| *at).collect();
        let mut open: Vec<usize> = (0..all.len()).filter(|at| all[*at].1.is_seed && counts(&all[*at].0)).collect();
        let mut met: FxHashSet<usize> = open.iter().copied().collect();
        while let Some(index) = open.pop() {
            for caller in all[index].1.keys().filter_map(|key| callers.get(&key)).flatten() {
                if counts(&all[*caller].0) && met.insert(*caller) {
                    open.push(*caller);
                }
            }
        }
        let leading_keys = met.iter().flat_map(|index| all[*index].1.keys()).collect();
        let leading = met.into_iter().map(|index| all[index].0).collect();
        Told { leading, leading_keys, composed, serving }
    }

    fn nodes(&self) -> impl Iterator<Item = (At, &Node)> {
        let of_file = |(file, named): (&FileId, &'_ Named)| (*file, named.nodes.len());
        let all = self.files.iter().map(of_file).flat_map(|(file, count)| (0..count as u32).map(move |at| (file, at)));
        all.map(|at| (at, &self.files[&at.0].nodes[at.1 as usize]))
    }

    /// Which function of a file has its name at an offset.
    fn at(&self, file: FileId, name_at: u32) -> Option<At> {
        let nodes = &self.files.get(&file)?.nodes;
        nodes.binary_search_by_key(&name_at, |node| node.at).ok().map(|at| (file, at as u32))
    }

    /// Whether the function whose name stands at an offset may lead to a router.
    pub(in crate::engine) fn leads(&self, file: FileId, name_at: u32) -> bool {
        self.at(file, name_at).is_some_and(|at| self.told.leading.contains(&at))
    }

    /// Whether any function of a file may lead to a router.
    pub(in crate::engine) fn leads_in(&self, file: FileId) -> bool {
        let count = self.files.get(&file).map_or(0, |named| named.nodes.len());
        (0..count as u32).any(|at| self.told.leading.contains(&(file, at)))
    }

    /// Whether some function that puts routers together calls one of its name.
    pub(in crate::engine) fn is_composed(&self, file: FileId, name_at: u32) -> bool {
        self.at(file, name_at).is_some_and(|at| self.told.composed.contains(&at))
    }

    /// The functions that serve something: file and offset of the name.
    pub(in crate::engine) fn serving(&self) -> Vec<(FileId, u32)> {
        let place = |at: &At| Some((at.0, self.files.get(&at.0)?.nodes.get(at.1 as usize)?.at));
        self.told.serving.iter().filter_map(place).collect()
    }

    /// The files that define a function, or a macro if the name ends in `!`.
    pub(in crate::engine) fn defining(&self, name: &str) -> &[FileId] {
        self.defining.get(&hash(name)).map_or(&[], Vec::as_slice)
    }

    fn definitions(&self) -> FxHashMap<u64, Vec<FileId>> {
        let mut found: FxHashMap<u64, Vec<FileId>> = FxHashMap::default();
        for (file, named) in &self.files {
            for name in named.defined() {
                let files = found.entry(name).or_default();
                if files.last() != Some(file) {
                    files.push(*file);
                }
            }
        }
        found
    }
}

impl Named {
    fn read(text: &str, words: &Finders, counts: bool) -> Self {
        let name = |at: usize| hash(&format!("{}!", word_at(text[at + "macro_rules!".len()..].trim_start())));
        let macros = memmem::find_iter(text.as_bytes(), "macro_rules!").map(name).collect();
        Named { nodes: nodes_of(text, words, counts), macros, counts }
    }

    /// The names of all it defines, hashed.
    fn defined(&self) -> impl Iterator<Item = u64> {
        self.nodes.iter().map(|node| node.name).chain(self.macros.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leading(text: &str) -> Vec<&str> {
        let seeds = Seeds { leading: vec!["Router"], ..Seeds::default() };
        let calls = Calls::read(&[FileId(0)], &|_| Some(text.to_owned()), &seeds, &|_| true);
        let mut at: Vec<u32> =
            calls.nodes().filter(|(at, _)| calls.told.leading.contains(at)).map(|it| it.1.at).collect();
        at.sort_unstable();
        at.into_iter().map(|at| word_at(&text[at as usize..])).collect()
    }

    #[test]
    fn an_edit_that_leads_nowhere_changes_nothing() {
        let seeds = Seeds { leading: vec!["Router"], ..Seeds::default() };
        let text = "fn main() { start(); }\nfn start() { Router::new() }\nfn other() { log() }\nfn log() {}\n";
        let after = |from: &str, to: &str| {
            let mut calls = Calls::read(&[FileId(0)], &|_| Some(text.to_owned()), &seeds, &|_| true);
            calls.set_text(FileId(0), &text.replace(from, to), &seeds)
        };
        assert!(after("log() }", "log(info()) }"));
        assert!(after("Router::new() }", "Router::new(start()) }"));
        assert!(!after("log() }", "log(start()) }"));
        assert!(!after("start(); }", "log(); }"));
    }
    #[test]
    fn who_calls_what_names_a_router_may_lead_to_one() {
        let text = "fn main() { start::<u8>(1); }\nfn start() { Server::run() }\nfn other() { x.start() }\nimpl Server {\n    fn run() { self.routes() }\n    fn routes(&self) { Router::new() }\n    fn more() { Self::run() }\n}\nfn last() {}\n";
        assert_eq!(leading(text), ["main", "start", "run", "routes", "more"]);
    }
}
