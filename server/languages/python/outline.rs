//! Which bodies of functions and classes can wait? One pass over the text finds them, so that the parser need not see
//! them.
//!
//! Most functions of a workspace are never called and most of its classes never used, and their bodies are most of its
//! text. An outline has `...` in place of each body that is worth it; what it leaves out has an outline of its own when
//! somebody reads it. A text whose strings, brackets or indentation do not add up has no outline: it is parsed whole,
//! so that what is broken is seen for what it is.

use super::lexer::Lexer;
use super::plain_import::{PlainImport, plain_import};
use super::suite::{Head, Suite, Suites, suites};
use crate::text::Span;

/// What stands in place of a body.
const MARKER: &str = "...";

/// What a body that is read apart stands below.
const HEAD: &str = "def f():\n";

/// A text without its longer bodies.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The text, with a marker in place of each outermost body.
    pub(super) text: String,
    /// What it leaves out, by place.
    pub(super) cuts: Vec<Cut>,
    /// The imports it leaves out, by [`LeftOut::Import`].
    pub(super) imports: Vec<PlainImport>,
    /// The bodies in it, those inside of others too, by place: the first has the number after the outline's own.
    pub(super) bodies: Vec<Suite>,
    /// What stands before the text of the file in that of the outline, in bytes.
    head: usize,
    /// Byte offset in the file of what stands there.
    origin: usize,
}

/// What an outline can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// A body, by its [`ItemId::body`](crate::facts::ItemId).
    Body(u32),
    /// A literal that is too long to read.
    Literal,
    /// An import that has been read already, by its index in [`Outline::imports`].
    Import(u32),
}

/// A place where something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Byte offset of its marker in the outline.
    pub(super) at: usize,
    /// Its bytes in the file: a body's from its first statement to the end of its last.
    pub(super) span: Span,
    /// What it is.
    pub(super) what: LeftOut,
}

impl Outline {
    /// The outline of a file; `None` if nothing can be left out.
    pub(super) fn of_file(text: &str) -> Option<Outline> {
        Self::new("", text, 0, 0).filter(|outline| !outline.cuts.is_empty())
    }

    /// All of a file.
    pub(super) fn of_all(text: &str) -> Outline {
        Outline { text: text.to_owned(), ..Outline::default() }
    }

    /// The outline of one body of a file, with the number of the body. Its first line is indented as it is in the
    /// file, so that those below fit.
    pub(super) fn of_body(file: &str, span: Span, of: Head, number: u32) -> Outline {
        let origin = file[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
        let text = &file[origin..span.end as usize];
        let outline = if of == Head::Class { Self::new(HEAD, text, origin, number) } else { None };
        let plain = || Outline { text: [HEAD, text].concat(), head: HEAD.len(), origin, ..Outline::default() };
        outline.unwrap_or_else(plain)
    }

    fn new(head: &str, text: &str, origin: usize, number: u32) -> Option<Outline> {
        let mut lexer = Lexer::new(text);
        let Suites { bodies, imports } = suites(text, &mut lexer).ok()?;
        let mut outline = Outline { head: head.len(), origin, ..Outline::default() };
        outline.text.reserve(head.len() + text.len() / 2);
        outline.text.push_str(head);
        let mut copied = 0;
        for (span, what) in left_out(&bodies, &lexer.data, &imports) {
            let what = match what {
                LeftOut::Body(index) => LeftOut::Body(number + 1 + index),
                LeftOut::Import(_) => match plain_import(text, span) {
                    Some(import) => LeftOut::Import(outline.add_import(import)),
                    None => continue,
                },
                LeftOut::Literal => what,
            };
            outline.text.push_str(text.get(copied..span.start as usize)?);
            outline.cuts.push(Cut { at: outline.text.len(), span: moved(span, origin), what });
            outline.text.push_str(MARKER);
            copied = span.end as usize;
        }
        outline.text.push_str(text.get(copied..)?);
        outline.bodies = bodies.iter().map(|body| Suite { span: moved(body.span, origin), ..*body }).collect();
        Some(outline)
    }

    fn add_import(&mut self, mut import: PlainImport) -> u32 {
        import.names.iter_mut().for_each(|(_, _, span)| *span = moved(*span, self.origin));
        self.imports.push(import);
        self.imports.len() as u32 - 1
    }

    /// What was left out where the outline has a marker.
    pub(super) fn left_out_at(&self, at: usize) -> Option<LeftOut> {
        let index = self.cuts.binary_search_by_key(&at, |cut| cut.at).ok()?;
        Some(self.cuts[index].what)
    }

    /// The bytes of the file that bytes of the outline stand for.
    pub(super) fn original(&self, span: Span) -> Span {
        Span { start: self.offset(span.start), end: self.offset(span.end) }
    }

    fn offset(&self, at: u32) -> u32 {
        let before = self.cuts.partition_point(|cut| cut.at + MARKER.len() <= at as usize);
        match before.checked_sub(1).map(|last| self.cuts[last]) {
            None => (at as usize + self.origin).saturating_sub(self.head) as u32,
            Some(cut) => cut.span.end + (at - (cut.at + MARKER.len()) as u32),
        }
    }
}

fn moved(span: Span, by: usize) -> Span {
    Span { start: span.start + by as u32, end: span.end + by as u32 }
}

/// The outermost bodies with their ordinals, and the literals that are too long and the imports outside of them, by
/// place.
fn left_out(bodies: &[Suite], literals: &[Span], imports: &[Span]) -> Vec<(Span, LeftOut)> {
    let mut all: Vec<(Span, LeftOut)> = Vec::with_capacity(bodies.len() + imports.len());
    let mut end = 0;
    for (index, body) in (0..).zip(bodies) {
        if body.span.start >= end {
            all.push((body.span, LeftOut::Body(index)));
            end = body.span.end;
        }
    }
    let outermost = all.len();
    let literals = literals.iter().map(|literal| (*literal, LeftOut::Literal));
    for (span, what) in literals.chain(imports.iter().map(|import| (*import, LeftOut::Import(0)))) {
        let next = all[..outermost].partition_point(|(body, _)| body.end <= span.start);
        if next == outermost || all[next].0.start > span.start {
            all.push((span, what));
        }
    }
    all.sort_unstable_by_key(|(span, _)| span.start);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "work(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)";

    fn outlined(text: &str) -> Option<String> {
        Outline::of_file(&text.replace("LONG", LONG)).map(|outline| outline.text)
    }

    #[test]
    fn long_bodies_are_left_out_and_all_else_stays() {
        let text = "@a\ndef f(x: int = 1):  # why\n    LONG\n    # more\n    return x  # done\n\ny = 2\n";
        let expected = "@a\ndef f(x: int = 1):  # why\n    ...  # done\n\ny = 2\n";
        assert_eq!(outlined(text).as_deref(), Some(expected));
    }

    #[test]
    fn a_class_is_left_out_and_has_an_outline_of_its_own() {
        let text = "class C(B):\n    a: int\n    def f(self):\n        LONG\n    class D:\n        LONG\n        b = 1\nc = 2\n";
        let text = text.replace("LONG", LONG);
        let outline = Outline::of_file(&text).expect("a long body");
        assert_eq!(outline.text, "class C(B):\n    ...\nc = 2\n");
        assert_eq!(
            outline.bodies.iter().map(|body| body.of).collect::<Vec<_>>(),
            [Head::Class, Head::Function, Head::Class]
        );

        let inner = Outline::of_body(&text, outline.bodies[0].span, Head::Class, 1);
        assert_eq!(inner.text, "def f():\n    a: int\n    def f(self):\n        ...\n    class D:\n        ...");
        assert_eq!(inner.bodies, outline.bodies[1..]);
        assert_eq!(inner.cuts.iter().map(|cut| cut.what).collect::<Vec<_>>(), [LeftOut::Body(2), LeftOut::Body(3)]);
        let at = inner.text.find("class D").expect("the class inside") as u32;
        let found = inner.original(Span { start: at, end: at + 7 });
        assert_eq!(&text[found.start as usize..found.end as usize], "class D");
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
        let outline = Outline::of_file(&text).expect("two bodies");
        for name in ["def f", "x = 1", "def g", "y = 2"] {
            let at = outline.text.find(name).expect("the name is outside of all bodies") as u32;
            assert_eq!(outline.offset(at) as usize, text.find(name).expect("the text has it"), "{name}");
        }
    }
}
