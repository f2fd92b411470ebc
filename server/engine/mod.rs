//! What does a workspace on disk hold? Scanning, configuration and the settled snapshot that shells print.

mod open;
mod snapshot;

pub use open::{Progress, Trouble, open};
pub use snapshot::{Counts, FrameworkVersion, Located, Snapshot};
