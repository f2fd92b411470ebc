//! Which version of a framework holds? What the files of a repository say, by example.

use super::*;
use crate::engine::scan::{ScanOptions, scan};
use ignore::gitignore::Gitignore;
use std::fs;
use tempfile::TempDir;

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

fn load(root: &Path) -> (Locks, Vec<Problem>) {
    let scan = scan(root, &[root.to_owned()], &Gitignore::empty(), ScanOptions::default());
    Locks::load(root, &scan)
}

/// What is known of `FastAPI` at a file: the version if it is pinned, else the specifier; and where it was read.
fn fastapi_at(near: &str, files: &[(&str, &str)]) -> Option<String> {
    let root = repository(files);
    shown(load(root.path()).0.version_of("FastAPI", near)?)
}

#[allow(clippy::unnecessary_wraps)] // reads better where it is used
fn shown(fact: VersionFact) -> Option<String> {
    let what = if fact.exact { fact.version.to_string() } else { fact.spelled };
    Some(format!("{what} in {}", fact.path))
}

fn fastapi(files: &[(&str, &str)]) -> Option<String> {
    fastapi_at("main.py", files)
}

#[test]
fn lock_files_of_every_package_manager_are_read() {
    let toml = "version = 1\n[[package]]\nname = 'other'\n[[package]]\nname = 'fastapi'\nversion = '0.110.1'\n";
    for name in ["uv.lock", "poetry.lock", "pdm.lock"] {
        assert_eq!(fastapi(&[(name, toml)]), Some(format!("0.110.1 in {name}")));
    }
    let json = r#"{"default": {"fastapi": {"version": "==0.110.1"}}, "develop": {}}"#;
    assert_eq!(fastapi(&[("Pipfile.lock", json)]).as_deref(), Some("0.110.1 in Pipfile.lock"));
}

#[test]
fn requirements_and_constraints_are_read_wherever_they_are_customary() {
    for name in
        ["requirements.txt", "requirements-dev.txt", "dev-requirements.txt", "constraints.txt", "requirements/base.txt"]
    {
        assert_eq!(fastapi(&[(name, "fastapi[all]==0.110.1  # web")]), Some(format!("0.110.1 in {name}")));
    }
    assert_eq!(fastapi(&[("notes.txt", "fastapi==0.1")]), None);
}

#[test]
fn project_files_give_bounds() {
    let bounds = [
        ("pyproject.toml", "[project]\ndependencies = ['fastapi<0.120']"),
        ("pyproject.toml", "[project.optional-dependencies]\nweb = ['fastapi<0.120']"),
        ("pyproject.toml", "[dependency-groups]\nweb = [{include-group = 'x'}, 'fastapi<0.120']"),
        ("pyproject.toml", "[tool.poetry.dependencies]\npython = '^3.11'\nfastapi = '<0.120'"),
        ("pyproject.toml", "[tool.poetry.dependencies]\nfastapi = {version = '<0.120', extras = ['all']}"),
        ("pyproject.toml", "[tool.poetry.group.web.dependencies]\nfastapi = [{version = '<0.120', python = '^3.8'}]"),
        ("pyproject.toml", "[tool.pdm.dev-dependencies]\nweb = ['fastapi<0.120']"),
        ("pyproject.toml", "[tool.uv]\ndev-dependencies = ['fastapi<0.120']"),
        ("Pipfile", "[packages]\nfastapi = '<0.120'"),
        ("setup.cfg", "[options]\ninstall_requires =\n  fastapi<0.120\n"),
        ("setup.py", "setup(install_requires=['fastapi<0.120'])"),
    ];
    for (name, text) in bounds {
        assert_eq!(fastapi(&[(name, text)]), Some(format!("<0.120 in {name}")), "{text}");
    }
}

#[test]
fn a_lower_bound_alone_leaves_the_version_unknown() {
    assert_eq!(fastapi(&[("requirements.txt", "fastapi>=0.100")]), None);
    assert_eq!(fastapi(&[]), None);
}

#[test]
fn in_one_folder_locks_beat_requirements_and_those_beat_project_files() {
    let lock = ("uv.lock", "[[package]]\nname = 'fastapi'\nversion = '0.110.1'");
    let pins = ("requirements.txt", "fastapi==0.109.0");
    let project = ("pyproject.toml", "[project]\ndependencies = ['fastapi<0.120']");
    assert_eq!(fastapi(&[lock, pins, project]).as_deref(), Some("0.110.1 in uv.lock"));
    assert_eq!(fastapi(&[pins, project]).as_deref(), Some("0.109.0 in requirements.txt"));
    assert_eq!(
        fastapi(&[pins, ("requirements-dev.txt", "fastapi==0.1")]).as_deref(),
        Some("0.109.0 in requirements.txt")
    );
}

#[test]
fn the_nearest_file_wins() {
    let files = [("a/requirements.txt", "fastapi==0.1.0"), ("requirements.txt", "fastapi==0.2.0")];
    assert_eq!(fastapi_at("a/app/main.py", &files).as_deref(), Some("0.1.0 in a/requirements.txt"));
    assert_eq!(fastapi_at("b/main.py", &files).as_deref(), Some("0.2.0 in requirements.txt"));
}

#[test]
fn a_pin_further_up_counts_if_the_nearer_bound_allows_it() {
    let member = ("a/pyproject.toml", "[project]\ndependencies = ['fastapi>=0.100,<0.120']");
    let lock = |version| format!("[[package]]\nname = 'fastapi'\nversion = '{version}'");
    let fits = [member, ("uv.lock", &*lock("0.115.3"))];
    assert_eq!(fastapi_at("a/main.py", &fits).as_deref(), Some("0.115.3 in uv.lock"));
    let contradicts = [member, ("uv.lock", &*lock("0.130.0"))];
    assert_eq!(fastapi_at("a/main.py", &contradicts).as_deref(), Some(">=0.100,<0.120 in a/pyproject.toml"));
}

#[test]
fn files_above_the_root_count_up_to_the_top_of_the_repository() {
    let root = repository(&[("requirements.txt", "fastapi==0.1.0"), ("a/b/main.py", ""), ("a/b/c/d/main.py", "")]);
    let (locks, _) = load(&root.path().join("a/b"));
    let fact = locks.version_of("fastapi", "main.py").unwrap();
    assert_eq!((fact.version, Path::new(&fact.path)), (Version(0, 1, 0), &*root.path().join("requirements.txt")));
    let far = root.path().join("a/b/c/d");
    assert_eq!(load(&far).0.version_of("fastapi", "main.py"), None, "four folders up is too far");
    fs::create_dir(root.path().join("a/.git")).unwrap();
    assert_eq!(load(&root.path().join("a/b")).0.version_of("fastapi", "main.py"), None, "another repository");
}

#[test]
fn an_ignored_lock_file_at_the_root_is_read() {
    let files = [(".gitignore", "*.lock"), ("uv.lock", "[[package]]\nname = 'fastapi'\nversion = '0.5'")];
    assert_eq!(fastapi(&files).as_deref(), Some("0.5.0 in uv.lock"));
}

#[test]
fn requirements_kept_in_a_folder_of_their_own_count_if_nothing_nearer_says_more() {
    let docker = ("docker/main/requirements.txt", "fastapi==0.115.0");
    assert_eq!(fastapi_at("app/main.py", &[docker]).as_deref(), Some("0.115.0 in docker/main/requirements.txt"));
    let open = ("pyproject.toml", "[project]\ndependencies = ['fastapi>=0.120']");
    assert_eq!(fastapi_at("app/main.py", &[docker, open]), None, "a pin that the project rules out is another's");
    let beside = ("app/deploy/requirements.txt", "fastapi==0.100.0");
    let nearest = fastapi_at("app/main.py", &[docker, beside]);
    assert_eq!(nearest.as_deref(), Some("0.100.0 in app/deploy/requirements.txt"));
    let root = repository(&[docker]);
    assert_eq!(load(root.path()).0.installed("fastapi", "app/main.py"), Some(true));
}

#[test]
fn of_several_pins_in_one_file_the_newest_counts() {
    let text = "fastapi==0.99.0 ; python_version < '3.9'\nfastapi==0.110.0 ; python_version >= '3.9'\nfastapi>=0.1\n";
    assert_eq!(fastapi(&[("requirements.txt", text)]).as_deref(), Some("0.110.0 in requirements.txt"));
}

#[test]
fn a_file_written_as_utf_16_is_read() {
    let root = repository(&[]);
    let units = "\u{feff}fastapi==0.110.1\r\n".encode_utf16().flat_map(u16::to_le_bytes);
    fs::write(root.path().join("requirements.txt"), units.collect::<Vec<u8>>()).unwrap();
    let fact = load(root.path()).0.version_of("fastapi", "main.py").unwrap();
    assert_eq!(fact.version, Version(0, 110, 1));
}

#[test]
fn a_broken_file_is_one_problem_and_the_others_count() {
    let root = repository(&[
        ("uv.lock", "[[package]]\nname = 'fastapi'\nversion = \n"),
        ("Pipfile.lock", "{\n \"default\": {,}\n}"),
        ("pyproject.toml", "[project\n"),
        ("requirements.txt", "fastapi==0.110.1\n%%% not a requirement\n"),
    ]);
    let (locks, mut problems) = load(root.path());
    assert_eq!(shown(locks.version_of("fastapi", "x.py").unwrap()).as_deref(), Some("0.110.1 in requirements.txt"));
    problems.sort();
    insta::assert_snapshot!(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("
"), @r"
    Pipfile.lock:2: skipped: key must be a string
    pyproject.toml:1: skipped: unclosed table, expected `]`
    uv.lock:3: skipped: string values must be quoted, expected literal string
    ");
}

#[test]
fn a_module_is_installed_if_a_distribution_of_its_name_is_listed() {
    let root = repository(&[("requirements.txt", "Typing_Extensions\npython-jose\nPyYAML\nhttpx>=0.2\n")]);
    let (locks, _) = load(root.path());
    for module in ["typing_extensions", "jose", "yaml", "httpx", "httpx.client"] {
        assert_eq!(locks.installed(module, "a/b.py"), Some(true), "{module}");
    }
    assert_eq!(locks.installed("requests", "a/b.py"), Some(false));
}

#[test]
fn entry_points_and_applications_carry_the_file_that_declares_them() {
    let root = repository(&[
        (
            "a/pyproject.toml",
            "[project.entry-points.'shop.plugins']\ncart = 'cart.plugin:Cart [extra]'\n[project.scripts]\nx = 'y:z'",
        ),
        (
            "b/pyproject.toml",
            "[tool.poetry.plugins.'shop.plugins']\npay = 'pay'\n[tool.fastapi]\nentrypoint = 'pay.main:app'",
        ),
        ("c/setup.cfg", "[options.entry_points]\nshop.plugins =\n  ship = ship:Plugin\n"),
    ]);
    let (locks, _) = load(root.path());
    let entries = locks.entry_points("shop.plugins");
    let shown: Vec<_> =
        entries.iter().map(|(it, file)| format!("{} {}:{} #{}", it.name, it.module, it.object, file.0)).collect();
    assert_eq!(shown, ["cart cart.plugin:Cart #0", "pay pay: #1", "ship ship:Plugin #2"]);
    assert_eq!(locks.applications(), [("pay.main:app", FileId(1))]);
}
