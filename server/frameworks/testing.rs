//! What do unit tests of frameworks run on? A workspace in memory, and everything a machine knows beforehand.

use super::library;
use crate::eval::Library;
use std::sync::LazyLock;

pub use crate::eval::testing::{MemoryWorld, run, value};

/// What a machine knows before it sees a workspace; built once for all tests.
pub static LIBRARY: LazyLock<Library> = LazyLock::new(library);
