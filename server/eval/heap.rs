//! Where do objects with identity live? One arena per kind, indexed by typed ids.

use super::condition::Condition;
use super::scope::Scope;
use super::value::{ModuleRef, Reason, Value};
use crate::facts::{self, ExprId, Facts, FunctionId, ItemId, MarkId, Name, Place};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::marker::PhantomData;
use std::sync::Arc;

/// A map that keeps insertion order, as the namespaces of the language do.
pub type Namespace = IndexMap<Name, Value, FxBuildHasher>;

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

/// The elements of a list or set. An element that is unknown may stand for any number of them.
#[derive(Debug, Default)]
pub struct List {
    /// The elements.
    pub items: Vec<Value>,
}

/// What a dict entry is found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A string without holes, or a member whose value is one.
    Str(Arc<str>),
    /// An integer or boolean.
    Int(i64),
    /// Anything with identity, by kind and id.
    Object(u8, u64),
    /// A tuple of keys.
    Tuple(Vec<Key>),
}

/// A dict.
#[derive(Debug, Default)]
pub struct Dict {
    /// Key and value by hashable key, in insertion order.
    pub entries: IndexMap<Key, (Value, Value), FxBuildHasher>,
    /// Set if entries were added that are not known.
    pub open: Option<Arc<Reason>>,
    /// What makes the value of a missing key.
    pub default_factory: Option<Value>,
}

/// An expression and the scope to evaluate it in, kept for later.
#[derive(Clone, Debug)]
pub struct Deferred {
    /// The file's facts.
    pub facts: Arc<Facts>,
    /// The item that holds the expression.
    pub item: ItemId,
    /// The expression.
    pub expr: ExprId,
    /// The scope.
    pub scope: Id<Scope>,
}

/// A function object.
#[derive(Clone, Debug)]
pub struct FunctionObject {
    /// The facts that hold its definition.
    pub facts: Arc<Facts>,
    /// The item that holds its signature.
    pub item: ItemId,
    /// Its signature in that item.
    pub id: FunctionId,
    /// The scope it was defined in.
    pub closure: Id<Scope>,
    /// Values of the defaults, by parameter.
    pub defaults: Vec<Option<Value>>,
    /// The class whose body defines it.
    pub owner: Option<Id<ClassObject>>,
    /// Its module.
    pub module: ModuleRef,
    /// Its qualified name.
    pub qualname: Arc<str>,
    /// What it stands for: `functools.wraps`.
    pub wrapped: Option<Value>,
    /// Attributes set on it.
    pub attrs: Namespace,
    /// Decorators that change what calling it means.
    pub traits: FunctionTraits,
    /// The result of the first call without arguments, for a cached function.
    pub cached: Option<Value>,
}

/// What decorators of libraries make of a function.
#[derive(Clone, Copy, Debug, Default)]
pub struct FunctionTraits {
    /// Results are cached.
    pub cached: bool,
    /// A call gives what the first `yield` yields.
    pub context_manager: bool,
}

impl FunctionObject {
    /// Its signature.
    pub fn signature(&self) -> &facts::Function {
        &self.facts.item(self.item).functions[self.id.0 as usize]
    }

    /// The code of its body.
    pub fn body(&self) -> &Arc<facts::Code> {
        self.facts.item(self.signature().item)
    }

    /// The place of the whole definition.
    pub fn place(&self) -> Place {
        let node = facts::Node::Mark(self.signature().mark);
        Place { file: self.facts.file, item: self.item, node }
    }
}

/// An annotated name in a class body.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its annotation.
    pub annotation: Deferred,
}

/// A class object.
#[derive(Debug)]
pub struct ClassObject {
    /// Its name.
    pub name: Name,
    /// Its qualified name.
    pub qualname: Arc<str>,
    /// Its module.
    pub module: ModuleRef,
    /// Bases as written.
    pub bases: Vec<Value>,
    /// Itself, its bases depth-first without repeats, then what is external or native.
    pub mro: Vec<Value>,
    /// Keywords of the definition (`table=True`).
    pub keywords: Vec<(Name, Value)>,
    /// The scope its body ran in: its namespace.
    pub namespace: Id<Scope>,
    /// Annotated names of its own body, in order.
    pub fields: Vec<Field>,
    /// What kind of class its bases make it.
    pub kind: ClassKind,
    /// The whole definition.
    pub place: Place,
    /// The mark of its name in the same item.
    pub name_mark: MarkId,
    /// Whether it comes from a model of a library, not from the workspace.
    pub is_model: bool,
}

/// What bases make of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassKind {
    /// Nothing special.
    Plain,
    /// An enumeration.
    Enum,
    /// A `TypedDict`.
    TypedDict,
    /// Settings: attributes come from the environment.
    Settings,
}

/// An instance.
#[derive(Debug)]
pub struct Instance {
    /// Its class.
    pub class: Id<ClassObject>,
    /// Its attributes.
    pub attrs: Namespace,
    /// The call in the workspace that made it.
    pub created: Place,
    /// The conditions that held then.
    pub condition: Option<Arc<Condition>>,
}
