//! Where does a piece of code stand? Ordinals that survive layout changes, and the table that maps them to bytes.

use crate::text::{FileId, Span};
use std::num::NonZeroU32;

/// An expression of one item, by its ordinal in that item's [`Code`](super::Code). The first is 1, so that an
/// optional one takes no more room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(pub NonZeroU32);

impl ExprId {
    /// The id of the expression at a 0-based index.
    pub fn at(index: usize) -> Self {
        ExprId(NonZeroU32::MIN.saturating_add(index as u32))
    }

    /// The 0-based index of the expression in its item.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A place in an item that is not an expression (statement, definition, name, parameter), by its ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkId(pub u32);

/// An item of a file: 0 is the module's own code, `n` is `Facts::bodies[n - 1]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(pub u32);

/// What of an item is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    /// An expression.
    Expr(ExprId),
    /// Anything else that has a place.
    Mark(MarkId),
}

/// A place in the workspace that survives changes of layout: file, item and ordinal. [`Spans`] turns it into bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The item of that file.
    pub item: ItemId,
    /// What of the item.
    pub node: Node,
}

impl Place {
    /// The file as a whole.
    pub fn of_file(file: FileId) -> Self {
        Place { file, item: ItemId::default(), node: Node::Mark(MarkId(0)) }
    }
}

/// Where the parts of one file stand, item by item, and where its lines start.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// Per item, the span of each expression, by [`ExprId`].
    pub exprs: Vec<Vec<Span>>,
    /// Per item, the span of each mark, by [`MarkId`].
    pub marks: Vec<Vec<Span>>,
    /// Byte offset of each line's first byte; line 0 starts at 0. Lines end at `\n`, `\r\n` or a lone `\r`.
    pub lines: Vec<u32>,
}

impl Spans {
    /// The bytes a node of an item covers; an empty span at 0 if the node is not of this file.
    pub fn span(&self, item: ItemId, node: Node) -> Span {
        let found = match node {
            Node::Expr(id) => self.exprs.get(item.0 as usize).and_then(|of| of.get(id.index())),
            Node::Mark(id) => self.marks.get(item.0 as usize).and_then(|of| of.get(id.0 as usize)),
        };
        found.copied().unwrap_or_default()
    }

    /// The 1-based line of a byte offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines.partition_point(|&start| start <= offset).max(1) as u32
    }
}
