//! Where do names live? Scopes of modules, functions and classes, and the order they are looked up in.

use super::heap::Id;
use super::object::Namespace;
use crate::facts::Name;
use rustc_hash::FxHashSet;

/// What a scope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// A module.
    Module,
    /// A function call or a comprehension.
    Function,
    /// A class body; invisible from functions inside it.
    Class,
}

/// One scope.
#[derive(Debug)]
pub struct Scope {
    /// What it belongs to.
    pub kind: ScopeKind,
    /// Names bound in it, in order.
    pub names: Namespace,
    /// The scope around it.
    pub parent: Option<Id<Scope>>,
    /// The module's scope.
    pub global: Option<Id<Scope>>,
    /// Names declared `global` in it.
    pub globals: FxHashSet<Name>,
    /// Names declared `nonlocal` in it.
    pub nonlocals: FxHashSet<Name>,
}

impl Scope {
    /// An empty scope.
    pub fn new(kind: ScopeKind, parent: Option<Id<Scope>>, global: Option<Id<Scope>>) -> Self {
        let (globals, nonlocals) = (FxHashSet::default(), FxHashSet::default());
        Scope { kind, names: Namespace::default(), parent, global, globals, nonlocals }
    }
}
