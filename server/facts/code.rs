//! What expressions does an item hold? Compact, position-free, the same for every language.

use super::{BinaryOp, Block, Class, CompareOp, ExprId, Function, FunctionId, Name, StmtKind, UnaryOp};
use super::{Comprehension, MacroCall};
use std::sync::Arc;

/// The code of one item (a module, or one function's body): its expressions by ordinal, its definitions, its
/// statements. Expressions are numbered in the order lowering finishes them, operands before what uses them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Code {
    /// All expressions, by [`ExprId`].
    pub exprs: Vec<Expr>,
    /// Signatures of the functions and lambdas defined directly in this item, by [`FunctionId`].
    pub functions: Vec<Function>,
    /// Classes defined directly in this item, by [`ClassId`](super::ClassId); their bodies are items.
    pub classes: Vec<Class>,
    /// The statements, in order.
    pub block: Block,
    /// Statements that are compiled only on a condition, by their place in the block: its text.
    pub compiled_if: Vec<(u32, Name)>,
    /// The documentation string.
    pub doc: Option<Arc<str>>,
    /// Whether the code holds a `yield` of its own.
    pub is_generator: bool,
}

impl Code {
    /// An expression by its ordinal.
    pub fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.index()]
    }

    /// The condition on which a statement is compiled.
    pub fn condition_of(&self, statement: u32) -> Option<Name> {
        self.compiled_if.iter().find(|(at, _)| *at == statement).map(|(_, text)| *text)
    }

    /// What is bound by an assignment or a `with`, anywhere in this item: target and value.
    pub fn assignments(&self) -> Vec<(ExprId, ExprId)> {
        let mut found = Vec::new();
        let mut open: Vec<&Block> = vec![&self.block];
        while let Some(block) = open.pop() {
            for statement in block {
                open.extend(statement.kind.blocks());
                match &statement.kind {
                    StmtKind::Assign(targets, value) => found.extend(targets.iter().map(|target| (*target, *value))),
                    StmtKind::Annotate { target, value: Some(value), .. } => found.push((*target, *value)),
                    StmtKind::With(with) => {
                        found.extend(with.items.iter().filter_map(|(made, target)| Some(((*target)?, *made))));
                    }
                    _ => {}
                }
            }
        }
        found
    }
}

/// Why there is no code where the file has text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// The parser could not read it.
    Broken,
    /// Nested deeper than lowering goes.
    TooDeep,
    /// A literal longer than lowering reads: data.
    TooLong,
    /// A form the evaluator has no use for (formatting specifications, complex numbers, …).
    Unsupported,
}

/// One expression. Operands are ordinals of the same item.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// No code here, and why.
    Gap(Gap),
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `True`, `False`.
    Bool(bool),
    /// An integer that fits 64 bits; a larger one is [`Gap::Unsupported`].
    Int(i64),
    /// A float.
    Float(f64),
    /// A string literal, escapes resolved, adjacent literals joined.
    Str(Arc<str>),
    /// A bytes literal, escapes resolved, read as Latin-1.
    Bytes(Arc<str>),
    /// A name.
    Name(Name),
    /// `value.name`.
    Attribute(ExprId, Name),
    /// `value[index]`; several indices are one tuple.
    Subscript(ExprId, ExprId),
    /// `a:b:c` inside a subscript.
    Slice([Option<ExprId>; 3]),
    /// `callee(args)`.
    Call(ExprId, Box<[Arg]>),
    /// An interpolated string; literal parts are [`Expr::Str`], a part with a format specification or `!r` is a gap.
    Format(Box<[ExprId]>),
    /// `a + b` and the other arithmetic and bit operators.
    Binary(BinaryOp, ExprId, ExprId),
    /// `-a`, `not a`, …
    Unary(UnaryOp, ExprId),
    /// `a and b`.
    And(ExprId, ExprId),
    /// `a or b`.
    Or(ExprId, ExprId),
    /// `a < b <= c`: first operand, then operator and operand pairs.
    Compare(ExprId, Box<[(CompareOp, ExprId)]>),
    /// `then if test else otherwise`.
    Conditional {
        /// The test.
        test: ExprId,
        /// The value if it holds.
        then: ExprId,
        /// The value if not.
        otherwise: ExprId,
    },
    /// `[a, *b]`.
    List(Box<[ExprId]>),
    /// `(a, *b)`.
    Tuple(Box<[ExprId]>),
    /// `{a, *b}`.
    Set(Box<[ExprId]>),
    /// `{key: value, **spread}`; a spread has no key.
    Dict(Box<[(Option<ExprId>, ExprId)]>),
    /// `*value` in a display or an assignment target.
    Spread(ExprId),
    /// A comprehension or generator expression.
    Comprehension(Box<Comprehension>),
    /// `lambda`: a function of this item.
    Lambda(FunctionId),
    /// `target := value`.
    Bind(Name, ExprId),
    /// `await value`.
    Await(ExprId),
    /// `yield value`.
    Yield(Option<ExprId>),
    /// `yield from value`.
    YieldFrom(ExprId),
    /// Statements with a scope of their own; the value is that of the [`StmtKind::Result`] that ran last.
    Block(Block),
    /// A call of a macro.
    Macro(Arc<MacroCall>),
}

/// One argument of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arg {
    /// How it is passed.
    pub kind: ArgKind,
    /// What is passed.
    pub value: ExprId,
}

/// How an argument is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgKind {
    /// By position.
    Positional,
    /// `name=value`.
    Keyword(Name),
    /// `*values`.
    Spread,
    /// `**values`.
    SpreadKeywords,
}
