//! What statements does an item hold?

use super::MacroRules;
use super::{BinaryOp, ClassId, ExprId, FunctionId, ItemId, MarkId, Name};
use std::sync::Arc;

/// A sequence of statements.
pub type Block = Box<[Stmt]>;

/// One statement and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    /// The whole statement.
    pub mark: MarkId,
    /// What it does.
    pub kind: StmtKind,
}

/// What a statement does.
#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// An expression for its effect.
    Expr(ExprId),
    /// `a = b = value`; `type a = value` too.
    Assign(Box<[ExprId]>, ExprId),
    /// `target: annotation = value`.
    Annotate {
        /// What is annotated.
        target: ExprId,
        /// With what.
        annotation: ExprId,
        /// The value, if one is assigned.
        value: Option<ExprId>,
    },
    /// `target += value`.
    Augment(ExprId, BinaryOp, ExprId),
    /// `if … elif … else`: tests with their blocks, then the block of `else`.
    If(Box<[(ExprId, Block)]>, Block),
    /// `for target in iterable: body else: otherwise`; `async for` too.
    For {
        /// What is bound.
        target: ExprId,
        /// What is walked.
        iterable: ExprId,
        /// The loop's body.
        body: Block,
        /// The block of `else`.
        otherwise: Block,
    },
    /// `while test: body else: otherwise`.
    While(ExprId, Block, Block),
    /// `with value as target, …: body`; `async with` too.
    With(Arc<With>),
    /// `try`.
    Try {
        /// The guarded block.
        body: Block,
        /// The `except` clauses.
        handlers: Box<[Handler]>,
        /// The block of `else`.
        otherwise: Block,
        /// The block of `finally`.
        finally: Block,
    },
    /// `match subject: case …`.
    Match(ExprId, Box<[Case]>),
    /// `return value`.
    Return(Option<ExprId>),
    /// `raise value`.
    Raise(Option<ExprId>),
    /// `assert test`.
    Assert(ExprId),
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `del a, b`.
    Delete(Box<[ExprId]>),
    /// `global a, b`.
    Global(Box<[Name]>),
    /// `nonlocal a, b`.
    Nonlocal(Box<[Name]>),
    /// `import a.b, c as d`.
    Import(Box<[ImportName]>),
    /// `from ..module import a as b, *`.
    ImportFrom {
        /// How many leading dots.
        level: u32,
        /// The dotted module after them; may be empty.
        module: Name,
        /// The imported names.
        names: Box<[ImportName]>,
        /// Whether the names are `*`.
        star: bool,
    },
    /// `def`.
    Function(FunctionId),
    /// `class`.
    Class(ClassId),
    /// The value of the [`Expr::Block`](super::Expr::Block) around it.
    Result(ExprId),
    /// `target = value`, where the target was declared before, maybe in a scope outside.
    Reassign(ExprId, ExprId),
    /// Names that stand for paths, looked up when somebody reads them.
    Use(Box<[UseName]>),
    /// Methods that are added to a class.
    Impl(Box<Impl>),
    /// A module inside this one.
    Module(Box<Submodule>),
    /// The definition of a macro.
    Macro(Arc<MacroRules>),
    /// A field of a class, with attributes.
    Field(Box<FieldItem>),
    /// A statement the parser could not read; nothing of it is known.
    Broken,
    /// `pass`, or anything else without an effect.
    Pass,
}

impl StmtKind {
    /// The blocks directly inside it; the bodies of functions and classes are not among them.
    pub fn blocks(&self) -> Vec<&Block> {
        match self {
            StmtKind::If(tests, otherwise) => tests.iter().map(|(_, block)| block).chain([otherwise]).collect(),
            StmtKind::For { body, otherwise, .. } | StmtKind::While(_, body, otherwise) => vec![body, otherwise],
            StmtKind::With(with) => vec![&with.body],
            StmtKind::Try { body, handlers, otherwise, finally } => {
                let handlers = handlers.iter().map(|handler| &handler.body);
                [body, otherwise, finally].into_iter().chain(handlers).collect()
            }
            StmtKind::Match(_, cases) => cases.iter().map(|case| &case.body).collect(),
            _ => Vec::new(),
        }
    }
}

/// A `with` statement. Shared, so that a context manager that is running can hold on to the body it surrounds.
#[derive(Clone, Debug, PartialEq)]
pub struct With {
    /// Managers and the targets after `as`.
    pub items: Box<[(ExprId, Option<ExprId>)]>,
    /// The body.
    pub body: Block,
}

/// One imported name.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportName {
    /// The name, dotted in a plain `import`.
    pub path: Name,
    /// The name after `as`.
    pub alias: Option<Name>,
    /// Its place (without the alias).
    pub mark: MarkId,
}

/// One name that stands for a path.
#[derive(Clone, Debug, PartialEq)]
pub struct UseName {
    /// The name; empty for all names of the path.
    pub name: Name,
    /// The path.
    pub path: ExprId,
}

/// Methods that are added to a class, with what a trait brings along.
#[derive(Clone, Debug, PartialEq)]
pub struct Impl {
    /// The class.
    pub target: ExprId,
    /// The trait.
    pub of: Option<ExprId>,
    /// Names in `target` that stand for any type.
    pub generics: Box<[Name]>,
    /// The item that holds the methods.
    pub item: ItemId,
    /// Its attributes.
    pub attributes: Box<[ExprId]>,
    /// The whole block.
    pub mark: MarkId,
}

/// A module inside another.
#[derive(Clone, Debug, PartialEq)]
pub struct Submodule {
    /// Its name.
    pub name: Name,
    /// The item that holds it; `None` if it is a file of its own.
    pub item: Option<ItemId>,
    /// The path of its file, if the source says it.
    pub path: Option<Arc<str>>,
    /// Whether it is there for tests only: a program does not have it.
    pub is_test: bool,
}

/// A field of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldItem {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub annotation: ExprId,
    /// Its attributes.
    pub attributes: Box<[ExprId]>,
    /// The whole field.
    pub mark: MarkId,
}

/// One `except` clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// The exception or tuple of exceptions.
    pub types: Option<ExprId>,
    /// The name after `as`.
    pub name: Option<Name>,
    /// The block.
    pub body: Block,
}

/// One `case`.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What is matched.
    pub pattern: Pattern,
    /// The pattern as it is written, where the language forks on it; else empty.
    pub text: Arc<str>,
    /// The guard after `if`.
    pub guard: Option<ExprId>,
    /// The block.
    pub body: Block,
}

/// A pattern of a `case`.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// A literal or a dotted name.
    Value(ExprId),
    /// `a | b`.
    AnyOf(Box<[Pattern]>),
    /// A bare name (binds, matches everything).
    Capture(Name),
    /// `_`.
    Wildcard,
    /// `[a, b, *rest]` or `(a, b)`.
    Sequence(Box<[Pattern]>),
    /// `*rest` in a sequence; no name for `*_`.
    Rest(Option<Name>),
    /// `{"key": pattern, **rest}`; the rest is dropped.
    Mapping(Box<[(ExprId, Pattern)]>),
    /// `Class(a, name=b)`; only the class and keyword patterns are kept if there are no positional ones.
    Class(ExprId, Box<[(Name, Pattern)]>),
    /// `pattern as name`.
    As(Box<Pattern>, Name),
    /// `Some(pattern)`: anything but nothing.
    Present(Box<Pattern>),
    /// Any other pattern; whether it matches is not known.
    Other,
}
