//! How does a module of a Rust file get a name? It uses what it has, and joins what it imports already.

use super::tree::Tree;
use crate::edit::layout::{Layout, span_of};
use std::collections::HashSet;
use tree_sitter::Node;

/// The names that one module of a Rust file is about to need, on top of those it has.
pub struct Uses<'a> {
    pub(super) layout: &'a Layout,
    pub(super) tree: Tree,
    /// Where the first `use` of a module without any goes.
    pub(super) top: u32,
    pub(super) added: Vec<String>,
    pub(super) width: usize,
    taken: HashSet<String>,
}

impl<'a> Uses<'a> {
    /// Nothing is needed yet in the innermost module around a byte. `width` is how long a line may be.
    pub fn at(layout: &'a Layout, offset: u32, width: usize) -> Self {
        let module = module_around(layout, offset as usize);
        let tree = Tree::of(layout, module);
        let mut taken: HashSet<String> = tree.known.iter().map(|known| known.name.clone()).collect();
        let mut top = None;
        for item in module.named_children(&mut module.walk()) {
            let name = item.child_by_field_name("name").filter(|_| item.kind() != "use_declaration");
            taken.extend(name.map(|name| layout.slice(span_of(name)).to_owned()));
            let is_head = item.is_extra() && layout.slice(span_of(item)).starts_with("//!")
                || matches!(item.kind(), "inner_attribute_item" | "extern_crate_declaration");
            if !is_head && top.is_none() {
                top = Some(item.start_byte() as u32);
            }
        }
        let top = top.unwrap_or(module.end_byte() as u32);
        Uses { layout, tree, top, added: Vec::new(), width, taken }
    }

    /// How the module spells what has a path such as `axum::extract::Query` or `crate::auth::User`.
    pub fn need(&mut self, path: &str) -> String {
        if let Some(known) = self.known(path) {
            return known;
        }
        let name = last(path);
        if self.added.iter().any(|added| added == path) {
            return name.to_owned();
        }
        if self.is_taken(name) || self.added.iter().any(|added| last(added) == name) {
            return path.to_owned();
        }
        self.added.push(path.to_owned());
        name.to_owned()
    }

    /// A trait of a path becomes usable by its methods.
    pub fn need_trait(&mut self, path: &str) {
        let (parent, name) = path.rsplit_once("::").unwrap_or(("", path));
        let gives = |of: &str, by: &str| of == path || by == "*" && of == parent;
        if self.tree.known.iter().any(|known| gives(&known.path, &known.name)) {
            return;
        }
        if !self.is_taken(name) {
            self.added.push(path.to_owned());
        }
    }

    /// Whether the module has the name for something already.
    pub fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Whether a name of the language's prelude may mean something else here.
    pub fn may_hide(&self, name: &str) -> bool {
        let is_own = |path: &str| ["crate", "super", "self"].iter().any(|root| path.split("::").next() == Some(root));
        let is_unknown = |path: &str| is_own(path) || matches!(path, "anyhow" | "eyre" | "std::io" | "std::fmt");
        self.is_taken(name) || self.tree.known.iter().any(|known| known.name == "*" && is_unknown(&known.path))
    }

    /// How it is spelled already: by its name, by a glob, or below a module that is imported.
    fn known(&self, path: &str) -> Option<String> {
        let (parent, name) = path.rsplit_once("::")?;
        let known = &self.tree.known;
        if let Some(own) = known.iter().find(|known| known.path == path && known.name != "*" && known.name != "_") {
            return Some(own.name.clone());
        }
        if known.iter().any(|known| known.name == "*" && known.path == parent) && !self.is_taken(name) {
            return Some(name.to_owned());
        }
        let below = |known: &&super::tree::Known| {
            known.name != "*" && path.strip_prefix(&known.path).is_some_and(|rest| rest.starts_with("::"))
        };
        let module = known.iter().filter(below).max_by_key(|known| known.path.len())?;
        Some(format!("{}{}", module.name, &path[module.path.len()..]))
    }
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// The file, or the body of the innermost inline module around a byte.
fn module_around(layout: &Layout, at: usize) -> Node<'_> {
    let root = layout.tree.root_node();
    let mut node = root.descendant_for_byte_range(at, at);
    while let Some(own) = node {
        let parent = own.parent();
        if own.kind() == "declaration_list" && parent.is_some_and(|parent| parent.kind() == "mod_item") {
            return own;
        }
        node = parent;
    }
    root
}
