//! What does a definition say? Signatures of functions, and heads of classes.

use super::{Arg, ExprId, ItemId, MarkId, Name};

/// A function defined in an item, by its ordinal in `Code::functions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FunctionId(pub u32);

/// A class defined in an item, by its ordinal in `Code::classes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassId(pub u32);

/// A function's signature; its body is another item.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name; `<lambda>` or `<closure>` for one without.
    pub name: Name,
    /// The item that holds its body.
    pub item: ItemId,
    /// Parameters in order, without the bare `*` and `/`.
    pub params: Box<[Param]>,
    /// The annotation of what it returns; an expression of the *enclosing* item.
    pub returns: Option<ExprId>,
    /// Decorators, outermost first; expressions of the enclosing item.
    pub decorators: Box<[ExprId]>,
    /// Names in its signature that stand for any type.
    pub generics: Box<[Name]>,
    /// Whether it is `async`.
    pub is_async: bool,
    /// The whole definition, decorators included.
    pub mark: MarkId,
    /// The `def` itself, from `def` or `async`, decorators left out.
    pub def: MarkId,
    /// Its name.
    pub name_mark: MarkId,
}

impl Function {
    /// A function that is written as an expression: a lambda or closure, called by what stands for its name.
    pub fn unnamed(called: &str, item: ItemId, params: Box<[Param]>, mark: MarkId) -> Self {
        Function {
            name: Name::from(called),
            item,
            params,
            returns: None,
            decorators: Box::default(),
            generics: Box::default(),
            is_async: false,
            mark,
            def: mark,
            name_mark: mark,
        }
    }
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name, without stars.
    pub name: Name,
    /// How it is passed.
    pub kind: ParamKind,
    /// Its annotation; an expression of the enclosing item.
    pub annotation: Option<ExprId>,
    /// Its default; an expression of the enclosing item.
    pub default: Option<ExprId>,
    /// The whole parameter.
    pub mark: MarkId,
}

/// How a parameter is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ParamKind {
    PositionalOnly,
    Normal,
    /// `*args`.
    VarArgs,
    KeywordOnly,
    /// `**kwargs`.
    VarKeywords,
}

/// A class; its body is another item.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: Name,
    /// The item that holds its body.
    pub item: ItemId,
    /// Bases and keywords (`metaclass=…`, `table=True`).
    pub bases: Box<[Arg]>,
    /// Decorators, outermost first.
    pub decorators: Box<[ExprId]>,
    /// The whole definition, decorators included.
    pub mark: MarkId,
    /// Its name.
    pub name_mark: MarkId,
}
