//! Where does an editor say a byte is? Byte offsets to line and column and back; the only place that knows encodings.
//!
//! Lines end at `\n`, `\r\n` or a lone `\r`, and at nothing else. Every input is answered, as LSP asks: a column past
//! the end of its line means the end of that line (before its terminator), a line past the last means the end of the
//! text, and a place inside a character or inside a `\r\n` means the place before it. A byte-order mark is a character
//! like any other here: whoever reads a file decides whether it is part of the text.

use ropey::Rope;

/// The unit in which an editor counts columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// 16-bit units, two for characters beyond the basic plane: what LSP counts in unless agreed otherwise.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

/// A place between two characters, as editors count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line, 0-based.
    pub line: u32,
    /// Units of an [`Encoding`] from the start of the line, 0-based.
    pub column: u32,
}

/// The position of a byte offset.
pub fn position_of(text: &Rope, offset: u32, encoding: Encoding) -> Position {
    let offset = (offset as usize).min(text.len_bytes());
    let line = text.byte_to_line(offset);
    let (start, end) = line_bounds(text, line);
    let column = column_units(text, start, offset.min(end), encoding);
    Position { line: line as u32, column: column as u32 }
}

/// The byte offset of a position, always on a character boundary.
pub fn offset_of(text: &Rope, position: Position, encoding: Encoding) -> u32 {
    let line = position.line as usize;
    if line >= text.len_lines() {
        return text.len_bytes() as u32;
    }
    let (start, end) = line_bounds(text, line);
    let column = position.column as usize;
    let offset = match encoding {
        Encoding::Utf8 => boundary(text, start.saturating_add(column)),
        Encoding::Utf16 => {
            let units = text.char_to_utf16_cu(text.byte_to_char(start)).saturating_add(column);
            text.char_to_byte(text.utf16_cu_to_char(units.min(text.len_utf16_cu())))
        }
        Encoding::Utf32 => {
            let chars = text.byte_to_char(start).saturating_add(column);
            text.char_to_byte(chars.min(text.len_chars()))
        }
    };
    offset.min(end) as u32
}

/// The nearest character boundary at or before a byte offset; the end of the text for offsets past it.
pub(super) fn boundary(text: &Rope, offset: usize) -> usize {
    text.char_to_byte(text.byte_to_char(offset.min(text.len_bytes())))
}

/// First byte of a line and first byte of its terminator. The line must exist.
fn line_bounds(text: &Rope, line: usize) -> (usize, usize) {
    let start = text.line_to_byte(line);
    if line + 1 == text.len_lines() {
        return (start, text.len_bytes());
    }
    let next = text.line_to_byte(line + 1);
    let crlf = next - start >= 2 && text.byte(next - 1) == b'\n' && text.byte(next - 2) == b'\r';
    (start, next - if crlf { 2 } else { 1 })
}

/// Units between two bytes of one line.
fn column_units(text: &Rope, start: usize, offset: usize, encoding: Encoding) -> usize {
    let chars = || (text.byte_to_char(start), text.byte_to_char(offset));
    match encoding {
        Encoding::Utf8 => boundary(text, offset) - start,
        Encoding::Utf16 => {
            let (from, to) = chars();
            text.char_to_utf16_cu(to) - text.char_to_utf16_cu(from)
        }
        Encoding::Utf32 => {
            let (from, to) = chars();
            to - from
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Utf8, Utf16, Utf32};

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[test]
    fn columns_count_in_the_units_of_the_encoding() {
        let text = Rope::from("é漢😀x");
        assert_eq!(position_of(&text, 9, Utf8), at(0, 9));
        assert_eq!(position_of(&text, 9, Utf16), at(0, 4));
        assert_eq!(position_of(&text, 9, Utf32), at(0, 3));
        for (encoding, column) in [(Utf8, 9), (Utf16, 4), (Utf32, 3)] {
            assert_eq!(offset_of(&text, at(0, column), encoding), 9);
        }
    }

    #[test]
    fn lines_end_at_lf_crlf_and_lone_cr_and_nowhere_else() {
        let text = Rope::from("a\nb\r\nc\rd\u{2028}\u{85}\u{b}\u{c}e");
        let lines = [0, 2, 5, 7].map(|offset| position_of(&text, offset, Utf16));
        assert_eq!(lines, [at(0, 0), at(1, 0), at(2, 0), at(3, 0)]);
        assert_eq!(position_of(&text, text.len_bytes() as u32, Utf16), at(3, 6));
    }

    #[test]
    fn a_column_past_the_end_is_the_end_before_the_terminator() {
        let text = Rope::from("ab\r\ncd\ref\n");
        for encoding in [Utf8, Utf16, Utf32] {
            let ends = [0, 1, 2, 3].map(|line| offset_of(&text, at(line, 99), encoding));
            assert_eq!(ends, [2, 6, 9, 10], "{encoding:?}");
            assert_eq!(offset_of(&text, at(1, u32::MAX), encoding), 6);
        }
    }

    #[test]
    fn a_line_past_the_last_is_the_end_of_the_text() {
        let text = Rope::from("ab\n漢");
        assert_eq!(offset_of(&text, at(2, 0), Utf16), 6);
        assert_eq!(offset_of(&text, at(u32::MAX, u32::MAX), Utf8), 6);
        assert_eq!(offset_of(&Rope::new(), at(3, 3), Utf32), 0);
    }

    #[test]
    fn a_place_inside_a_character_or_a_crlf_rounds_down() {
        let text = Rope::from("x😀y\r\nz");
        assert_eq!(offset_of(&text, at(0, 2), Utf16), 1, "inside the surrogate pair");
        assert_eq!(offset_of(&text, at(0, 3), Utf8), 1, "inside the four bytes");
        for encoding in [Utf8, Utf16, Utf32] {
            assert_eq!(position_of(&text, 3, encoding), at(0, 1), "inside the four bytes");
            assert_eq!(position_of(&text, 7, encoding), position_of(&text, 6, encoding), "between \\r and \\n");
        }
    }

    #[test]
    fn a_byte_order_mark_is_a_character() {
        let text = Rope::from("\u{feff}a");
        assert_eq!(position_of(&text, 3, Utf16), at(0, 1));
        assert_eq!(offset_of(&text, at(0, 1), Utf8), 0, "inside the mark");
    }
}
