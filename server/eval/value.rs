//! What is a value of the abstract machine? Known values, objects by identity, and what is not known.

use super::callable::{Bound, Call, Method, Native, Partial, Wrapped};
use super::heap::Id;
use super::object::{ClassObject, Deferred, Dict, FunctionObject, Instance, List};
use super::written::Text;
use crate::facts::{Name, Place};
use std::sync::Arc;

/// Stands for an unknown part of a string: a non-character that lowering keeps out of literals.
pub const HOLE: char = '\u{FDD0}';

/// A value. Cheap to clone; objects with identity live in the [`Heap`](super::Heap).
#[derive(Clone, Debug)]
pub enum Value {
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// A string; may contain [`HOLE`]s.
    Str(Text),
    /// A bytes literal, as Latin-1.
    Bytes(Arc<str>),
    /// A tuple.
    Tuple(Arc<[Value]>),
    /// A list.
    List(Id<List>),
    /// A set, its elements in insertion order.
    Set(Id<List>),
    /// A dict.
    Dict(Id<Dict>),
    /// A function of the workspace or of a model.
    Function(Id<FunctionObject>),
    /// A class of the workspace or of a model.
    Class(Id<ClassObject>),
    /// An instance of such a class.
    Instance(Id<Instance>),
    /// A module of the workspace or of a model.
    Module(ModuleRef),
    /// A function or type of ours.
    Native(&'static Native),
    /// A native bound to its receiver.
    Method(Arc<Method>),
    /// A function bound to its receiver.
    Bound(Arc<Bound>),
    /// `functools.partial`.
    Partial(Arc<Partial>),
    /// A property, static method or class method.
    Wrapped(Arc<Wrapped>),
    /// `super()` in a method of a class.
    Super(Arc<SuperValue>),
    /// A name of a library we do not model, by its dotted path.
    External(Name),
    /// The result of calling something external, with what it was given.
    ExternalCall(Arc<ExternalCall>),
    /// `base[index]` of a type.
    Subscripted(Arc<Subscripted>),
    /// A member of an enumeration.
    Member(Arc<Member>),
    /// A path below the workspace, relative to it, `/` between parts.
    Path(Arc<str>),
    /// An import that nobody has read yet.
    Lazy(Arc<Lazy>),
    /// A macro by example.
    Macro(Arc<MacroValue>),
    /// Not known, and why.
    Unknown(Arc<Reason>),
}

/// A module the machine knows, by its index in the machine's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleRef(pub u32);

/// `super()`.
#[derive(Debug)]
pub struct SuperValue {
    /// Look-up starts after this class.
    pub after: Id<ClassObject>,
    /// The receiver.
    pub receiver: Value,
}

/// The result of calling something external.
#[derive(Debug)]
pub struct ExternalCall {
    /// The dotted path of what was called; a call of a call ends in `()`.
    pub callee: Name,
    /// What it was given.
    pub call: Call,
}

/// `base[index]` of a type, as annotations spell it.
#[derive(Debug)]
pub struct Subscripted {
    /// The generic.
    pub base: Value,
    /// The index; several are one tuple.
    pub index: Value,
}

/// A member of an enumeration.
#[derive(Debug)]
pub struct Member {
    /// The enumeration.
    pub class: Id<ClassObject>,
    /// The member's name.
    pub name: Name,
    /// Its value.
    pub value: Value,
}

/// `from module import name`, not read yet, or what a statement of a module will bind, not run yet.
#[derive(Debug)]
pub struct Lazy {
    /// The module.
    pub module: ModuleRef,
    /// The name in it; `None` for the module itself.
    pub name: Option<Name>,
    /// The statement of the module that will bind the name, by its index; `None` for an import.
    pub stmt: Option<u32>,
}

/// A macro by example.
#[derive(Debug)]
pub struct MacroValue {
    /// Its rules.
    pub rules: Arc<crate::facts::MacroRules>,
    /// The module that defines it.
    pub module: ModuleRef,
}

/// Why something is not known, and where that began.
#[derive(Clone, Debug)]
pub struct Reason {
    /// One phrase without a full stop.
    pub what: Arc<str>,
    /// Where.
    pub at: Place,
    /// Whether it stands for an argument that `*` or `**` may or may not have passed.
    pub spread: bool,
    /// What is known all the same.
    pub known: Known,
}

/// What is known of a value that is not.
#[derive(Clone, Debug, Default)]
pub enum Known {
    /// Nothing.
    #[default]
    Nothing,
    /// Its class.
    Class(Id<ClassObject>),
    /// What it is declared as.
    Declared(Arc<Deferred>),
    /// That it is one of these.
    OneOf(Arc<[Value]>),
}

impl Reason {
    /// A reason.
    pub fn new(what: impl Into<Arc<str>>, at: Place) -> Arc<Self> {
        Arc::new(Reason { what: what.into(), at, spread: false, known: Known::Nothing })
    }

    /// The same reason, of which something is known.
    pub fn with(&self, known: Known) -> Value {
        Value::Unknown(Arc::new(Reason { known, ..Reason::clone(self) }))
    }

    /// The reason why something is not known that rests on this.
    pub fn further(self: &Arc<Self>) -> Value {
        match self.known {
            Known::Nothing => Value::Unknown(Arc::clone(self)),
            _ => self.with(Known::Nothing),
        }
    }
}

impl Value {
    /// A string.
    pub fn str(text: impl Into<Arc<str>>) -> Value {
        Value::Str(Text::Plain(text.into()))
    }

    /// A tuple.
    pub fn tuple(items: Vec<Value>) -> Value {
        Value::Tuple(items.into())
    }

    /// An unknown value.
    pub fn unknown(what: impl Into<Arc<str>>, at: Place) -> Value {
        Value::Unknown(Reason::new(what, at))
    }

    /// Whether nothing is known of it.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Value::Unknown(_))
    }

    /// Whether it comes from outside the workspace or is not known at all.
    pub fn is_opaque(&self) -> bool {
        matches!(self, Value::Unknown(_) | Value::External(_) | Value::ExternalCall(_))
    }

    /// The dotted path, if it is a name of a library.
    pub fn dotted(&self) -> Option<Name> {
        match self {
            Value::External(path) => Some(*path),
            Value::ExternalCall(call) => Some(call.callee),
            _ => None,
        }
    }
}
