//! The same modules as a library, as many programs have them.

pub mod server;

pub fn version() -> &'static str {
    let _ = server::health;
    ""
}
