//! What may an action look at? The API, the facts of every file, and how each is laid out.

use super::action::Refusal;
use super::setting::Settings;
use crate::api::{Api, Spelled, argument};
use crate::edit::{Draft, Element, Imports, Insertion, Layout};
use crate::eval::Modules;
use crate::facts::{Facts, Function, Node, Place};
use crate::syntax::Language;
use crate::text::{FileId, Span};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// What actions look at. It never changes while one runs.
pub struct Bench<'a> {
    /// The API.
    pub api: &'a Api,
    /// Path of each file, by [`FileId`], relative to the workspace.
    pub paths: &'a [String],
    /// The modules of Python.
    pub modules: &'a Modules,
    /// What the user settled.
    pub settings: &'a Settings,
    /// The facts of any file of the workspace; `None` if it is no code or gone.
    pub read: &'a dyn Fn(FileId) -> Option<Arc<Facts>>,
    layouts: RefCell<HashMap<FileId, Option<Rc<Layout>>>>,
}

impl<'a> Bench<'a> {
    /// A bench on which nothing lies yet.
    pub fn new(
        api: &'a Api,
        paths: &'a [String],
        modules: &'a Modules,
        settings: &'a Settings,
        read: &'a dyn Fn(FileId) -> Option<Arc<Facts>>,
    ) -> Self {
        Bench { api, paths, modules, settings, read, layouts: RefCell::default() }
    }

    /// The facts of a file.
    pub fn facts(&self, file: FileId) -> Option<Arc<Facts>> {
        (self.read)(file)
    }

    /// The layout of a file, parsed at the first call.
    pub fn layout(&self, file: FileId) -> Option<Rc<Layout>> {
        if let Some(known) = self.layouts.borrow().get(&file) {
            return known.clone();
        }
        let layout = self.facts(file).and_then(|facts| Layout::of(&facts)).map(Rc::new);
        self.layouts.borrow_mut().insert(file, layout.clone());
        layout
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &'a str {
        self.paths.get(file.0 as usize).map_or("", String::as_str)
    }

    /// The file of a path.
    pub fn file(&self, path: &str) -> Option<FileId> {
        let at = self.paths.binary_search_by(|known| known.as_str().cmp(path)).ok()?;
        Some(FileId(at as u32))
    }

    /// The bytes a place covers.
    pub fn span(&self, at: Place) -> Option<Span> {
        Some(self.facts(at.file)?.span(at.item, at.node))
    }

    /// The text a place covers.
    pub fn text(&self, at: Place) -> Option<String> {
        let facts = self.facts(at.file)?;
        let span = facts.span(at.item, at.node);
        facts.text.get(span.start as usize..span.end as usize).map(str::to_owned)
    }

    /// An argument of the call at a place, by position or name.
    pub fn argument(&self, call: Place, position: Option<usize>, name: &str) -> Option<Spelled> {
        argument(&*self.facts(call.file)?, call, position, name)
    }

    /// The function whose definition a place is.
    pub fn function(&self, at: Place) -> Option<Function> {
        let facts = self.facts(at.file)?;
        let functions = &facts.item(at.item).functions;
        functions.iter().find(|function| at.node == Node::Mark(function.mark)).cloned()
    }

    /// Gives a call another argument, behind those it has; `text` is `name=value`.
    ///
    /// # Errors
    /// If its arguments cannot be read, or are not all known: behind `**options` nobody knows what is given twice.
    pub fn add_argument(&self, draft: &mut Draft, call: Place, text: &str) -> Result<(), Refusal> {
        let unread = || Refusal::new("the call cannot be read");
        let layout = self.layout(call.file).ok_or_else(unread)?;
        let list = self.span(call).and_then(|span| layout.list(span)).ok_or_else(unread)?;
        let is_open = |element: &Element| layout.slice(element.span).starts_with('*');
        if list.elements.iter().any(is_open) {
            return Err(Refusal::new("the call is given arguments that are not spelled out"));
        }
        let insertion = Insertion { before: list.elements.len(), text: text.to_owned() };
        draft.add(call.file, list.insert(&layout, &[insertion], self.width(layout.language)));
        Ok(())
    }

    /// How long a line of a language may be, in characters.
    pub fn width(&self, language: Language) -> usize {
        let usual = if language == Language::Python { 88 } else { 100 };
        self.settings.get("line_length").parse().unwrap_or(usual)
    }

    /// The names that a Python file is about to import.
    pub fn imports<'f>(&'f self, facts: &'f Facts) -> Imports<'f> {
        let is_own = move |first: &str| self.modules.resolve(facts.file, first).is_some();
        Imports::new(facts, self.width(Language::Python), Box::new(is_own))
    }
}
