//! Where does a piece of code stand? Ordinals that survive layout changes; [`Facts::span`](super::Facts::span) turns
//! them into bytes.

use crate::text::FileId;
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

/// An item of a file: a module's own code, or the body of a function or lambda. What is edited in one body leaves the
/// items of all others as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId {
    /// The part of the file: 0 is the module, `n` is `Facts::bodies[n - 1]`.
    pub body: u32,
    /// The item inside it: 0 is its own code, then the functions and lambdas inside, in the order of the text.
    pub nested: u32,
}

/// What of an item is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    /// An expression.
    Expr(ExprId),
    /// Anything else that has a place.
    Mark(MarkId),
}

/// A place in the workspace that survives changes of layout: file, item and ordinal. [`Facts::span`](super::Facts::span) turns it into bytes.
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
