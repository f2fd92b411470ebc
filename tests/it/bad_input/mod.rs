//! What happens on bad input? It is normal input: an answer in time, the healthy part in full, a clear line for the rest.
//!
//! Every test runs the binary on a small workspace whose `main.py` is healthy, unless it says otherwise. The exit code is 0
//! if something was resolved, 1 if nothing was, 2 if wayline could not run.

mod deep;
mod endless;
mod files;
mod rust;
mod settings;

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(20);

/// An application with one route, and what it takes to include others.
const HEALTHY: &str = "from fastapi import APIRouter, Depends, FastAPI\n\napp = FastAPI()\n\n\n@app.get(\"/healthy\")\ndef healthy(): ...\n";

/// What a run of the binary gave.
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// A workspace of the given files; `main.py` is [`HEALTHY`] unless given.
fn workspace(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&folder, "main.py", HEALTHY);
    for (name, bytes) in files {
        write(&folder, name, bytes);
    }
    folder
}

fn write(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap_or(&path)).expect("a writable folder");
    std::fs::write(path, bytes).expect("a writable folder");
}

/// A workspace whose `main.py` is the healthy application followed by `code`.
fn healthy_and(code: &str) -> TempDir {
    workspace(&[("main.py", format!("{HEALTHY}\n\n{code}").as_bytes())])
}

/// Runs `wayline WORDS`, with at most 4 GB of address space where the system can limit it; killed after [`PATIENCE`].
fn wayline(folder: &Path, words: &[&str]) -> Ran {
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -v 4000000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_wayline")]);
        shell
    } else {
        Command::new(env!("CARGO_BIN_EXE_wayline"))
    };
    let command = command.args(words).current_dir(folder).stdin(Stdio::null());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
    let (stdout, stderr) = (reader(child.stdout.take()), reader(child.stderr.take()));
    let code = wait(&mut child, words);
    Ran { code, stdout: stdout.join().unwrap_or_default(), stderr: stderr.join().unwrap_or_default() }
}

fn reader(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn wait(child: &mut Child, words: &[&str]) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child that can be waited for") {
            return status.code();
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("`wayline {}` gave no answer in {PATIENCE:?}", words.join(" "));
        }
        sleep(Duration::from_millis(5));
    }
}

impl Ran {
    /// Nothing that looks like a crash reached the user.
    fn assert_no_crash(&self) {
        for sign in ["panicked", "RUST_BACKTRACE", "stack overflow", "memory allocation"] {
            assert!(!self.stderr.contains(sign), "a crash shows: {}", self.stderr);
        }
        assert!(matches!(self.code, Some(0..=2)), "exit code {:?}: {}", self.code, self.stderr);
    }

    /// Full paths of the JSON output, in order.
    fn paths(&self) -> Vec<String> {
        let output: Value = serde_json::from_str(&self.stdout).unwrap_or_default();
        let routes = output["routes"].as_array().cloned().unwrap_or_default();
        routes.iter().map(|route| route["path"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// `wayline routes` answers with exit code 0 and exactly these paths, in any order.
fn assert_routes(folder: &TempDir, expected: &[&str]) {
    let paths = sound_paths(folder);
    let mut expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
    expected.sort();
    assert_eq!(paths, expected);
}

/// `wayline routes` answers with exit code 0, and these paths are among those printed.
fn assert_routes_include(folder: &TempDir, expected: &[&str]) {
    let paths = sound_paths(folder);
    for path in expected {
        assert!(paths.iter().any(|printed| printed == path), "{path} is lost, printed: {paths:?}");
    }
}

fn sound_paths(folder: &TempDir) -> Vec<String> {
    let ran = wayline(folder.path(), &["routes", "--format", "json", "."]);
    ran.assert_no_crash();
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let mut paths = ran.paths();
    paths.sort();
    paths
}

/// `wayline doctor` has a line that names all of `words`: the file, and its line where there is one.
fn assert_doctor_says(folder: &TempDir, words: &[&str]) {
    let ran = wayline(folder.path(), &["doctor", "."]);
    ran.assert_no_crash();
    let all = format!("{}\n{}", ran.stdout, ran.stderr);
    assert!(all.lines().any(|line| words.iter().all(|word| line.contains(word))), "no line says {words:?}:\n{all}");
}
