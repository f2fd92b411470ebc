//! What does an editor send? Scripts of edits: code, half-typed code, every kind of character and line end.

use proptest::prelude::*;
use wayline::syntax::{Change, Source};
use wayline::text::{Encoding, Span, Splice, position_of};

/// What is typed: code, half-typed code, and every kind of character and line end.
pub const PIECES: &[&str] = &[
    "é",
    "漢",
    "😀",
    "e\u{301}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\r\n",
    "\r",
    "\n",
    " ",
    "    ",
    "\t",
    "\\",
    "#",
    "'",
    "\"",
    "\"\"\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "@",
    "=",
    "x",
    "1",
    "def f(a):\n    pass\n",
    "class A:\n",
    "return ",
    "if x:\n",
    "else:\n",
    "f'{",
    "async ",
    "@app.get('/é')\n",
    "app = FastAPI()\n",
    "lambda: ",
    "fn f() {}\n",
    "r#\"",
    "//",
    "/*",
    "*/",
];

/// What is typed as whole lines.
pub const LINES: &[&str] = &[
    "x = 1",
    "# 漢",
    "",
    "pass",
    "f('😀', y=[1, 2])",
    "@é",
    "if x: y()",
    "async def g(a=1, *b): return a",
    "print(x)",
    "'''a'''",
    "type X = int",
    "match = case",
    "print >> a, b",
    "x: int",
    "exec 'a'",
    "del (a)",
    "lambda *a, b=1: (yield)",
    "return",
];

/// Where and what: a share of the text (so that a script fits any text), a length in bytes, a piece to put there.
pub type Step = (u16, u8, usize);

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(
        (any::<u16>(), prop_oneof![4 => Just(0), 4 => 0..8u8, 1 => any::<u8>()], 0..=PIECES.len()),
        1..24,
    )
}

/// The splice of a step in a text, on character boundaries.
pub fn splice_of(text: &str, (share, length, piece): Step) -> Splice {
    let boundary = |at| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = boundary(text.len() * usize::from(share) / usize::from(u16::MAX));
    let end = boundary((start + usize::from(length)).min(text.len()));
    let text = PIECES.get(piece).copied().unwrap_or_default().to_owned();
    Splice { span: Span { start: start as u32, end: end as u32 }, text }
}

/// A splice that leaves well-formed Python well-formed, most often: a whole line more, or one less.
pub fn line_splice_of(text: &str, (share, length, piece): Step) -> Splice {
    let line = text.lines().count() * usize::from(share) / (usize::from(u16::MAX) + 1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = &text[start..];
    let indent = &rest[..rest.len() - rest.trim_start_matches(' ').len()];
    let removed = if length > 200 { rest.find('\n').map_or(0, |end| end + 1) } else { 0 };
    let text = format!("{indent}{}\n", LINES[piece % LINES.len()]);
    Splice { span: Span { start: start as u32, end: (start + removed) as u32 }, text }
}

/// A splice as an editor would send it.
pub fn change_of(source: &Source, splice: &Splice, encoding: Encoding) -> Change {
    let position = |offset| position_of(source.text(), offset, encoding);
    Change { range: Some((position(splice.span.start), position(splice.span.end))), text: splice.text.clone() }
}
