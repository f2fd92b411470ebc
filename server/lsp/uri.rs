//! Which file does a URI name? Only `file:` URIs name one.

use std::path::{Component, Path, PathBuf};
use tower_lsp::ls_types::Uri;

/// The absolute path of a `file:` URI; `None` for any other.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    let path = uri.to_file_path().filter(|_| is_file)?;
    path.is_absolute().then(|| path.into_owned())
}

/// The URI of an absolute path.
pub(super) fn of_path(path: &Path) -> Option<Uri> {
    Uri::from_file_path(path)
}

/// A path below a folder, with `/` between parts; `None` if it is not below it or not UTF-8.
pub(super) fn below(folder: &Path, path: &Path) -> Option<String> {
    let rest = path.strip_prefix(folder).ok()?;
    let part = |part: Component| match part {
        Component::Normal(part) => part.to_str().map(str::to_owned),
        _ => None,
    };
    let parts: Option<Vec<String>> = rest.components().map(part).collect();
    parts.map(|parts| parts.join("/")).filter(|path| !path.is_empty())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn path(uri: &str) -> Option<PathBuf> {
        path_of(&Uri::from_str(uri).unwrap())
    }

    #[test]
    fn only_file_uris_name_files() {
        assert_eq!(path("file:///a%20b/c.py"), Some(PathBuf::from("/a b/c.py")));
        assert_eq!(path("FILE:///a.py"), Some(PathBuf::from("/a.py")));
        for uri in ["untitled:Untitled-1", "git:/a.py?ref", "vscode-notebook-cell:/a.ipynb#1", "file:"] {
            assert_eq!(path(uri), None, "{uri}");
        }
    }

    #[test]
    fn a_path_below_a_folder_has_slashes() {
        assert_eq!(below(Path::new("/a"), Path::new("/a/b/c.py")).as_deref(), Some("b/c.py"));
        assert_eq!(below(Path::new("/a"), Path::new("/ab/c.py")), None);
        assert_eq!(below(Path::new("/a"), Path::new("/a")), None);
        assert_eq!(below(Path::new("/a"), Path::new("/a/../b.py")), None);
    }
}
