//! Which folder is the workspace? The one all given paths lie in.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why a workspace could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// A given path does not exist or cannot be entered.
    Path(PathBuf, String),
    /// The configuration is not valid.
    Config(super::Problem),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Path(path, what) => write!(f, "{}: {what}", path.display()),
            OpenError::Config(problem) => problem.fmt(f),
        }
    }
}

impl std::error::Error for OpenError {}

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Roots {
    /// The workspace folder, absolute and without links.
    pub(super) root: PathBuf,
    /// The folders to walk, none inside another.
    pub(super) folders: Vec<PathBuf>,
    /// The files that were named one by one.
    pub(super) files: Vec<PathBuf>,
}

/// Finds the workspace of the given paths. For a file, its package root is walked: there its imports lead.
pub(super) fn roots(paths: &[PathBuf]) -> Result<Roots, OpenError> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for path in paths {
        let error = |error| OpenError::Path(path.clone(), super::scan::reason(&error));
        let path = path.canonicalize().map_err(error)?;
        if path.is_dir() {
            folders.push(path);
        } else {
            folders.push(package_root(&path));
            files.push(path);
        }
    }
    // Sorted by their parts, a folder comes right before what lies in it.
    folders.sort();
    folders.dedup_by(|inner, outer| inner.starts_with(outer));
    let common = folders.iter().cloned().reduce(|a, b| common(&a, &b));
    let root = common.ok_or_else(|| OpenError::Path(PathBuf::new(), "no path is given".to_owned()))?;
    Ok(Roots { root, folders, files })
}

fn package_root(file: &Path) -> PathBuf {
    let above = file.ancestors().skip(1);
    let root = above.into_iter().find(|folder| !folder.join("__init__.py").exists());
    root.unwrap_or(file).to_owned()
}

fn common(a: &Path, b: &Path) -> PathBuf {
    a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_workspace_is_the_folder_all_paths_lie_in() {
        let temporary = tempfile::tempdir().unwrap();
        let top = temporary.path().canonicalize().unwrap();
        for folder in ["a/one", "a/two", "ab"] {
            fs::create_dir_all(top.join(folder)).unwrap();
        }
        let found = |paths: &[&str]| roots(&paths.iter().map(|path| top.join(path)).collect::<Vec<_>>()).unwrap();
        assert_eq!(found(&["a/one", "a/two"]).root, top.join("a"));
        assert_eq!(found(&["a/one", "a", "ab"]).folders, [top.join("a"), top.join("ab")]);
        assert_eq!(found(&["a/one"]).root, top.join("a/one"));
    }

    #[test]
    fn a_file_stands_for_its_package_root() {
        let temporary = tempfile::tempdir().unwrap();
        let top = temporary.path().canonicalize().unwrap();
        fs::create_dir_all(top.join("app/api")).unwrap();
        for file in ["app/__init__.py", "app/api/__init__.py", "app/api/main.py"] {
            fs::write(top.join(file), "").unwrap();
        }
        let found = roots(&[top.join("app/api/main.py")]).unwrap();
        assert_eq!((found.root, found.files), (top.clone(), vec![top.join("app/api/main.py")]));
    }

    #[test]
    fn a_path_that_does_not_exist_is_an_error() {
        let error = roots(&[PathBuf::from("/no/such/folder")]).unwrap_err();
        assert_eq!(error.to_string(), "/no/such/folder: no such file or directory");
        assert!(roots(&[]).is_err());
    }
}
