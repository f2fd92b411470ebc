//! What does the disk give the evaluator? Files, imports and reach, by example.

use super::*;
use crate::engine::scan::Methods;
use crate::eval::Version;
use crate::eval::World;
use std::fs;
use tempfile::TempDir;

const OPTIONS: ScanOptions<'static> = ScanOptions {
    registering: &["APIRouter"],
    application: &["FastAPI"],
    methods: Methods { decorating: &["get"], called: &[] },
    declaring: &[],
    crates: &[],
    libraries: &[],
};

/// A repository with files of these paths and texts.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join(".git")).unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn open(root: &TempDir) -> Workspace {
    Workspace::open(root.path(), OPTIONS).unwrap()
}

#[test]
fn a_folder_becomes_a_world() {
    let root = repository(&[
        ("app/main.py", "from app import items\napp = FastAPI()"),
        ("app/items.py", "from app.base import parent\nrouter = APIRouter()\nparent.include_router(router)"),
        ("app/base.py", "import os"),
        ("uv.lock", "[[package]]\nname = 'fastapi'\nversion = '0.115.3'"),
    ]);
    let workspace = open(&root);
    let main = workspace.file("app/main.py").unwrap();
    let eager: Vec<_> = workspace.files().filter(|&(file, _)| workspace.is_eager(file)).map(|(_, path)| path).collect();
    assert_eq!(eager, ["app/items.py"]);
    assert_eq!(workspace.applications().collect::<Vec<_>>(), [main]);
    assert_eq!(workspace.version_of("fastapi", main), Some(Version(0, 115, 3)));
    assert_eq!(workspace.installed("fastapi", main), Some(true));
    let counts = FileCounts { python: 3, rust: 0, read: 3, registering: 2, application: 1, eager: 1 };
    assert_eq!(workspace.counts(), counts);
}

#[test]
fn facts_are_lowered_once_and_shared() {
    let root = repository(&[("a.py", "x = 1"), ("requirements.txt", "")]);
    let workspace = open(&root);
    let file = workspace.file("a.py").unwrap();
    workspace.prepare(&[file, FileId(99)]);
    let facts = workspace.facts_of(file).unwrap();
    assert!(Arc::ptr_eq(&facts, &workspace.facts_of(file).unwrap()));
    assert_eq!(facts.file, file);
    assert!(workspace.facts_of(workspace.file("requirements.txt").unwrap()).is_none());
    assert!(workspace.facts_of(FileId(99)).is_none() && !workspace.is_eager(FileId(99)));
}

#[test]
fn a_file_that_vanishes_after_the_scan_is_a_problem() {
    let root = repository(&[("a.py", "x = 1")]);
    let workspace = open(&root);
    fs::remove_file(root.path().join("a.py")).unwrap();
    assert!(workspace.facts_of(FileId(0)).is_none() && workspace.facts_of(FileId(0)).is_none());
    let problems: Vec<_> = workspace.problems().iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["a.py: skipped: no such file or directory"]);
}

#[test]
fn the_configuration_excludes_files_sets_versions_and_names_applications() {
    let root = repository(&[
        (
            "wayline.toml",
            "exclude = ['old/', '*.gen.py']\nentry = ['app.main:api', 'gone:x']\nversions = {FastAPI = '0.99'}",
        ),
        ("requirements.txt", "fastapi==0.115.0"),
        ("pyproject.toml", "[tool.fastapi]\nentrypoint = 'src.app.main:app'"),
        ("old/x.py", ""),
        ("a.gen.py", ""),
        ("src/app/main.py", ""),
    ]);
    let workspace = open(&root);
    let main = workspace.file("src/app/main.py");
    assert_eq!(workspace.counts().python, 1);
    let fact = workspace.version_fact("fastapi", main.unwrap()).unwrap();
    assert_eq!((fact.version, &*fact.path, &*fact.spelled), (Version(0, 99, 0), "wayline.toml", "0.99"));
    let entry = |module: &str, object: &str, file| Entry { module: module.into(), object: object.into(), file };
    let expected = [entry("app.main", "api", main), entry("gone", "x", None), entry("src.app.main", "app", main)];
    assert_eq!(workspace.entries(), expected);
}

#[test]
fn several_paths_are_one_workspace_but_only_they_are_walked() {
    let root = repository(&[("s/a/x.py", ""), ("s/b/y.py", ""), ("s/c/z.py", "")]);
    let workspace = Workspace::open_all(&["s/a", "s/b/y.py"].map(|path| root.path().join(path)), OPTIONS).unwrap();
    assert_eq!(workspace.files().map(|(_, path)| path).collect::<Vec<_>>(), ["a/x.py", "b/y.py"]);
    assert_eq!(workspace.root(), root.path().canonicalize().unwrap().join("s"));
    assert_eq!(workspace.named(), [FileId(1)]);
}

#[test]
fn only_a_missing_path_or_a_bad_configuration_keeps_a_workspace_from_opening() {
    let root = repository(&[("wayline.toml", "\nexlude = []")]);
    let error = Workspace::open(root.path(), OPTIONS).unwrap_err();
    assert_eq!(error.to_string(), "wayline.toml:2: unknown key `exlude`; did you mean `exclude`?");
    assert!(Workspace::open(&root.path().join("missing"), OPTIONS).is_err());
    assert!(Workspace::open(repository(&[]).path(), OPTIONS).is_ok(), "an empty folder is a workspace");
}
