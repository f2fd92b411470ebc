//! What of files that are broken, half typed, not text, huge, unreadable or not files at all?

use super::{HEALTHY, assert_doctor_says, assert_routes, assert_routes_include, healthy_and, wayline, workspace};

const ROUTER: &str =
    "from fastapi import APIRouter\n\nrouter = APIRouter(prefix=\"/part\")\n\n\n@router.get(\"/x\")\ndef x(): ...\n";
const INCLUDE: &str = "from part import router\n\napp.include_router(router)\n";

/// The healthy application that includes `part.py`.
fn with_part(part: &[u8]) -> tempfile::TempDir {
    workspace(&[("main.py", format!("{HEALTHY}\n\n{INCLUDE}").as_bytes()), ("part.py", part)])
}

#[test]
fn broken_syntax_loses_only_the_broken_statement_and_is_reported_with_its_line() {
    let folder = healthy_and("x = = 3\n\n\n@app.get(\"/after\")\ndef after(): ...\n");
    assert_routes(&folder, &["/healthy", "/after"]);
    assert_doctor_says(&folder, &["main.py:10"]);
}

#[test]
fn a_broken_module_leaves_the_others_whole() {
    let folder = with_part(b"def (:\n  )))\nclass\n@@@ import\n");
    assert_routes(&folder, &["/healthy"]);
    assert_doctor_says(&folder, &["part.py"]);
}

#[test]
fn half_typed_code_keeps_what_stands_above() {
    for typed in [
        "@",
        "@app.",
        "@app.get(",
        "@app.get(\"/ha",
        "@app.get(\"/half\")\n",
        "@app.get(\"/half\")\ndef",
        "app.include_router(",
    ] {
        assert_routes_include(&healthy_and(typed), &["/healthy"]);
    }
}

#[test]
fn half_typed_code_in_the_middle_keeps_what_stands_below() {
    let folder = healthy_and("app.\n\n\n@app.get(\"/below\")\ndef below(): ...\n");
    assert_routes_include(&folder, &["/healthy", "/below"]);
}

#[test]
fn invalid_utf_8_is_read_with_loss_and_reported() {
    let folder = with_part(&[ROUTER.as_bytes(), b"# caf\xe9 \xff\xfe\nNAME = \"\xe9\"\n"].concat());
    assert_routes(&folder, &["/healthy", "/part/x"]);
    assert_doctor_says(&folder, &["part.py"]);
}

#[test]
fn nul_bytes_do_not_end_the_file() {
    let folder = with_part(&[ROUTER.as_bytes(), b"# \0\0\n\0\nX = \"\0\"\n"].concat());
    assert_routes_include(&folder, &["/healthy"]);
}

#[test]
fn binary_rubbish_named_py_is_survived() {
    let rubbish: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_routes(&with_part(&[b"fastapi APIRouter ", &rubbish[..]].concat()), &["/healthy"]);
}

#[test]
fn empty_and_blank_files_are_modules() {
    for part in [&b""[..], b"\n\n\n", b"\xef\xbb\xbf", b"# nothing"] {
        assert_routes(&with_part(part), &["/healthy"]);
    }
}

#[test]
fn byte_order_mark_and_every_line_ending_are_understood() {
    for ending in ["\n", "\r\n", "\r"] {
        let part = format!("\u{feff}{}", ROUTER.replace('\n', ending));
        assert_routes(&with_part(part.as_bytes()), &["/healthy", "/part/x"]);
    }
}

#[test]
fn a_file_of_50_megabytes_does_not_stop_the_rest() {
    let line = b"ROWS.append((\"fastapi\", 1, 2.5, None, [\"APIRouter\", {\"a\": 1}]))\n";
    let huge = [ROUTER.as_bytes(), &line.repeat(50_000_000 / line.len())].concat();
    let folder = with_part(&huge);
    assert_routes_include(&folder, &["/healthy"]);
    assert_doctor_says(&folder, &["part.py"]);
}

#[test]
fn one_line_of_five_megabytes_is_a_line() {
    let long = format!("{ROUTER}DATA = \"{}\"\n", "fastapi ".repeat(600_000));
    assert_routes(&with_part(long.as_bytes()), &["/healthy", "/part/x"]);
}

#[test]
fn a_folder_named_like_a_module_is_a_folder() {
    let folder = workspace(&[("trap.py/inner.py", b"X = 1\n")]);
    assert_routes(&folder, &["/healthy"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn symlink_loops_end() {
        let folder = workspace(&[("sub/deep/x.py", b"X = 1\n")]);
        symlink(folder.path(), folder.path().join("sub/deep/up")).unwrap();
        symlink("self", folder.path().join("self")).unwrap();
        symlink("b.py", folder.path().join("a.py")).unwrap();
        symlink("a.py", folder.path().join("b.py")).unwrap();
        assert_routes(&folder, &["/healthy"]);
    }

    #[test]
    fn a_file_that_is_gone_when_it_is_read_is_survived() {
        let folder = with_part(b"");
        std::fs::remove_file(folder.path().join("part.py")).unwrap();
        symlink("nowhere.py", folder.path().join("part.py")).unwrap();
        assert_routes(&folder, &["/healthy"]);
    }

    #[test]
    fn an_unreadable_file_is_named() {
        let folder = with_part(ROUTER.as_bytes());
        let part = folder.path().join("part.py");
        std::fs::set_permissions(&part, std::fs::Permissions::from_mode(0o000)).unwrap();
        assert_routes_include(&folder, &["/healthy"]);
        if std::fs::read(&part).is_err() {
            assert_doctor_says(&folder, &["part.py"]); // the superuser reads everything
        }
    }

    #[test]
    fn an_unreadable_folder_is_survived() {
        let folder = workspace(&[("closed/x.py", b"X = 1\n")]);
        let closed = folder.path().join("closed");
        std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
        assert_routes(&folder, &["/healthy"]);
        std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o700)).unwrap();
    }

    #[test]
    fn a_pipe_named_like_a_module_is_not_waited_for() {
        let folder = with_part(b"");
        let part = folder.path().join("part.py");
        std::fs::remove_file(&part).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&part).status().expect("mkfifo");
        assert!(made.success());
        assert_routes(&folder, &["/healthy"]);
    }
}

#[test]
fn a_path_that_does_not_exist_could_not_run() {
    let folder = workspace(&[]);
    let ran = wayline(folder.path(), &["routes", "no-such-folder"]);
    ran.assert_no_crash();
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("no-such-folder"), "{}", ran.stderr);
}

#[test]
fn a_folder_without_an_application_says_why_nothing_is_printed() {
    let folder = workspace(&[("main.py", b"print('hello')\n")]);
    let ran = wayline(folder.path(), &["routes", "."]);
    ran.assert_no_crash();
    assert_eq!(ran.code, Some(1));
    assert!(!ran.stderr.trim().is_empty(), "an empty table without a reason");
}

#[test]
fn an_application_of_which_nothing_is_resolved_is_no_success() {
    let code = b"import requests\nfrom fastapi import FastAPI\n\napp = FastAPI()\napp.include_router(requests.get('x').json())\n";
    let folder = workspace(&[("main.py", code)]);
    let ran = wayline(folder.path(), &["routes", "."]);
    ran.assert_no_crash();
    assert_eq!(ran.code, Some(1));
    assert_doctor_says(&folder, &["main.py:5"]);
}
