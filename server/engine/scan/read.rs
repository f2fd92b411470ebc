//! What text does a file hold? Reads it within bounds; anything unusual is told, nothing is fatal.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest Python file that is read, in bytes.
pub const LARGEST: u64 = 8 << 20;

/// A text as it was read.
#[derive(Debug)]
pub struct Text {
    /// The text, without a byte order mark.
    pub text: String,
    /// Whether bytes that are not UTF-8 were replaced.
    pub lossy: bool,
}

/// Reads a source file of at most [`LARGEST`] bytes.
///
/// # Errors
/// In words for the user, if the file is too large, binary, gone or unreadable.
pub fn read_source(path: &Path) -> Result<Text, String> {
    let bytes = read_at_most(path, LARGEST).map_err(|error| format!("skipped: {}", reason(&error)))?;
    let Some(bytes) = bytes else { return Err(format!("skipped: larger than {} MiB", LARGEST >> 20)) };
    if memchr::memchr(0, &bytes).is_some() {
        return Err("skipped: holds NUL bytes, so it is not text".to_owned());
    }
    Ok(decode(bytes))
}

/// The bytes of a file; `None` if there are more than `limit`.
pub(crate) fn read_at_most(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(None);
    }
    // The file may grow while it is read: the limit holds all the same.
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// An error without the number the operating system gives it.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

fn decode(bytes: Vec<u8>) -> Text {
    let (mut text, lossy) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
    };
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Text { text, lossy }
}
