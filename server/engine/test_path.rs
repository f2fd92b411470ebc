//! Does a file belong to tests? By the customary names of folders and files.

/// Folders that hold tests.
const FOLDERS: [&str; 4] = ["tests", "test", "testing", "e2e"];

/// Whether a path below the workspace, with `/`, belongs to tests: it lies in a folder of tests, or its name is
/// `conftest.py`, `test_*.py` or `*_test.py`.
pub fn is_test_path(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.strip_suffix(".py").unwrap_or(name);
    folder.split('/').any(|part| FOLDERS.contains(&part))
        || stem == "conftest"
        || stem.starts_with("test_")
        || stem.ends_with("_test")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_file_names_of_tests_are_told_from_the_rest() {
        for path in ["tests/app.py", "svc/e2e/x/main.py", "conftest.py", "app/test_main.py", "app/main_test.py"] {
            assert!(is_test_path(path), "{path}");
        }
        for path in ["main.py", "app/testing.py", "contest.py", "latest/app.py", "app/tester.py"] {
            assert!(!is_test_path(path), "{path}");
        }
    }
}
