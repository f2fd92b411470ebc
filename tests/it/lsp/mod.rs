//! Does the server do what LSP says, whatever the client sends?

mod client;
mod lifecycle;
mod living;
mod names;
mod rust;
mod sessions;
mod stress;
mod talk;
