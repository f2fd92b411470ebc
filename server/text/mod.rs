//! Which piece of which file? File identities, byte spans, positions as editors count them, and text replacements.

mod position;
mod splice;

pub use position::{Encoding, Position, offset_of, position_of};
pub use splice::Splice;

/// One file of the workspace, by its index in the workspace's file list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file's text, 0-based.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}
