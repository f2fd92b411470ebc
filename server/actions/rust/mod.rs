//! What do actions on services in Rust have in common? The handler at a cursor, and where crates keep things.

mod handler;
mod home;

pub use handler::{Handler, contains_word};
pub use home::{crate_path, package_files};
