//! Where does one message end and the next begin? Frames read from bytes; after a broken one, the next header counts.

use serde_json::Value;
use std::io::Read;

/// The largest message, in bytes.
const LARGEST: usize = 256 << 20;
/// The longest block of headers, in bytes; what is longer is not one.
const LONGEST_HEAD: usize = 64 << 10;
/// How many bytes are read at once, at most.
const CHUNK: usize = 1 << 16;
/// The header that counts, in lower case.
const LENGTH: &[u8] = b"content-length:";

/// What came in.
#[derive(Debug, PartialEq)]
pub(super) enum Incoming {
    /// A message.
    Message(Value),
    /// Bytes that are none, and why.
    Broken(String),
    /// Nothing more.
    End,
}

/// Reads messages from a stream of bytes.
pub(super) struct Frames<R> {
    input: R,
    /// Read and not used yet.
    buffer: Vec<u8>,
    /// Where bytes are read to.
    chunk: Box<[u8]>,
    /// Whether the bytes at hand belong to something broken that has been told already.
    skipping: bool,
}

impl<R: Read> Frames<R> {
    pub(super) fn new(input: R) -> Self {
        Frames { input, buffer: Vec::new(), chunk: vec![0; CHUNK].into(), skipping: false }
    }

    /// The next message. Blocks until there is one.
    pub(super) fn next(&mut self) -> Incoming {
        loop {
            let Some(end) = self.head() else { return Incoming::End };
            match self.frame(end) {
                Incoming::Broken(_) if self.skipping => {}
                Incoming::Broken(why) => {
                    self.skipping = true;
                    return Incoming::Broken(why);
                }
                other => {
                    self.skipping = false;
                    return other;
                }
            }
        }
    }

    /// Reads one block of headers; its end, the empty line included. Bytes that go on without one are dropped.
    fn head(&mut self) -> Option<usize> {
        let mut seen = 0;
        loop {
            if let Some(end) = head_end(&self.buffer, seen) {
                return Some(end);
            }
            if self.buffer.len() > LONGEST_HEAD {
                // What may be the start of a header at the end is kept.
                self.buffer.drain(..self.buffer.len() - LENGTH.len());
            }
            seen = self.buffer.len().saturating_sub(3);
            if !self.fill(1) {
                return None;
            }
        }
    }

    /// Takes one frame whose headers end at a byte of the buffer. Only what is broken is taken of a broken one.
    fn frame(&mut self, end: usize) -> Incoming {
        let head = &self.buffer[..end];
        if head.iter().all(u8::is_ascii_whitespace) {
            self.buffer.drain(..end);
            return self.next_after_blank();
        }
        let Some(at) = last_length(head) else { return self.drop_broken(end, "no Content-Length") };
        if !is_headers(&head[..at]) {
            return self.drop_broken(at, "bytes that belong to no message");
        }
        let value = head[at + LENGTH.len()..].split(|byte| *byte == b'\n').next().unwrap_or_default();
        let length = std::str::from_utf8(value).ok().and_then(|value| value.trim().parse::<usize>().ok());
        match length {
            Some(length) if length <= LARGEST => self.body(end, length),
            Some(length) => self.drop_broken(end, &format!("a message of {length} bytes is over the limit")),
            None => self.drop_broken(end, "Content-Length is not a number"),
        }
    }

    /// Empty lines between messages are nothing.
    fn next_after_blank(&mut self) -> Incoming {
        match self.head() {
            Some(end) => self.frame(end),
            None => Incoming::End,
        }
    }

    fn body(&mut self, start: usize, length: usize) -> Incoming {
        if !self.fill((start + length).saturating_sub(self.buffer.len())) {
            return Incoming::End;
        }
        let body = &self.buffer[start..start + length];
        let (broken, message) = match serde_json::from_slice(body) {
            Ok(message) => (None, Some(message)),
            // The length may have been wrong: then the next message starts inside.
            Err(error) => (Some(error.to_string()), None),
        };
        let inside = if broken.is_some() { first_length(body).or_else(|| cut_length(body)) } else { None };
        self.buffer.drain(..start + inside.unwrap_or(length));
        if self.buffer.is_empty() {
            self.buffer = Vec::new();
        }
        match (message, broken) {
            (Some(message), _) => Incoming::Message(message),
            (None, why) => Incoming::Broken(format!("not JSON: {}", why.unwrap_or_default())),
        }
    }

    fn drop_broken(&mut self, end: usize, why: &str) -> Incoming {
        self.buffer.drain(..end);
        Incoming::Broken(why.to_owned())
    }

    /// Reads until so many more bytes are there; whether they came.
    fn fill(&mut self, wanted: usize) -> bool {
        let end = self.buffer.len() + wanted;
        while self.buffer.len() < end {
            match self.input.read(&mut self.chunk) {
                Ok(0) => return false,
                Ok(count) => self.buffer.extend_from_slice(&self.chunk[..count]),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => return false,
            }
        }
        true
    }
}

/// The end of the first empty line at or after a byte.
fn head_end(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memchr_iter(b'\n', &bytes[from..]).map(|at| from + at).find_map(|at| match &bytes[at + 1..] {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ if at == 0 || at == 1 && bytes[0] == b'\r' => Some(at + 1),
        _ => None,
    })
}

fn lengths(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let starts = memchr::memchr2_iter(b'C', b'c', bytes);
    starts.filter(|at| bytes[*at..].get(..LENGTH.len()).is_some_and(|name| name.eq_ignore_ascii_case(LENGTH)))
}

fn last_length(bytes: &[u8]) -> Option<usize> {
    lengths(bytes).last()
}

fn first_length(bytes: &[u8]) -> Option<usize> {
    lengths(bytes).next()
}

/// Where the header that counts starts if bytes end inside its name.
fn cut_length(bytes: &[u8]) -> Option<usize> {
    let ends =
        |count: &usize| bytes.len() >= *count && bytes[bytes.len() - count..].eq_ignore_ascii_case(&LENGTH[..*count]);
    (1..LENGTH.len()).rev().find(ends).map(|count| bytes.len() - count)
}

/// Whether bytes are whole lines, each a header or empty.
fn is_headers(bytes: &[u8]) -> bool {
    let is_header = |line: &[u8]| {
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let named = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        line.trim_ascii().is_empty() || named && name.len() < line.len()
    };
    bytes.is_empty() || bytes.ends_with(b"\n") && bytes.split(|byte| *byte == b'\n').all(is_header)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read from bytes that arrive in pieces of a size.
    fn read(bytes: &[u8], piece: usize) -> Vec<String> {
        struct Pieces<'a>(&'a [u8], usize);
        impl Read for Pieces<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let count = self.1.min(self.0.len()).min(buffer.len());
                buffer[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let mut frames = Frames::new(Pieces(bytes, piece));
        let mut found = Vec::new();
        loop {
            match frames.next() {
                Incoming::Message(value) => found.push(value.to_string()),
                Incoming::Broken(why) => found.push(why.split(':').next().unwrap_or_default().to_owned()),
                Incoming::End => return found,
            }
        }
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn assert_read(bytes: &str, expected: &[&str]) {
        for piece in [1, 7, 1 << 20] {
            assert_eq!(read(bytes.as_bytes(), piece), expected, "in pieces of {piece}: {bytes:?}");
        }
    }

    #[test]
    fn messages_follow_one_another() {
        assert_read(&[frame("1"), frame("[2]")].concat(), &["1", "[2]"]);
        assert_read(&format!("\r\n\r\n{}", frame("1")), &["1"]);
        assert_read("Content-Length: 10\r\n\r\nshort", &[]);
    }

    #[test]
    fn headers_come_in_any_case_number_and_order() {
        assert_read("content-length:1\n\n1", &["1"]);
        assert_read("Content-Type: x\r\nContent-Length: 1\r\nX-A: b\r\n\r\n1", &["1"]);
    }

    #[test]
    fn after_broken_headers_the_next_message_is_read() {
        let next = frame("1");
        assert_read(&format!("Content-Length: abc\r\n\r\n{next}"), &["Content-Length is not a number", "1"]);
        assert_read(&format!("hello this is no header\r\n\r\n{next}"), &["no Content-Length", "1"]);
        assert_read(&format!("Content-Type: x\r\n\r\n{{}}{next}"), &["no Content-Length", "1"]);
        assert_read(&format!("stray{next}"), &["bytes that belong to no message", "1"]);
        let large = format!("Content-Length: 999999999999\r\n\r\n{}{next}", "x".repeat(3 * LONGEST_HEAD));
        assert_eq!(read(large.as_bytes(), 1 << 16), ["a message of 999999999999 bytes is over the limit", "1"]);
    }

    #[test]
    fn a_length_that_is_wrong_costs_its_message_and_no_other() {
        assert_read(&format!("Content-Length: 2\r\n\r\n{{\"a\":1}}{}", frame("1")), &["not JSON", "1"]);
        let (long, next) = ("Content-Length: 30\r\n\r\n{\"a\":1}", frame("[10,11]"));
        assert_read(&format!("{long}{next}{}", frame("2")), &["not JSON", "[10,11]", "2"]);
        assert_read(&format!("Content-Length: 9\r\n\r\n{{\"a\":1}}{next}"), &["not JSON", "[10,11]"]);
    }

    #[test]
    fn a_body_that_is_not_json_or_not_utf8_is_broken() {
        assert_read(&[frame("{oops"), frame("1")].concat(), &["not JSON", "1"]);
        assert_eq!(read(b"Content-Length: 4\r\n\r\n\"\xff\xfe\"Content-Length: 1\r\n\r\n1", 64), ["not JSON", "1"]);
    }
}
