//! How are definitions and expressions of Rust written? What edits need and evaluation has no use for.

mod chain;
mod head;
mod record;
mod signature;
mod value;

pub use chain::{Chain, Link};
pub use head::{Attribute, ImplHead};
pub use record::{Field, Record};
pub use signature::{Signature, Taker};
pub use value::Value;
