//! Which kinds of nodes belong together? Chains, displays, expressions and statements.

use super::kinds::Kind;

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
