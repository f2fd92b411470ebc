//! Which function bodies can wait? One pass over the text finds them, so that the parser need not see them.
//!
//! Most functions of a workspace are never called, and their bodies are most of its text. The outline of a file has
//! `...` in place of each body that is worth it. A text whose strings, brackets or indentation do not add up has no
//! outline: it is parsed whole, so that what is broken is seen for what it is.

use super::lexer::{Lexer, Line, Torn};
use crate::text::Span;

/// Shorter bodies, in bytes, stay where they are: reading them apart would cost more.
const SHORTEST: usize = 24;

/// What stands in place of a body.
const MARKER: &str = "...";

/// A text without its longer function bodies.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The text, with a marker in place of each body.
    pub(super) text: String,
    /// The bodies, by place.
    pub(super) cuts: Vec<Cut>,
}

/// A body that was left out, or a literal that is too long to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Byte offset of its marker in the outline.
    pub(super) at: usize,
    /// Its bytes in the text: a body's from its first statement to the end of its last.
    pub(super) span: Span,
    /// The [`ItemId::body`](crate::facts::ItemId) of a body; `None` for a literal.
    pub(super) body: Option<u32>,
}

/// The outline of a text; `None` if nothing can be left out.
pub(super) fn outline(text: &str) -> Option<Outline> {
    let left_out = left_out(text).ok().filter(|left_out| !left_out.is_empty())?;
    let mut outline = Outline { text: String::with_capacity(text.len() / 2), cuts: Vec::with_capacity(left_out.len()) };
    let mut copied = 0;
    for (span, body) in left_out {
        outline.text.push_str(text.get(copied..span.start as usize)?);
        outline.cuts.push(Cut { at: outline.text.len(), span, body });
        outline.text.push_str(MARKER);
        copied = span.end as usize;
    }
    outline.text.push_str(text.get(copied..)?);
    Some(outline)
}

/// The offset in the text of an offset in its outline.
pub(super) fn original(cuts: &[Cut], at: u32) -> u32 {
    let before = cuts.partition_point(|cut| cut.at + MARKER.len() <= at as usize);
    match before.checked_sub(1).map(|last| cuts[last]) {
        None => at,
        Some(cut) => cut.span.end + (at - (cut.at + MARKER.len()) as u32),
    }
}

/// The bodies of the outermost functions that are long enough, numbered from 1, and the literals outside of them that
/// are too long, by place.
fn left_out(text: &str) -> Result<Vec<(Span, Option<u32>)>, Torn> {
    let mut lexer = Lexer::new(text);
    let bodies = bodies(text, &mut lexer)?;
    let inside = |literal: &Span| {
        let next = bodies.partition_point(|body| body.end <= literal.start);
        bodies.get(next).is_some_and(|body| body.start <= literal.start)
    };
    let literals = lexer.data.iter().filter(|literal| !inside(literal)).map(|literal| (*literal, None));
    let mut all: Vec<_> = (1..).zip(&bodies).map(|(index, body)| (*body, Some(index))).chain(literals).collect();
    all.sort_unstable_by_key(|(span, _)| span.start);
    Ok(all)
}

fn bodies(text: &str, lexer: &mut Lexer) -> Result<Vec<Span>, Torn> {
    let mut found = Vec::new();
    // The indentation of the function whose body is being read, and what has been read of it.
    let mut open: Option<(&str, Option<Span>)> = None;
    while let Some(line) = lexer.line()? {
        if let Some((indent, body)) = &mut open {
            if line.indent.len() > indent.len() && line.indent.starts_with(*indent) {
                let start = body.map_or(line.span.start, |body| body.start);
                *body = Some(Span { start, end: line.span.end });
                continue;
            }
            // Without a body, or at an indentation that is neither deeper nor further out, the text is broken.
            found.push((*body).filter(|_| indent.starts_with(line.indent)).ok_or(Torn)?);
        }
        open = begins_function(text, &line).then_some((line.indent, None));
    }
    found.extend(open.and_then(|(_, body)| body));
    found.retain(|body| (body.end - body.start) as usize >= SHORTEST);
    Ok(found)
}

/// Whether a line is the head of a function whose body stands on the lines below.
fn begins_function(text: &str, line: &Line) -> bool {
    let code = &text[line.span.start as usize..line.span.end as usize];
    let word = |code: &str, word: &str| code.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t']));
    let after_async = code.strip_prefix("async").map_or(code, str::trim_start);
    word(after_async, "def") && code.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "work(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)";

    fn outlined(text: &str) -> Option<String> {
        outline(&text.replace("LONG", LONG)).map(|outline| outline.text)
    }

    #[test]
    fn long_bodies_are_left_out_and_all_else_stays() {
        let text = "@a\ndef f(x: int = 1):  # why\n    LONG\n    # more\n    return x  # done\n\ny = 2\n";
        let expected = "@a\ndef f(x: int = 1):  # why\n    ...  # done\n\ny = 2\n";
        assert_eq!(outlined(text).as_deref(), Some(expected));
    }

    #[test]
    fn methods_are_left_out_and_classes_stay() {
        let text = "class C:\n    a: int\n    async def f(\n        self,\n    ) -> int:\n        LONG\n    b = 1\n";
        let expected = "class C:\n    a: int\n    async def f(\n        self,\n    ) -> int:\n        ...\n    b = 1\n";
        assert_eq!(outlined(text).as_deref(), Some(expected));
    }

    #[test]
    fn what_looks_like_code_inside_strings_is_none() {
        let text = "def f():\n    '''\ndef g():\n'''\n    LONG\nx = \"\"\"\ndef h():\n    LONG\n\"\"\"\n";
        let expected = "def f():\n    ...\nx = \"\"\"\ndef h():\n    LONG\n\"\"\"\n".replace("LONG", LONG);
        assert_eq!(outlined(text), Some(expected));
    }

    #[test]
    fn short_bodies_stay() {
        assert_eq!(outlined("def f():\n    return 1\n"), None);
        assert_eq!(outlined("def f(): LONG\n"), None);
    }

    #[test]
    fn a_text_that_does_not_add_up_has_no_outline() {
        for broken in
            ["x = (1\n", "x = 'a\n", "x = '''a\n", "x = 1)\n", "def g():\nx = 1\n", "class C:\n\tdef g():\n  x\n"]
        {
            assert_eq!(outlined(&format!("def f():\n    LONG\n{broken}")), None, "{broken:?}");
        }
    }

    #[test]
    fn offsets_lead_back_to_the_text() {
        let text = format!("def f():\n    {LONG}\nx = 1\ndef g():\n    {LONG}\ny = 2");
        let outline = outline(&text).expect("two bodies");
        for name in ["def f", "x = 1", "def g", "y = 2"] {
            let at = outline.text.find(name).expect("the name is outside of all bodies") as u32;
            assert_eq!(original(&outline.cuts, at) as usize, text.find(name).expect("the text has it"), "{name}");
        }
    }
}
