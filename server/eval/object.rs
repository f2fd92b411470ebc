//! What does an object with identity hold? Elements, entries, attributes, and what a definition says.

use super::condition::Condition;
use super::heap::Id;
use super::key::Key;
use super::machine::Cx;
use super::scope::Scope;
use super::value::{ModuleRef, Reason, Value};
use crate::facts::{self, ExprId, Facts, FunctionId, ItemId, MarkId, Name, Place};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

/// A map that keeps insertion order, as the namespaces of the language do.
pub type Namespace = IndexMap<Name, Value, FxBuildHasher>;

/// The elements of a list or set. An element that is unknown may stand for any number of them.
#[derive(Debug, Default)]
pub struct List {
    /// The elements.
    pub items: Vec<Value>,
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
    /// The module.
    pub module: ModuleRef,
}

impl Deferred {
    /// Where to evaluate it.
    pub fn cx(&self) -> Cx {
        Cx::new(&self.facts, self.item, self.scope, self.module)
    }
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
    /// If there are several definitions of it under conditions: all of them, with theirs.
    pub alternatives: Vec<(Name, Id<FunctionObject>)>,
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

    /// An expression of its signature.
    pub fn deferred(&self, expr: ExprId) -> Deferred {
        let facts = Arc::clone(&self.facts);
        Deferred { facts, item: self.item, expr, scope: self.closure, module: self.module }
    }

    /// Whether its body holds a `yield`.
    pub fn is_generator(&self) -> bool {
        self.facts.is_generator(self.signature().item)
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
    /// Its attributes, in the item of the annotation.
    pub attributes: Box<[ExprId]>,
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
