//! Do actions do what their pages show, and nothing worse anywhere else?

mod docs;
pub mod page;
mod pages;
mod sweep;
pub mod workspace;
