//! Which files belong to the workspace? What the ignore files leave, without environments and caches.

use super::super::locks;
use super::super::problem::Problem;
use ignore::gitignore::Gitignore;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Folders with one of these names hold nothing of the workspace, unless they are packages.
const NEVER: [&str; 4] = ["node_modules", "__pycache__", "site-packages", "__pypackages__"];
/// A folder that holds one of these is an environment, or what tools have made of the workspace.
const ENVIRONMENT: [&str; 3] = ["pyvenv.cfg", "conda-meta", "CACHEDIR.TAG"];

/// What the walk found: paths below the root with `/`, sorted.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) paths: Vec<String>,
    pub(super) problems: Vec<Problem>,
}

/// Walks the given folders, which lie below the root. Links are not followed, so nothing outside is read and no
/// loop is entered. If the ignore files above the folders leave no file at all, only those inside them count: whoever
/// names a folder wants it read.
pub(super) fn walk(root: &Path, folders: &[PathBuf], exclude: &Gitignore) -> Walk {
    let found = walk_with(root, folders, exclude, true);
    let found = if found.paths.is_empty() { walk_with(root, folders, exclude, false) } else { found };
    sorted(found)
}

fn sorted(mut walk: Walk) -> Walk {
    walk.paths.sort_unstable();
    walk.paths.dedup();
    walk.problems.sort_unstable();
    walk
}

fn walk_with(root: &Path, folders: &[PathBuf], exclude: &Gitignore, parents: bool) -> Walk {
    let mut builder = WalkBuilder::empty();
    for folder in folders {
        builder.add(folder);
    }
    // The user's global ignore file is not part of the workspace: with it, two machines would disagree.
    builder.require_git(false).git_global(false).parents(parents);
    let exclude = Arc::new(exclude.clone());
    builder.filter_entry(move |entry| entry.depth() == 0 || !is_skipped(entry, &exclude));
    let found = Mutex::new(Walk::default());
    builder.build_parallel().run(|| {
        Box::new(|entry| {
            note(root, entry, &found);
            WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn is_skipped(entry: &DirEntry, exclude: &Gitignore) -> bool {
    let path = entry.path();
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    if path.starts_with(exclude.path()) && exclude.matched(path, is_folder).is_ignore() {
        return true;
    }
    is_folder && (is_environment(path) || (is_never(entry) && !path.join("__init__.py").exists()))
}

fn is_never(entry: &DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(|name| NEVER.contains(&name))
}

fn is_environment(folder: &Path) -> bool {
    ENVIRONMENT.iter().any(|mark| folder.join(mark).exists())
}

fn note(root: &Path, entry: Result<DirEntry, ignore::Error>, found: &Mutex<Walk>) {
    let noted = match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => match relative(root, entry.path()) {
            Some(path) if is_wanted(&path) => Ok(path),
            None if entry.path().extension().is_some_and(|it| it == "py") => {
                Err(Problem::new(entry.path().to_string_lossy(), "skipped: its path is not UTF-8"))
            }
            _ => return,
        },
        Ok(_) => return,
        Err(error) => Err(walk_problem(root, &error)),
    };
    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
    match noted {
        Ok(path) => found.paths.push(path),
        Err(problem) => found.problems.push(problem),
    }
}

fn is_wanted(path: &str) -> bool {
    super::is_python(path)
        || locks::Kind::of(path).is_some()
        || crate::engine::crates::is_rust(path)
        || crate::engine::crates::is_manifest(path)
}

/// A path below the root with `/`; `None` if it is not below it or not UTF-8.
pub(crate) fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// The ignore crate nests what it knows: which path, at which depth, and the error itself.
fn walk_problem(root: &Path, error: &ignore::Error) -> Problem {
    let mut path = PathBuf::new();
    let mut at = error;
    loop {
        match at {
            ignore::Error::WithPath { path: of, err } => (path, at) = (of.clone(), err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => at = err,
            _ => break,
        }
    }
    let path = relative(root, &path).unwrap_or_else(|| path.to_string_lossy().into_owned());
    let what = at.io_error().map_or_else(|| at.to_string(), super::read::reason);
    Problem::new(path, format!("skipped: {what}"))
}
