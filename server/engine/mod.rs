//! How does a folder on disk become a settled snapshot? Files, import graph, versions, configuration, evaluation.

mod check;
pub mod config;
mod count;
mod crates;
pub mod locks;
mod open;
mod problem;
pub mod reach;
mod roots;
pub mod scan;
mod session;
mod snapshot;
mod test_path;
mod world;

pub use locks::VersionFact;
pub use open::{Extent, Progress, Question, Trouble, open};
pub use problem::Problem;
pub use roots::OpenError;
pub use scan::ScanOptions;
pub use session::{Document, FileChange, Interrupt, Lines, Session, Work};
pub use snapshot::{Counts, FrameworkVersion, Located, Snapshot};
pub use test_path::is_test_path;
pub use world::{Entry, FileCounts, Workspace};

/// The text of a file on disk; `None` if it is gone, too large, or no text.
pub fn read_text(path: &std::path::Path) -> Option<String> {
    scan::read_source(path).ok().map(|text| text.text)
}

/// Whether a path names a file that says which files belong to a workspace, or which versions hold.
pub fn holds_settings(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    crates::is_manifest(path)
        || matches!(name, "wayline.toml" | "pyproject.toml" | ".gitignore" | ".ignore")
        || locks::Kind::of(path).is_some()
}
