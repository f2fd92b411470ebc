//! Which files does a scan find, and which does it leave out? By example.

use super::*;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use tempfile::TempDir;

/// A folder with files of these paths and texts.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(&root, path, text.as_bytes());
    }
    root
}

fn write(root: &TempDir, path: &str, bytes: &[u8]) {
    let path = root.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn scanned(root: &TempDir) -> Scan {
    let options =
        ScanOptions { registering: &["APIRouter", "@.get("], application: &["FastAPI"], ..ScanOptions::default() };
    scan(root.path(), &[root.path().to_owned()], &Gitignore::empty(), options)
}

fn paths(scan: &Scan) -> Vec<&str> {
    scan.files.iter().map(|file| &*file.path).collect()
}

fn problems(scan: &Scan) -> Vec<String> {
    scan.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn python_files_and_files_with_versions_are_listed_by_path() {
    let root = folder(&[
        ("b/x.py", ""),
        ("a.py", ""),
        ("uv.lock", ""),
        ("notes.txt", ""),
        ("requirements/dev.txt", ""),
        ("x.pyi", ""),
    ]);
    assert_eq!(paths(&scanned(&root)), ["a.py", "b/x.py", "requirements/dev.txt", "uv.lock"]);
}

#[test]
fn ignore_files_count_also_outside_a_repository() {
    let root = folder(&[
        (".gitignore", "out/\n*.gen.py\n"),
        ("out/x.py", ""),
        ("a.gen.py", ""),
        ("a.py", ""),
        (".hidden/b.py", ""),
    ]);
    assert_eq!(paths(&scanned(&root)), ["a.py"]);
}

#[test]
fn a_folder_that_is_ignored_from_above_is_read_if_it_is_named() {
    let root = folder(&[(".gitignore", "*\n"), ("inner/a.py", ""), ("inner/.gitignore", "b.py\n"), ("inner/b.py", "")]);
    let inner = root.path().join("inner");
    let scan = scan(&inner, std::slice::from_ref(&inner), &Gitignore::empty(), ScanOptions::default());
    assert_eq!(paths(&scan), ["a.py"]);
}

#[test]
fn environments_are_known_by_their_marks_and_packages_by_their_init() {
    let root = folder(&[
        ("odd-name/pyvenv.cfg", ""),
        ("odd-name/lib/x.py", ""),
        ("conda/conda-meta/history", ""),
        ("conda/y.py", ""),
        ("lib/site-packages/z.py", ""),
        ("node_modules/gyp/a.py", ""),
        ("build/__init__.py", ""),
        ("env/app.py", ""),
        ("node_modules2/site-packages/__init__.py", ""),
    ]);
    assert_eq!(paths(&scanned(&root)), ["build/__init__.py", "env/app.py", "node_modules2/site-packages/__init__.py"]);
}

#[test]
fn links_are_not_followed_so_loops_end() {
    let outside = folder(&[("secret.py", "")]);
    let root = folder(&[("a/b.py", "")]);
    symlink(root.path(), root.path().join("a/loop")).unwrap();
    symlink(outside.path(), root.path().join("out")).unwrap();
    symlink("missing.py", root.path().join("dangling.py")).unwrap();
    let scan = scanned(&root);
    assert_eq!(paths(&scan), ["a/b.py"]);
    assert_eq!(problems(&scan), [] as [&str; 0]);
}

#[test]
fn what_cannot_be_read_is_told_and_stays_a_file_of_the_workspace() {
    let root = folder(&[("ok.py", "import a")]);
    write(&root, "nul.py", b"x = 1\0");
    write(&root, "latin.py", b"name = '\xe9'  # APIRouter");
    write(&root, "big.py", &vec![b'#'; LARGEST as usize + 1]);
    let scan = scanned(&root);
    assert_eq!(paths(&scan), ["big.py", "latin.py", "nul.py", "ok.py"]);
    let read: Vec<bool> = scan.files.iter().map(|file| file.source.is_some()).collect();
    assert_eq!(read, [false, true, false, true]);
    insta::assert_snapshot!(problems(&scan).join("\n"), @r"
    big.py: skipped: larger than 8 MiB
    latin.py: not UTF-8: bytes that cannot be read were replaced
    nul.py: skipped: holds NUL bytes, so it is not text
    ");
}

#[test]
fn an_unreadable_file_or_folder_is_a_problem() {
    let root = folder(&[("a.py", ""), ("closed/b.py", ""), ("ok.py", "")]);
    for path in ["a.py", "closed"] {
        fs::set_permissions(root.path().join(path), fs::Permissions::from_mode(0o0)).unwrap();
    }
    let scan = scanned(&root);
    fs::set_permissions(root.path().join("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever may read everything (root) meets no problem here.
    let free = fs::read(root.path().join("a.py")).is_ok();
    let expected: &[&str] =
        if free { &[] } else { &["closed: skipped: permission denied", "a.py: skipped: permission denied"] };
    assert_eq!(problems(&scan), expected);
}

#[test]
fn a_glance_tells_words_imports_and_a_hash() {
    let root = folder(&[
        ("app.py", "app = FastAPI()"),
        ("r.py", "@r.get('/')\nimport b"),
        ("s.py", "d.get('/')"),
        ("t.py", "d.get('/')"),
    ]);
    let scan = scanned(&root);
    let glances: Vec<_> = scan.files.iter().map(|file| file.source.as_ref().unwrap()).collect();
    assert_eq!(glances.iter().map(|it| it.registering).collect::<Vec<_>>(), [true, true, false, false]);
    assert_eq!(glances.iter().map(|it| it.application).collect::<Vec<_>>(), [true, false, false, false]);
    assert_eq!(glances[1].imports.count(), 1);
    assert!(glances[2].hash == glances[3].hash && glances[1].hash != glances[2].hash);
}
