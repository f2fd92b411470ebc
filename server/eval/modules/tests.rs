//! Which file does an import lead to? By example.

use super::*;

/// A workspace `ws` of these files; a file's id is its position.
fn modules(paths: &[&str]) -> Modules {
    Modules::new("ws", paths.iter().enumerate().map(|(at, path)| (FileId(at as u32), *path)))
}

/// The path an absolute import in the first file leads to.
fn absolute(paths: &[&str], dotted: &str) -> Option<&'static str> {
    let modules = modules(paths);
    modules.resolve(FileId(0), dotted).map(|it| ustr::ustr(modules.path(it)).as_str())
}

/// The path a relative import in the first file leads to.
fn relative(paths: &[&str], level: u32, dotted: &str) -> Option<&'static str> {
    let modules = modules(paths);
    modules.relative(FileId(0), level, dotted).map(|it| ustr::ustr(modules.path(it)).as_str())
}

#[test]
fn a_src_layout_needs_no_configuration() {
    let files = ["src/shop/main.py", "src/shop/__init__.py", "src/shop/api/items.py", "tests/test_x.py"];
    assert_eq!(absolute(&files, "shop.api.items"), Some("src/shop/api/items.py"));
    let from_tests = ["tests/test_x.py", "src/shop/__init__.py", "src/shop/main.py"];
    assert_eq!(absolute(&from_tests, "shop.main"), Some("src/shop/main.py"));
}

#[test]
fn folders_without_init_are_namespace_packages() {
    let files = ["main.py", "app/api/items.py"];
    assert_eq!(absolute(&files, "app.api"), Some("app/api"));
    assert_eq!(absolute(&files, "app.api.items"), Some("app/api/items.py"));
    let modules = modules(&files);
    let api = modules.resolve(FileId(0), "app.api").unwrap();
    assert!(!modules.is_package(api) && modules.file(api).is_none());
}

#[test]
fn the_same_package_name_in_two_services_means_the_own_one() {
    let files = ["b/app/main.py", "b/app/__init__.py", "b/app/db.py", "a/app/__init__.py", "a/app/db.py"];
    assert_eq!(absolute(&files, "app.db"), Some("b/app/db.py"));
    let from_tests = ["b/tests/x.py", "b/app/__init__.py", "b/app/db.py", "a/app/__init__.py", "a/app/db.py"];
    assert_eq!(absolute(&from_tests, "app.db"), Some("b/app/db.py"), "closest to the importing file first");
}

#[test]
fn only_a_whole_dotted_path_counts() {
    let files = ["a/main.py", "a/lib/__init__.py", "b/lib/__init__.py", "b/lib/tools.py"];
    assert_eq!(absolute(&files, "lib"), Some("a/lib"));
    assert_eq!(absolute(&files, "lib.tools"), Some("b/lib/tools.py"));
    assert_eq!(absolute(&files, "lib.missing"), None);
}

#[test]
fn a_folder_above_the_package_root_is_searched_before_the_rest() {
    let files = ["svc/api/main.py", "common/log.py", "svc/common/log.py", "svc/api/other/common/log.py"];
    assert_eq!(absolute(&files, "common.log"), Some("svc/common/log.py"));
}

#[test]
fn a_package_run_from_inside_finds_its_siblings() {
    let files = ["app/main.py", "app/__init__.py", "app/routers/__init__.py", "app/routers/items.py"];
    assert_eq!(absolute(&files, "routers.items"), Some("app/routers/items.py"));
    let modules = modules(&files);
    assert_eq!(modules.resolve_on_path(FileId(0), "routers.items"), None);
}

#[test]
fn standard_library_names_are_never_taken_from_the_workspace() {
    assert_eq!(absolute(&["main.py", "logging.py", "email/__init__.py", "email/x.py"], "logging"), None);
    assert_eq!(absolute(&["main.py", "email/__init__.py", "email/x.py"], "email.x"), None);
}

#[test]
fn a_file_never_imports_itself_but_a_package_may() {
    assert_eq!(absolute(&["app/redis.py", "app/__init__.py"], "redis"), None);
    assert_eq!(absolute(&["app/redis.py", "lib/redis.py"], "redis"), Some("lib/redis.py"));
    assert_eq!(absolute(&["app/__init__.py", "app/views.py"], "app"), Some("app"));
    assert_eq!(absolute(&["app/redis/__init__.py", "app/__init__.py"], "redis"), None);
}

#[test]
fn a_workspace_folder_that_is_a_package_is_importable_by_its_own_name() {
    let files = ["main.py", "__init__.py", "api/__init__.py", "api/items.py"];
    assert_eq!(absolute(&files, "ws.api.items"), Some("api/items.py"));
    assert_eq!(absolute(&files, "api.items"), Some("api/items.py"));
    assert_eq!(absolute(&["main.py", "api/items.py"], "ws.api.items"), None);
    let modules = modules(&files);
    let dotted = |file| modules.dotted(modules.of_file(FileId(file)).unwrap());
    assert_eq!([dotted(0), dotted(1), dotted(3)], ["ws.main", "ws", "ws.api.items"]);
}

#[test]
fn relative_imports_count_folders() {
    let files = ["a/b/c.py", "a/b/__init__.py", "a/d.py", "e.py"];
    assert_eq!(relative(&files, 1, ""), Some("a/b"));
    assert_eq!(relative(&files, 1, "c"), Some("a/b/c.py"));
    assert_eq!(relative(&files, 2, "d"), Some("a/d.py"));
    assert_eq!(relative(&files, 3, "e"), Some("e.py"));
    assert_eq!(relative(&files, 4, "e"), None);
    assert_eq!(relative(&["a/__init__.py", "a/x.py"], 1, "x"), Some("a/x.py"));
}

#[test]
fn a_package_wins_over_a_file_and_a_file_over_a_namespace_folder() {
    let files = ["main.py", "x.py", "x/__init__.py", "x/sub.py", "y.py", "y/sub.py"];
    assert_eq!(absolute(&files, "x"), Some("x"));
    assert_eq!(absolute(&files, "x.sub"), Some("x/sub.py"));
    assert_eq!(absolute(&files, "y"), Some("y.py"));
    assert_eq!(absolute(&files, "y.sub"), None);
    let modules = modules(&files);
    assert_eq!(modules.path(modules.of_file(FileId(1)).unwrap()), "x.py", "a shadowed file is still a module");
}

#[test]
fn dotted_names_start_at_the_package_root() {
    let files = ["src/shop/api/items.py", "src/shop/api/__init__.py", "src/shop/__init__.py", "tools/run.py"];
    let modules = modules(&files);
    let dotted = |file| modules.dotted(modules.of_file(FileId(file)).unwrap());
    assert_eq!([dotted(0), dotted(1), dotted(2), dotted(3)], ["shop.api.items", "shop.api", "shop", "run"]);
}

#[test]
fn children_are_sorted_and_init_is_the_package_itself() {
    let modules = modules(&["p/b.py", "p/a.py", "p/__init__.py", "p/c/d.py", "p/stub.pyi"]);
    let package = modules.resolve(FileId(0), "p").unwrap();
    let names: Vec<_> = modules.children(package).map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(modules.child(package, "__init__"), Some(package));
    assert_eq!(modules.parent(package), modules.workspace());
    assert_eq!(modules.parent(modules.workspace().unwrap()), None);
}

#[test]
fn an_empty_tree_answers_nothing() {
    let modules = Modules::default();
    assert_eq!(modules.resolve(FileId(0), "a"), None);
    assert_eq!(modules.relative(FileId(0), 1, ""), None);
    assert_eq!((modules.workspace(), modules.path(ModuleId(7))), (None, ""));
}

#[test]
fn a_file_that_is_no_module_resolves_from_its_folder() {
    let files = ["svc/pyproject.toml", "svc/src/app/main.py", "other/app/main.py"];
    assert_eq!(absolute(&files, "app.main"), Some("svc/src/app/main.py"));
    assert_eq!(modules(&files).of_file(FileId(0)), None);
    assert_eq!(absolute(&["empty/folder/setup.cfg", "app.py"], "app"), Some("app.py"));
}

#[test]
fn a_name_without_an_importing_file_is_searched_from_the_workspace_folder() {
    let modules = modules(&["svc/app/main.py", "deep/er/app/main.py", "app/other.py"]);
    let found = |dotted| modules.find(dotted).map(|it| modules.path(it));
    assert_eq!(
        [found("app.main"), found("app.other"), found("os")],
        [Some("svc/app/main.py"), Some("app/other.py"), None]
    );
}
