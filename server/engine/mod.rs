//! How does a folder on disk come to the evaluator? Files, import graph, versions, configuration: the workspace.

pub mod config;
pub mod locks;
mod problem;
pub mod reach;
mod roots;
pub mod scan;
mod test_path;
mod world;

pub use locks::VersionFact;
pub use problem::Problem;
pub use roots::OpenError;
pub use scan::ScanOptions;
pub use test_path::is_test_path;
pub use world::{Counts, Entry, Workspace};
