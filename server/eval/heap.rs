//! Where do objects with identity live? One arena per kind, indexed by typed ids.

use super::object::{ClassObject, Dict, FunctionObject, Instance, List};
use super::scope::Scope;
use std::marker::PhantomData;

/// The id of an object of one kind.
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The raw index, for hashing across kinds.
    pub fn index(self) -> u32 {
        self.0
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> std::fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// All objects of one kind.
#[derive(Debug)]
pub struct Arena<T>(Vec<T>);

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Arena(Vec::new())
    }
}

impl<T> Arena<T> {
    /// Adds an object.
    pub fn add(&mut self, object: T) -> Id<T> {
        self.0.push(object);
        Id(self.0.len() as u32 - 1, PhantomData)
    }

    /// How many objects there are.
    pub fn len(&self) -> u32 {
        self.0.len() as u32
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All objects in the order of their creation.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.0.iter().enumerate().map(|(index, object)| (Id(index as u32, PhantomData), object))
    }
}

impl<T> std::ops::Index<Id<T>> for Arena<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.0[id.0 as usize]
    }
}

impl<T> std::ops::IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.0[id.0 as usize]
    }
}

/// Every object with identity.
#[derive(Debug, Default)]
pub struct Heap {
    /// Lists and sets.
    pub lists: Arena<List>,
    /// Dicts.
    pub dicts: Arena<Dict>,
    /// Functions.
    pub functions: Arena<FunctionObject>,
    /// Classes.
    pub classes: Arena<ClassObject>,
    /// Instances.
    pub instances: Arena<Instance>,
    /// Scopes.
    pub scopes: Arena<Scope>,
}
