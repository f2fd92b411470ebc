//! What do macros say? Their rules, and what a call of one is given.

use super::{Arg, ExprId, Name};
use std::sync::Arc;

/// A call of a macro: what it is given as expressions, as far as these can be read, and as text.
#[derive(Clone, Debug, PartialEq)]
pub struct MacroCall {
    /// What is called, a name that ends in `!`.
    pub callee: ExprId,
    /// What it is given, if that reads as arguments.
    pub args: Box<[Arg]>,
    /// What it is given, brackets left out.
    pub text: Arc<str>,
}

/// The definition of a macro.
#[derive(Clone, Debug, PartialEq)]
pub struct MacroRules {
    /// Its name, which ends in `!`.
    pub name: Name,
    /// Its rules, as text.
    pub text: Arc<str>,
}
