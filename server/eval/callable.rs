//! What can be called, and with what? Natives, what is bound to a receiver, and calls as a callee sees them.

use super::machine::Machine;
use super::value::{Reason, Value};
use crate::facts::{Name, Place};
use std::sync::Arc;

/// A function or type implemented by the machine or a framework.
pub struct Native {
    /// Its name, such as `len` or `os.getenv`.
    pub name: &'static str,
    /// What it does.
    pub run: fn(&mut Machine, Call) -> Value,
}

impl std::fmt::Debug for Native {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<native {}>", self.name)
    }
}

/// A call as a callee sees it: bound values, in order.
#[derive(Clone, Debug)]
pub struct Call {
    /// Positional arguments; a bound receiver is the first.
    pub args: Vec<Value>,
    /// Keyword arguments.
    pub keywords: Vec<(Name, Value)>,
    /// Set if `*` or `**` of an unknown value was passed: what is missing may have been given.
    pub open: Option<Arc<Reason>>,
    /// Where the call stands.
    pub site: Place,
    /// Types that the call names: `f::<T>()`.
    pub types: Vec<Value>,
}

impl Call {
    /// A call with positional arguments only.
    pub fn of(args: Vec<Value>, site: Place) -> Self {
        Call { args, keywords: Vec::new(), open: None, site, types: Vec::new() }
    }

    /// An argument by position or name; `None` if it was not given.
    pub fn get(&self, position: usize, name: &str) -> Option<&Value> {
        self.args.get(position).or_else(|| self.keyword(name))
    }

    /// A keyword argument.
    pub fn keyword(&self, name: &str) -> Option<&Value> {
        self.keywords.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

/// A native and the value it was read from.
#[derive(Debug)]
pub struct Method {
    /// The receiver, passed first.
    pub receiver: Value,
    /// The native.
    pub native: &'static Native,
}

/// A function and the instance or class it was read from.
#[derive(Debug)]
pub struct Bound {
    /// The receiver, passed first.
    pub receiver: Value,
    /// The function.
    pub function: Value,
}

/// A callable with some arguments given.
#[derive(Debug)]
pub struct Partial {
    /// What is called.
    pub callee: Value,
    /// Arguments that go first.
    pub args: Vec<Value>,
    /// Keyword arguments that hold unless given again.
    pub keywords: Vec<(Name, Value)>,
}

/// How reading an attribute transforms the function behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// Run on read.
    Property,
    /// Not bound.
    Static,
    /// Bound to the class.
    Class,
}

/// A property, static method or class method.
#[derive(Debug)]
pub struct Wrapped {
    /// Which.
    pub kind: Wrapping,
    /// The function.
    pub function: Value,
}
