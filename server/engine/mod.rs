//! How does a folder on disk become a settled snapshot? Files, import graph, versions, configuration, evaluation.

mod check;
pub mod config;
mod count;
pub mod locks;
mod open;
mod problem;
pub mod reach;
mod roots;
pub mod scan;
mod snapshot;
mod test_path;
mod world;

pub use locks::VersionFact;
pub use open::{Extent, Progress, Question, Trouble, open};
pub use problem::Problem;
pub use roots::OpenError;
pub use scan::ScanOptions;
pub use snapshot::{Counts, FrameworkVersion, Located, Snapshot};
pub use test_path::is_test_path;
pub use world::{Entry, FileCounts, Workspace};
