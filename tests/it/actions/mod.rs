//! Do actions do what their pages show, and nothing worse anywhere else?

mod docs;
pub mod page;
mod pages;
pub mod workspace;
