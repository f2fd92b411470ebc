//! Is the workspace in order? What Wayline itself is told, and code for another version of the framework.

mod removed_name;
mod server;
mod unused_suppression;

pub use removed_name::REMOVED_NAME;
pub use unused_suppression::UNUSED_SUPPRESSION;
pub(super) use unused_suppression::unused;
