//! What does one file say? The language-neutral vocabulary every later stage reads.
//!
//! [`Facts`] is what lowering makes of one file: compact code without positions (the module's own code is the
//! *surface*, every function body is an item of its own) and, apart from it, the spans. Two versions of a file that
//! differ only in layout or comments have equal code, so equality ignores where things stand.

mod code;
mod definition;
mod operator;
mod place;
pub(crate) mod render;
mod stmt;

pub use code::{Arg, ArgKind, Clause, Code, Comprehension, ComprehensionKind, Expr, Gap};
pub use definition::{Class, ClassId, Function, FunctionId, Param, ParamKind};
pub use operator::{BinaryOp, CompareOp, UnaryOp};
pub use place::{ExprId, ItemId, MarkId, Node, Place, Spans};
pub use render::render;
pub use stmt::{Block, Case, Handler, ImportName, Pattern, Stmt, StmtKind, With};

use crate::syntax::Language;
use crate::text::FileId;
use std::sync::Arc;
use ustr::Ustr;

/// An interned identifier or dotted path.
pub type Name = Ustr;

/// What one file says: its code, and where each part of it stands.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The file.
    pub file: FileId,
    /// Its language.
    pub language: Language,
    /// Module-level code, class bodies, signatures and decorators of top-level functions: item 0.
    pub surface: Arc<Code>,
    /// The bodies of all functions and lambdas, nested ones too: items 1, 2, …
    pub bodies: Vec<Arc<Code>>,
    /// Where each part stands.
    pub spans: Arc<Spans>,
    /// Places the parser could not read; empty for a well-formed file.
    pub broken: Vec<crate::text::Span>,
}

impl Facts {
    /// The code of one item; item 0 is the module itself.
    pub fn item(&self, item: ItemId) -> &Arc<Code> {
        match item.0 {
            0 => &self.surface,
            n => &self.bodies[n as usize - 1],
        }
    }
}

/// Equality ignores where things stand.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file && self.surface == other.surface && self.bodies == other.bodies
    }
}
