//! What may a rule look at? The API, and the facts that turn its places into text.

use crate::api::{Api, Entry, Service, Spelled, argument, opening};
use crate::edit::{Change, Edit, Safety, import};
use crate::facts::{Facts, Function, Node, Place};
use crate::frameworks::language;
use crate::syntax::Language;
use crate::text::{FileId, Span, Splice};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

/// What rules look at. It never changes while they do.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The API.
    pub api: &'a Api,
    /// Facts of the files that were parsed; rules ask [`Subject::facts`], which notes it.
    pub facts: &'a HashMap<FileId, Arc<Facts>>,
    /// Path of each file, by [`FileId`], relative to the workspace.
    pub paths: &'a [String],
    /// Whether calls in tests were looked for.
    pub has_tests: bool,
    /// Whether a path is that of a test.
    pub is_test: fn(&str) -> bool,
    /// Where to note what is looked at.
    pub looked: Option<&'a Looked>,
}

/// The files that rules have looked at.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    files: RefCell<Vec<FileId>>,
    all: Cell<bool>,
}

impl Looked {
    fn at(&self, file: FileId) {
        let mut files = self.files.borrow_mut();
        if files.last() != Some(&file) {
            files.push(file);
        }
    }

    /// Each file once, without room to spare.
    pub(super) fn settled(self) -> Self {
        let mut files = self.files.into_inner();
        files.sort_unstable();
        files.dedup();
        files.shrink_to_fit();
        Looked { files: RefCell::new(files), all: self.all }
    }

    /// Whether one of some files was among them.
    pub(super) fn saw_any(&self, files: &[FileId]) -> bool {
        let seen = self.files.borrow();
        self.all.get() || files.iter().any(|file| seen.contains(file))
    }
}

/// The calls that may be given the path of a route, the innermost first. Where an entry leads to what answers, it is the
/// entry that has the path.
fn registering_calls(entry: &Entry) -> impl Iterator<Item = Place> {
    let is_declared = language(entry.framework) == Language::Rust;
    let around = entry.through.iter().rev().copied().filter(move |_| is_declared);
    std::iter::once(entry.route).chain(around)
}

/// Whether a text is the root of what is nested, which frameworks of Rust may leave out.
fn is_root(entry: &Entry, text: &str) -> bool {
    language(entry.framework) == Language::Rust && matches!(text, "" | "/")
}

impl<'a> Subject<'a> {
    /// The facts of a file.
    pub fn facts(&self, file: FileId) -> Option<&'a Facts> {
        self.looked.iter().for_each(|looked| looked.at(file));
        self.facts.get(&file).map(|facts| &**facts)
    }

    /// The facts of all files.
    pub fn all_facts(&self) -> impl Iterator<Item = &'a Facts> {
        self.looked.iter().for_each(|looked| looked.all.set(true));
        self.facts.values().map(|facts| &**facts)
    }

    /// The bytes a place covers; an empty span at 0 if its file was not parsed.
    pub fn span(&self, at: Place) -> Span {
        self.facts(at.file).map_or_else(Span::default, |facts| facts.span(at.item, at.node))
    }

    /// The text a place covers.
    pub fn text(&self, at: Place) -> &'a str {
        self.slice(at.file, self.span(at))
    }

    /// The text of some bytes of a file.
    pub fn slice(&self, file: FileId, span: Span) -> &'a str {
        let text = self.facts(file).map_or("", |facts| &facts.text);
        text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// An argument of the call at a place, by position or name.
    pub fn argument(&self, call: Place, position: Option<usize>, name: &str) -> Option<Spelled> {
        argument(self.facts(call.file)?, call, position, name)
    }

    /// The path as the registration of a route spells it: a plain string that its full path ends in.
    pub fn spelled_path(&self, entry: &Entry) -> Option<(Place, Arc<str>)> {
        registering_calls(entry).find_map(|call| {
            let given = [self.argument(call, Some(0), "path"), self.opening(call)];
            let is_own = |text: &Arc<str>| entry.pattern.ends_with(&**text) || is_root(entry, text);
            given.into_iter().flatten().find_map(|spelled| Some((spelled.at, spelled.text.filter(is_own)?)))
        })
    }

    /// The path that a router which is given to a call begins with.
    fn opening(&self, call: Place) -> Option<Spelled> {
        opening(self.facts(call.file).filter(|facts| facts.language == Language::Rust)?, call)
    }

    /// Where to mark a call that adds something: the path it is given, else what it is given, else itself.
    pub fn addition_mark(&self, call: Place) -> Place {
        let given = self.argument(call, Some(0), "path");
        let path = given.clone().filter(|spelled| spelled.text.is_some()).or_else(|| self.opening(call));
        path.or(given).map_or(call, |spelled| spelled.at)
    }

    /// Where to mark a route: the path it is registered with, else the whole registration.
    pub fn route_mark(&self, entry: &Entry) -> Place {
        if language(entry.framework) == Language::Rust
            && let Some((at, _)) = self.spelled_path(entry)
        {
            return at;
        }
        let call = entry.through.last().copied().filter(|_| language(entry.framework) == Language::Rust);
        let call = call.unwrap_or(entry.route);
        self.argument(call, Some(0), "path").map_or(call, |spelled| spelled.at)
    }

    /// The bytes of a piece of the string at a place; `None` if the string holds escapes or the piece several times.
    pub fn piece(&self, at: Place, piece: &str) -> Option<Span> {
        let source = self.text(at);
        let mut found = source.match_indices(piece);
        let (start, _) = found.next().filter(|_| found.next().is_none() && !source.contains('\\'))?;
        let start = self.span(at).start + start as u32;
        Some(Span { start, end: start + piece.len() as u32 })
    }

    /// A fix of one replacement.
    pub fn replace(&self, at: Place, span: Span, text: impl Into<String>, title: &str, safety: Safety) -> Change {
        let edit = Edit { file: at.file, splice: Splice { span, text: text.into() } };
        Change { title: title.to_owned(), edits: vec![edit], created: Vec::new(), safety }
    }

    /// A fix of several replacements in one file.
    pub fn change(&self, file: FileId, splices: Vec<Splice>, title: &str, safety: Safety) -> Change {
        let edits = splices.into_iter().map(|splice| Edit { file, splice }).collect();
        Change { title: title.to_owned(), edits, created: Vec::new(), safety }
    }

    /// The function whose definition a place is.
    pub fn function(&self, at: Place) -> Option<&'a Function> {
        let functions = &self.facts(at.file)?.item(at.item).functions;
        functions.iter().find(|function| at.node == Node::Mark(function.mark))
    }

    /// All registrations of the handler of one: of one function, itself included.
    pub fn registrations(&self, entry: &Entry) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let own = entry.handler.as_ref().and_then(|handler| handler.at);
        let entries = self.api.tables.iter().flat_map(|table| &table.entries);
        entries.filter(move |other| other.handler.as_ref().and_then(|handler| handler.at) == own)
    }

    /// Replaces the text at a place by a call of a name of FastAPI, importing it if need be.
    pub fn call_of(&self, at: Place, name: &str, arguments: &str, title: &str, safety: Safety) -> Option<Change> {
        let imported = import(self.facts(at.file)?, "fastapi", name)?;
        let call = Splice { span: self.span(at), text: format!("{}({arguments})", imported.name) };
        Some(self.change(at.file, imported.splice.into_iter().chain([call]).collect(), title, safety))
    }

    /// The service that an entry of one of the tables belongs to.
    pub fn service_of(&self, entry: &Entry) -> Option<&'a Service> {
        let table = self.api.tables.iter().find(|table| table.entries.iter().any(|one| std::ptr::eq(one, entry)))?;
        self.api.services.get(table.service)
    }

    /// Whether a file belongs to tests.
    pub fn is_test(&self, file: FileId) -> bool {
        self.paths.get(file.0 as usize).is_some_and(|path| (self.is_test)(path))
    }
}
