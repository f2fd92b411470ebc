//! Is the configuration read as it is meant, and refused where it cannot be meant?

use super::keys::KEYS;
use super::*;
use crate::rules::Level;
use insta::assert_snapshot;
use std::fs;
use tempfile::TempDir;

/// A repository with one file.
fn repository(name: &str, text: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join(".git")).unwrap();
    fs::write(root.path().join(name), text).unwrap();
    root
}

fn error(name: &str, text: &str) -> String {
    let root = repository(name, text);
    Config::find(root.path()).unwrap_err().to_string()
}

#[test]
fn every_key_is_known_and_read() {
    let text = "exclude = ['old/']\nentry = ['app.main:app', 'app']\nprofile = 'none'\nselect = ['routing']\n\
                ignore = ['malformed-path']\n[versions]\nFastAPI = '0.115'\n[levels]\nduplicate-route = 'hint'\n\
                [actions]\npagination = 'page'\nenvelope = false\npagination_max = 50\n";
    let root = repository("wayline.toml", text);
    let config = Config::find(root.path()).unwrap();
    assert!(config.exclude.matched(root.path().join("old"), true).is_ignore());
    assert_eq!(config.entry[0], Target { module: "app.main".into(), object: "app".into() });
    assert_eq!(config.versions["fastapi"].0, Version(0, 115, 0));
    let levels = ["duplicate-route", "shadowed-route", "malformed-path", "body-on-get"];
    let levels = levels.map(|rule| config.rules.level(rule));
    assert_eq!(levels, [Some(Level::Hint), Some(Level::Error), None, None]);
    let settled = ["pagination", "envelope", "pagination_max"].map(|name| config.settings.get(name));
    assert_eq!(settled, ["page", "false", "50"]);
    assert!(KEYS.iter().all(|key| text.contains(key)));
}

#[test]
fn a_table_of_pyproject_serves_as_well_and_is_found_upwards() {
    let root = repository("pyproject.toml", "[project]\nname = 'x'\n[tool.wayline]\nentry = ['a:b']\n");
    let folder = root.path().join("deep/er");
    fs::create_dir_all(&folder).unwrap();
    assert_eq!(Config::find(&folder).unwrap().entry.len(), 1);
    fs::write(folder.join("pyproject.toml"), "[project]\nname = 'no table'").unwrap();
    assert_eq!(Config::find(&folder).unwrap().entry.len(), 1);
    fs::write(folder.join("wayline.toml"), "").unwrap();
    assert_eq!(Config::find(&folder).unwrap().entry.len(), 0, "the nearest file counts, and only it");
}

#[test]
fn the_search_ends_at_the_top_of_the_repository() {
    let root = repository("wayline.toml", "nonsense = 1");
    let inner = root.path().join("inner");
    fs::create_dir_all(inner.join(".git")).unwrap();
    assert_eq!(Config::find(&inner).unwrap().path, None);
}

#[test]
fn an_unknown_key_is_an_error_with_the_closest_known_one() {
    assert_snapshot!(error("wayline.toml", "# x\n\nexlude = []\n"), @"wayline.toml:3: unknown key `exlude`; did you mean `exclude`?");
    assert_snapshot!(error("wayline.toml", "[version]\nx = '1'\n"), @"wayline.toml:1: unknown key `version`; did you mean `versions`?");
    assert_snapshot!(error("wayline.toml", "colour = 1"), @"wayline.toml:1: unknown key `colour`; known keys are `exclude`, `entry`, `versions`, `profile`, `select`, `ignore`, `levels`, `actions`");
    assert_snapshot!(error("pyproject.toml", "[project]\n[tool.wayline]\nentri = []"), @"pyproject.toml:3: unknown key `entri`; did you mean `entry`?");
}

#[test]
fn a_bad_value_is_an_error_with_its_line() {
    assert_snapshot!(error("wayline.toml", "exclude = 'x'"), @r#"wayline.toml:1: invalid type: string "x", expected a sequence"#);
    assert_snapshot!(error("wayline.toml", "entry = [\n 'a.b:c',\n 'app/main.py']"), @"wayline.toml:3: `entry`: `app/main.py` is not of the form `module:application`");
    assert_snapshot!(error("wayline.toml", "[versions]\nfastapi = 'newest'"), @"wayline.toml:2: `versions`: `newest` of `fastapi` is not a version such as `0.115`");
    assert_snapshot!(error("wayline.toml", "exclude = ['a/{b']"), @"wayline.toml:1: `exclude`: error parsing glob 'a/{b': unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)");
    assert_snapshot!(error("wayline.toml", "exclude = ["), @"wayline.toml:1: unclosed array, expected `]`");
}

#[test]
fn a_setting_of_actions_is_one_that_is_there_with_a_value_it_may_have() {
    assert_snapshot!(error("wayline.toml", "[actions]\npaginaton = 'page'"), @"wayline.toml:2: `actions`: there is no setting `paginaton`; did you mean `pagination`?");
    assert_snapshot!(error("wayline.toml", "[actions]\npagination = 'pages'"), @"wayline.toml:2: `actions`: `pagination` is one of `cursor`, `offset`, `page`, not `pages`");
    assert_snapshot!(error("wayline.toml", "[actions]\npagination_max = 5000"), @"wayline.toml:2: `actions`: `pagination_max` is a number from 1 to 1000, not `5000`");
}

#[test]
fn an_unknown_rule_profile_or_level_is_an_error_with_what_was_meant() {
    assert_snapshot!(error("wayline.toml", "select = ['duplicate-routes']"), @"wayline.toml:1: `select`: no rule is called `duplicate-routes`; did you mean `duplicate-route`?");
    assert_snapshot!(error("wayline.toml", "ignore = ['E501']"), @"wayline.toml:1: `ignore`: no rule is called `E501`; `wayline rules` lists them");
    assert_snapshot!(error("wayline.toml", "[levels]\nshadow-route = 'hint'"), @"wayline.toml:2: `levels`: no rule is called `shadow-route`; did you mean `shadowed-route`?");
    assert_snapshot!(error("wayline.toml", "[levels]\nshadowed-route = 'bad'"), @"wayline.toml:2: `levels`: `bad` is none of `error`, `warning`, `info`, `hint`");
    assert_snapshot!(error("wayline.toml", "profile = 'x'"), @"wayline.toml:1: `profile`: `x` is none of `recommended`, `strict`, `all`, `none`");
}

#[test]
fn a_broken_project_file_without_our_table_is_not_our_error() {
    let root = repository("pyproject.toml", "[project\n");
    assert_eq!(Config::find(root.path()).unwrap().path, None);
    assert!(error("pyproject.toml", "[tool.wayline]\nentry = [").starts_with("pyproject.toml:2: "));
}
