//! How does a text get into a file? At once and only over what was read; a new file only where none is.

use crate::engine::Snapshot;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a file at once: a new one beside it takes its place; `path` is relative to the workspace, `before` the text
/// that was read. Refuses what is no longer like that.
pub(super) fn replace(root: &Path, path: &str, before: &str, text: &str) -> Result<(), String> {
    let said = |error: std::io::Error| error.to_string();
    let path = fs::canonicalize(root.join(path)).map_err(said)?;
    let bytes = fs::read(&path).map_err(said)?;
    let (mark, body) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(body) => (BYTE_ORDER_MARK, body),
        None => (&[][..], &*bytes),
    };
    if body != before.as_bytes() {
        return Err(match std::str::from_utf8(body) {
            Ok(_) => "it has changed since it was read".to_owned(),
            Err(_) => "it is not UTF-8".to_owned(),
        });
    }
    let permissions = fs::metadata(&path).map_err(said)?.permissions();
    if permissions.readonly() {
        return Err("it may not be written".to_owned());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.wayline", std::process::id()));
    let put = || {
        fs::write(&beside, [mark, text.as_bytes()].concat())?;
        fs::set_permissions(&beside, permissions)?;
        fs::rename(&beside, &path)
    };
    put().map_err(|error| {
        let _ = fs::remove_file(&beside);
        error.to_string()
    })
}

/// Makes a file, and the folders it lies in; `path` is relative to the workspace. Refuses to replace one.
pub(super) fn create(snapshot: &Snapshot, path: &str, text: &str) -> Result<(), String> {
    let said = |error: std::io::Error| error.to_string();
    let whole = snapshot.root.join(path);
    if let Some(folder) = whole.parent() {
        fs::create_dir_all(folder).map_err(said)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(&whole).map_err(said)?;
    file.write_all(text.as_bytes()).map_err(said)
}
