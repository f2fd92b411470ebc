//! Which kind of node is this? The grammar's kinds that lowering tells apart, by a table made once.

use crate::facts::{BinaryOp, CompareOp};
use crate::syntax::Language;
use std::sync::LazyLock;

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
    Star,
    Tilde,
    And,
    Or,
    Async,
    From,
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
    OtherPattern,
}

impl Kind {
    /// Comments and line continuations may stand between any two nodes.
    pub(super) fn is_extra(self) -> bool {
        matches!(self, Kind::Comment | Kind::Continuation)
    }

    /// Whether its first operand is its first child, so that a long chain of it nests to the left.
    pub(super) fn is_chain(self) -> bool {
        use Kind::*;
        matches!(
            self,
            BinaryOperator
                | BooleanOperator
                | Attribute
                | Subscript
                | Call
                | Type
                | UnionType
                | MemberType
                | GenericType
        )
    }

    /// Whether it is an expression, an assignment target or a type.
    pub(super) fn is_expr(self) -> bool {
        use Kind::*;
        self.is_chain()
            || matches!(self, Identifier | True | False | None | Ellipsis | Integer | Float | String)
            || matches!(self, ConcatenatedString | Parenthesized | NotOperator | UnaryOperator | Comparison)
            || matches!(self, Conditional | List | Tuple | Set | Dictionary | ListSplat | DictionarySplat)
            || matches!(self, ListComprehension | SetComprehension | DictionaryComprehension | Generator)
            || matches!(self, Lambda | Named | Await | Yield | Slice | SplatType | ConstrainedType | AsPattern)
            || matches!(self, DottedName)
    }

    /// Whether it stands for itself in a block.
    pub(super) fn is_statement(self) -> bool {
        use Kind::*;
        matches!(self, ExpressionStatement | Import | ImportFrom | FutureImport | Return | Raise | Assert | Delete)
            || matches!(self, Pass | Break | Continue | Global | Nonlocal | TypeAlias | Python2)
            || matches!(self, If | For | While | Try | With | Match | Decorated | Function | Class)
    }
}

/// The kinds by the grammar's kind ids.
pub(super) fn table() -> &'static [Kind] {
    static TABLE: LazyLock<Box<[Kind]>> = LazyLock::new(|| {
        let grammar = Language::Python.grammar();
        let kind = |id| {
            let list = if grammar.node_kind_is_named(id) { NAMED } else { TOKENS };
            let name = grammar.node_kind_for_id(id).unwrap_or_default();
            list.iter().find(|(listed, _)| *listed == name).map_or(Kind::Other, |(_, kind)| *kind)
        };
        (0..grammar.node_kind_count() as u16).map(kind).collect()
    });
    &TABLE
}

/// The tokens that tell something.
const TOKENS: &[(&str, Kind)] = &[
    (",", Kind::Comma),
    (".", Kind::Dot),
    (":", Kind::Colon),
    ("=", Kind::Equals),
    ("[", Kind::Bracket),
    ("~", Kind::Tilde),
    ("and", Kind::And),
    ("or", Kind::Or),
    ("async", Kind::Async),
    ("from", Kind::From),
    ("_", Kind::Underscore),
    ("+", Kind::Binary(BinaryOp::Add)),
    ("-", Kind::Binary(BinaryOp::Sub)),
    ("*", Kind::Binary(BinaryOp::Mul)),
    ("/", Kind::Binary(BinaryOp::Div)),
    ("//", Kind::Binary(BinaryOp::FloorDiv)),
    ("%", Kind::Binary(BinaryOp::Mod)),
    ("**", Kind::Binary(BinaryOp::Pow)),
    ("@", Kind::Binary(BinaryOp::MatMul)),
    ("&", Kind::Binary(BinaryOp::BitAnd)),
    ("|", Kind::Binary(BinaryOp::BitOr)),
    ("^", Kind::Binary(BinaryOp::BitXor)),
    ("<<", Kind::Binary(BinaryOp::Shl)),
    (">>", Kind::Binary(BinaryOp::Shr)),
    ("+=", Kind::Augment(BinaryOp::Add)),
    ("-=", Kind::Augment(BinaryOp::Sub)),
    ("*=", Kind::Augment(BinaryOp::Mul)),
    ("/=", Kind::Augment(BinaryOp::Div)),
    ("//=", Kind::Augment(BinaryOp::FloorDiv)),
    ("%=", Kind::Augment(BinaryOp::Mod)),
    ("**=", Kind::Augment(BinaryOp::Pow)),
    ("@=", Kind::Augment(BinaryOp::MatMul)),
    ("&=", Kind::Augment(BinaryOp::BitAnd)),
    ("|=", Kind::Augment(BinaryOp::BitOr)),
    ("^=", Kind::Augment(BinaryOp::BitXor)),
    ("<<=", Kind::Augment(BinaryOp::Shl)),
    (">>=", Kind::Augment(BinaryOp::Shr)),
    ("==", Kind::Compare(CompareOp::Eq)),
    ("!=", Kind::Compare(CompareOp::Ne)),
    ("<>", Kind::Compare(CompareOp::Ne)),
    ("<", Kind::Compare(CompareOp::Lt)),
    ("<=", Kind::Compare(CompareOp::Le)),
    (">", Kind::Compare(CompareOp::Gt)),
    (">=", Kind::Compare(CompareOp::Ge)),
    ("is", Kind::Compare(CompareOp::Is)),
    ("is not", Kind::Compare(CompareOp::IsNot)),
    ("in", Kind::Compare(CompareOp::In)),
    ("not in", Kind::Compare(CompareOp::NotIn)),
];

/// The named nodes that tell something. Targets are the displays they look like.
const NAMED: &[(&str, Kind)] = &[
    ("comment", Kind::Comment),
    ("line_continuation", Kind::Continuation),
    ("binary_operator", Kind::BinaryOperator),
    ("boolean_operator", Kind::BooleanOperator),
    ("attribute", Kind::Attribute),
    ("subscript", Kind::Subscript),
    ("call", Kind::Call),
    ("type", Kind::Type),
    ("union_type", Kind::UnionType),
    ("member_type", Kind::MemberType),
    ("generic_type", Kind::GenericType),
    ("identifier", Kind::Identifier),
    ("true", Kind::True),
    ("false", Kind::False),
    ("none", Kind::None),
    ("ellipsis", Kind::Ellipsis),
    ("integer", Kind::Integer),
    ("float", Kind::Float),
    ("string", Kind::String),
    ("concatenated_string", Kind::ConcatenatedString),
    ("parenthesized_expression", Kind::Parenthesized),
    ("not_operator", Kind::NotOperator),
    ("unary_operator", Kind::UnaryOperator),
    ("comparison_operator", Kind::Comparison),
    ("conditional_expression", Kind::Conditional),
    ("list", Kind::List),
    ("list_pattern", Kind::List),
    ("tuple", Kind::Tuple),
    ("tuple_pattern", Kind::Tuple),
    ("expression_list", Kind::Tuple),
    ("pattern_list", Kind::Tuple),
    ("set", Kind::Set),
    ("dictionary", Kind::Dictionary),
    ("list_splat", Kind::ListSplat),
    ("list_splat_pattern", Kind::ListSplat),
    ("dictionary_splat", Kind::DictionarySplat),
    ("list_comprehension", Kind::ListComprehension),
    ("set_comprehension", Kind::SetComprehension),
    ("dictionary_comprehension", Kind::DictionaryComprehension),
    ("generator_expression", Kind::Generator),
    ("lambda", Kind::Lambda),
    ("named_expression", Kind::Named),
    ("await", Kind::Await),
    ("yield", Kind::Yield),
    ("slice", Kind::Slice),
    ("splat_type", Kind::SplatType),
    ("constrained_type", Kind::ConstrainedType),
    ("as_pattern", Kind::AsPattern),
    ("as_pattern_target", Kind::AsPatternTarget),
    ("dotted_name", Kind::DottedName),
    ("argument_list", Kind::Arguments),
    ("keyword_argument", Kind::KeywordArgument),
    ("pair", Kind::Pair),
    ("for_in_clause", Kind::ForInClause),
    ("if_clause", Kind::IfClause),
    ("interpolation", Kind::Interpolation),
    ("type_conversion", Kind::TypeConversion),
    ("format_specifier", Kind::FormatSpecifier),
    ("type_parameter", Kind::TypeParameter),
    ("block", Kind::Block),
    ("expression_statement", Kind::ExpressionStatement),
    ("assignment", Kind::Assignment),
    ("augmented_assignment", Kind::AugmentedAssignment),
    ("import_statement", Kind::Import),
    ("import_from_statement", Kind::ImportFrom),
    ("future_import_statement", Kind::FutureImport),
    ("relative_import", Kind::RelativeImport),
    ("import_prefix", Kind::ImportPrefix),
    ("aliased_import", Kind::AliasedImport),
    ("wildcard_import", Kind::WildcardImport),
    ("return_statement", Kind::Return),
    ("raise_statement", Kind::Raise),
    ("assert_statement", Kind::Assert),
    ("delete_statement", Kind::Delete),
    ("pass_statement", Kind::Pass),
    ("break_statement", Kind::Break),
    ("continue_statement", Kind::Continue),
    ("global_statement", Kind::Global),
    ("nonlocal_statement", Kind::Nonlocal),
    ("type_alias_statement", Kind::TypeAlias),
    ("print_statement", Kind::Python2),
    ("exec_statement", Kind::Python2),
    ("if_statement", Kind::If),
    ("elif_clause", Kind::ElifClause),
    ("else_clause", Kind::ElseClause),
    ("for_statement", Kind::For),
    ("while_statement", Kind::While),
    ("try_statement", Kind::Try),
    ("except_clause", Kind::ExceptClause),
    ("finally_clause", Kind::FinallyClause),
    ("with_statement", Kind::With),
    ("with_clause", Kind::WithClause),
    ("with_item", Kind::WithItem),
    ("match_statement", Kind::Match),
    ("case_clause", Kind::CaseClause),
    ("decorated_definition", Kind::Decorated),
    ("decorator", Kind::Decorator),
    ("function_definition", Kind::Function),
    ("class_definition", Kind::Class),
    ("parameters", Kind::Parameters),
    ("lambda_parameters", Kind::Parameters),
    ("typed_parameter", Kind::TypedParameter),
    ("default_parameter", Kind::DefaultParameter),
    ("typed_default_parameter", Kind::TypedDefaultParameter),
    ("dictionary_splat_pattern", Kind::DictionarySplatPattern),
    ("keyword_separator", Kind::KeywordSeparator),
    ("positional_separator", Kind::PositionalSeparator),
    ("case_pattern", Kind::CasePattern),
    ("union_pattern", Kind::UnionPattern),
    ("complex_pattern", Kind::ComplexPattern),
    ("class_pattern", Kind::OtherPattern),
    ("dict_pattern", Kind::OtherPattern),
    ("keyword_pattern", Kind::OtherPattern),
    ("splat_pattern", Kind::OtherPattern),
];
