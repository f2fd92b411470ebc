//! What do unit tests of frameworks run on? A workspace in memory, evaluated with everything a machine knows beforehand.

pub use crate::eval::testing::{MemoryWorld, run, value};
