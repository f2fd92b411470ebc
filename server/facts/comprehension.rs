//! What does a comprehension say? What it builds, of which element, over which clauses.

use super::ExprId;

/// `[element for … if …]`; for a dict, `element` is the key and `value` the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    /// What it builds.
    pub kind: ComprehensionKind,
    /// The element, or the key of a dict.
    pub element: ExprId,
    /// The value of a dict.
    pub value: Option<ExprId>,
    /// The `for` clauses, outermost first.
    pub clauses: Vec<Clause>,
}

/// What a comprehension builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

/// `for target in iterable if condition …`.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// What is bound.
    pub target: ExprId,
    /// What is walked.
    pub iterable: ExprId,
    /// The conditions that follow.
    pub conditions: Vec<ExprId>,
}
