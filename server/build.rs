//! Which commit is this? Hands the commit's short hash to `wayline --version`, or `unknown` outside a checkout.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=server/build.rs");
    let commit = commit_of_checkout().or_else(commit_of_package).unwrap_or_else(|| "unknown".to_owned());
    println!("cargo:rustc-env=WAYLINE_COMMIT={commit}");
}

/// The commit checked out, if this folder is the top of a checkout (and not vendored into another one).
fn commit_of_checkout() -> Option<String> {
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let here = std::fs::canonicalize(std::env::var_os("CARGO_MANIFEST_DIR")?).ok()?;
    if std::fs::canonicalize(top).ok()? != here {
        return None;
    }
    rerun_when_head_moves();
    git(&["rev-parse", "--short=10", "HEAD"])
}

/// The commit a published package was made from, which `cargo package` notes in a file.
fn commit_of_package() -> Option<String> {
    let text = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, rest) = text.split_once("\"sha1\": \"")?;
    Some(rest.chars().take_while(char::is_ascii_hexdigit).take(10).collect())
}

/// A commit moves the branch, a checkout moves `HEAD`, and `git gc` packs the branch away: any of the three counts.
fn rerun_when_head_moves() {
    let branch = git(&["rev-parse", "--symbolic-full-name", "HEAD"]).unwrap_or_default();
    for name in ["HEAD", "packed-refs", &branch] {
        // A path that does not exist would run this script on every build.
        if let Some(path) = git(&["rev-parse", "--git-path", name]).filter(|path| Path::new(path).is_file()) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
}

fn git(args: &[&str]) -> Option<String> {
    let run = Command::new("git").args(args).output().ok()?;
    let text = String::from_utf8(run.stdout).ok()?;
    (run.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
