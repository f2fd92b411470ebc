//! Which kind of node is this? The kinds that lowering tells apart, and their groups.

use crate::facts::{BinaryOp, CompareOp};

/// A kind of node. Everything lowering does not tell apart is [`Kind::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    // Neither code nor structure.
    Other,
    Comment,
    Continuation,
    Error,
    // Tokens.
    Comma,
    Dot,
    Colon,
    Equals,
    Bracket,
    Tilde,
    And,
    Or,
    Async,
    From,
    YieldWord,
    Underscore,
    Binary(BinaryOp),
    Augment(BinaryOp),
    Compare(CompareOp),
    // Expressions whose first operand is their first child.
    BinaryOperator,
    BooleanOperator,
    Attribute,
    Subscript,
    Call,
    Type,
    UnionType,
    MemberType,
    GenericType,
    // Other expressions.
    Identifier,
    True,
    False,
    None,
    Ellipsis,
    Integer,
    Float,
    String,
    ConcatenatedString,
    Parenthesized,
    NotOperator,
    UnaryOperator,
    Comparison,
    Conditional,
    List,
    Tuple,
    Set,
    Dictionary,
    ListSplat,
    DictionarySplat,
    ListComprehension,
    SetComprehension,
    DictionaryComprehension,
    Generator,
    Lambda,
    Named,
    Await,
    Yield,
    Slice,
    SplatType,
    ConstrainedType,
    AsPattern,
    DottedName,
    // Parts.
    Arguments,
    KeywordArgument,
    Pair,
    ForInClause,
    IfClause,
    Interpolation,
    TypeConversion,
    FormatSpecifier,
    AsPatternTarget,
    TypeParameter,
    // Statements.
    Block,
    ExpressionStatement,
    Assignment,
    AugmentedAssignment,
    Import,
    ImportFrom,
    FutureImport,
    RelativeImport,
    ImportPrefix,
    AliasedImport,
    WildcardImport,
    Return,
    Raise,
    Assert,
    Delete,
    Pass,
    Break,
    Continue,
    Global,
    Nonlocal,
    TypeAlias,
    Python2,
    If,
    ElifClause,
    ElseClause,
    For,
    While,
    Try,
    ExceptClause,
    FinallyClause,
    With,
    WithClause,
    WithItem,
    Match,
    CaseClause,
    Decorated,
    Decorator,
    Function,
    Class,
    // Parameters.
    Parameters,
    TypedParameter,
    DefaultParameter,
    TypedDefaultParameter,
    DictionarySplatPattern,
    KeywordSeparator,
    PositionalSeparator,
    // Patterns of a `case`.
    CasePattern,
    UnionPattern,
    ComplexPattern,
    ClassPattern,
    DictPattern,
    KeywordPattern,
    SplatPattern,
}

impl Kind {
    /// Comments and line continuations may stand between any two nodes.
    pub(super) fn is_extra(self) -> bool {
        matches!(self, Kind::Comment | Kind::Continuation)
    }

    /// Whether its first operand is its first child, so that a long chain of it nests to the left.
    pub(super) fn is_chain(self) -> bool {
        matches!(
            self,
            Kind::BinaryOperator
                | Kind::BooleanOperator
                | Kind::Attribute
                | Kind::Subscript
                | Kind::Call
                | Kind::Type
                | Kind::UnionType
                | Kind::MemberType
                | Kind::GenericType
        )
    }

    /// Whether an unreadable part of it leaves its other elements what they are.
    pub(super) fn is_display(self) -> bool {
        matches!(self, Kind::List | Kind::Tuple | Kind::Set | Kind::Dictionary)
    }

    /// Whether it is an expression, an assignment target or a type.
    pub(super) fn is_expr(self) -> bool {
        self.is_chain()
            || matches!(
                self,
                Kind::Identifier
                    | Kind::True
                    | Kind::False
                    | Kind::None
                    | Kind::Ellipsis
                    | Kind::Integer
                    | Kind::Float
                    | Kind::String
                    | Kind::ConcatenatedString
                    | Kind::Parenthesized
                    | Kind::NotOperator
                    | Kind::UnaryOperator
                    | Kind::Comparison
                    | Kind::Conditional
                    | Kind::List
                    | Kind::Tuple
                    | Kind::Set
                    | Kind::Dictionary
                    | Kind::ListSplat
                    | Kind::DictionarySplat
                    | Kind::ListComprehension
                    | Kind::SetComprehension
                    | Kind::DictionaryComprehension
                    | Kind::Generator
                    | Kind::Lambda
                    | Kind::Named
                    | Kind::Await
                    | Kind::Yield
                    | Kind::Slice
                    | Kind::SplatType
                    | Kind::ConstrainedType
                    | Kind::AsPattern
                    | Kind::DottedName
            )
    }

    /// Whether it stands for itself in a block.
    pub(super) fn is_statement(self) -> bool {
        matches!(
            self,
            Kind::ExpressionStatement
                | Kind::Import
                | Kind::ImportFrom
                | Kind::FutureImport
                | Kind::Return
                | Kind::Raise
                | Kind::Assert
                | Kind::Delete
                | Kind::Pass
                | Kind::Break
                | Kind::Continue
                | Kind::Global
                | Kind::Nonlocal
                | Kind::TypeAlias
                | Kind::Python2
                | Kind::If
                | Kind::For
                | Kind::While
                | Kind::Try
                | Kind::With
                | Kind::Match
                | Kind::Decorated
                | Kind::Function
                | Kind::Class
        )
    }
}
