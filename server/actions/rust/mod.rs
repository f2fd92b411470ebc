//! What do actions on services in Rust have in common? The handler at a cursor, and where crates keep things.

mod attribute;
mod handler;
mod home;

pub use attribute::more_arguments;
pub use handler::{Handler, answered, contains_word, words};
pub use home::{crate_path, package_files};
