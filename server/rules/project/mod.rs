//! Is the workspace in order? What Wayline itself is told.

mod unused_suppression;

pub use unused_suppression::UNUSED_SUPPRESSION;
pub(super) use unused_suppression::unused;
