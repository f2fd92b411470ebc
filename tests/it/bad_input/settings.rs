//! What of a configuration or lock file that is wrong? Configuration stops with one line; lock files are reported and passed over.

use super::{Ran, assert_doctor_says, assert_routes, wayline, workspace};

fn refused(file: &str, text: &str) -> Ran {
    let folder = workspace(&[(file, text.as_bytes())]);
    let ran = wayline(folder.path(), &["routes", "."]);
    ran.assert_no_crash();
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert_eq!(ran.stdout, "", "nothing is printed under a configuration that was not understood");
    assert_eq!(ran.stderr.trim().lines().count(), 1, "one line: {}", ran.stderr);
    ran
}

#[test]
fn an_unknown_key_stops_with_file_line_and_suggestion() {
    let ran = refused("wayline.toml", "# settings\nexlude = [\"old\"]\n");
    assert!(ran.stderr.contains("wayline.toml:2") && ran.stderr.contains("`exlude`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`exclude`"), "no suggestion: {}", ran.stderr);
}

#[test]
fn an_unknown_key_of_pyproject_stops_as_well() {
    let ran = refused("pyproject.toml", "[project]\nname = \"x\"\n\n[tool.wayline]\nexlude = [\"old\"]\n");
    assert!(ran.stderr.contains("pyproject.toml:5") && ran.stderr.contains("`exclude`"), "{}", ran.stderr);
}

#[test]
fn a_value_of_the_wrong_type_stops_with_its_line() {
    let ran = refused("wayline.toml", "\n\nexclude = 3\n");
    assert!(ran.stderr.contains("wayline.toml:3"), "{}", ran.stderr);
}

#[test]
fn a_configuration_that_is_no_toml_stops_with_its_line() {
    let ran = refused("wayline.toml", "exclude = [\"old\"]\nexclude [\n");
    assert!(ran.stderr.contains("wayline.toml:2"), "{}", ran.stderr);
}

#[test]
fn an_unknown_option_or_command_could_not_run() {
    let folder = workspace(&[]);
    for words in [&["routes", "--formt", "json"][..], &["rotes"], &["routes", "--format", "xml"]] {
        let ran = wayline(folder.path(), words);
        ran.assert_no_crash();
        assert_eq!(ran.code, Some(2), "{words:?}");
        assert!(!ran.stderr.trim().is_empty());
    }
}

#[test]
fn a_broken_lock_file_is_named_and_the_routes_are_printed() {
    for (file, text) in [
        ("uv.lock", &b"version = 1\n[[package]]\nname = \"fastapi\"\nversion = \n"[..]),
        ("poetry.lock", b"[[package]\nname \0\xff"),
        ("pdm.lock", b"]["),
        ("Pipfile.lock", b"{\"default\": {\"fastapi\": "),
        ("pyproject.toml", b"[project\nname ="),
    ] {
        let folder = workspace(&[(file, text)]);
        assert_routes(&folder, &["/healthy"]);
        assert_doctor_says(&folder, &[file]);
    }
}

#[test]
fn requirements_that_make_no_sense_are_passed_over() {
    let text = b"-r requirements.txt\n-r ../../../../nowhere.txt\nfastapi==\n==1.0\nfastapi>=99,<1\n-e .\n\xff\xfe\n git+https://x\n\0\n";
    assert_routes(&workspace(&[("requirements.txt", text)]), &["/healthy"]);
}

#[test]
fn pathological_versions_do_not_stop_the_run() {
    for pin in ["999999999999999999999.1", "1.2.3.4.5.6", "0.115.12rc1+local", "*", "v0.115", ""] {
        let text = format!("fastapi=={pin}\n");
        assert_routes(&workspace(&[("requirements.txt", text.as_bytes())]), &["/healthy"]);
    }
}
