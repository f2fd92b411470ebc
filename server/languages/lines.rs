//! Where do the lines of a text start? After each `\n`, `\r\n` and lone `\r`.

/// The byte offset of each line's first byte; line 0 starts at 0, also in an empty text.
pub(super) fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = Vec::with_capacity(bytes.len() / 32 + 1);
    starts.push(0);
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let splits_crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        if !splits_crlf {
            starts.push(at as u32 + 1);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::line_starts;

    #[test]
    fn lines_end_at_each_of_the_three_line_endings() {
        assert_eq!(line_starts("a\nb\r\nc\rd"), [0, 2, 5, 7]);
    }

    #[test]
    fn an_empty_text_has_one_line_and_a_final_line_ending_starts_another() {
        assert_eq!(line_starts(""), [0]);
        assert_eq!(line_starts("\r\r\n"), [0, 1, 3]);
    }
}
