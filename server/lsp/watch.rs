//! Which files should the client watch, and what does their change mean?

use super::folder::Mail;
use crate::engine::holds_settings;
use tower_lsp::ls_types::{DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration};

/// What is watched: Python files, and whatever says which files belong and which versions hold.
const GLOBS: [&str; 7] = [
    "**/*.py",
    "**/*.rs",
    "**/*.toml",
    "**/*.lock",
    "**/{requirements,constraints}*.{txt,in}",
    "**/{.gitignore,.ignore}",
    "**/requirements/*.{txt,in}",
];

/// The registration that asks a client to watch.
pub(super) fn registration() -> Registration {
    let watcher = |glob: &&str| FileSystemWatcher { glob_pattern: GlobPattern::String((*glob).to_owned()), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: GLOBS.iter().map(watcher).collect() };
    Registration {
        id: "wayline/files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}

/// What a change of the file at a path below the folder means; `None` if it means nothing. What is no file that we know
/// may be a folder.
pub(super) fn mail(path: &str) -> Option<Mail> {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((_, "py" | "rs")) => Some(Mail::Disk(path.to_owned())),
        _ if holds_settings(path) => Some(Mail::Folder),
        None => Some(Mail::Folder),
        Some(_) => None,
    }
}
