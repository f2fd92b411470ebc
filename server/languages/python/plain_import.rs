//! What does a `from … import …` that is written plainly say? Read without the parser: imports are a fifth of what
//! remains of a file once its bodies are left out.
//!
//! Anything but names, commas, `as` and one pair of brackets is left to the parser.

use crate::facts::Name;
use crate::text::Span;

/// A `from … import …` statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PlainImport {
    /// How many leading dots.
    pub(super) level: u32,
    /// The dotted module after them; may be empty.
    pub(super) module: Name,
    /// Each imported name, its alias, and the bytes of the name in the text.
    pub(super) names: Vec<(Name, Option<Name>, Span)>,
    /// Whether the names are `*`.
    pub(super) star: bool,
}

/// Words that are no names.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Reads the statement that some bytes of a text hold; `None` if they hold anything else, or more.
pub(super) fn plain_import(text: &str, statement: Span) -> Option<PlainImport> {
    let mut reader = Reader { text, at: statement.start as usize, end: statement.end as usize, in_brackets: false };
    let mut import = PlainImport::default();
    reader.keyword("from")?;
    while reader.symbol(b'.') {
        import.level += 1;
    }
    import.module = reader.dotted();
    if import.module.is_empty() && import.level == 0 {
        return None;
    }
    reader.keyword("import")?;
    if reader.symbol(b'*') {
        import.star = true;
        return reader.is_at_end().then_some(import);
    }
    reader.in_brackets = reader.symbol(b'(');
    loop {
        let (name, span) = reader.name()?;
        let alias = if reader.keyword("as").is_some() { Some(reader.name()?.0) } else { None };
        import.names.push((name, alias, span));
        let goes_on = reader.symbol(b',');
        if reader.in_brackets && reader.symbol(b')') {
            reader.in_brackets = false;
            break;
        }
        if !goes_on {
            break;
        }
    }
    (!reader.in_brackets && reader.is_at_end()).then_some(import)
}

/// A walk over the tokens of one statement.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// Line endings are blanks there.
    in_brackets: bool,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t') || self.in_brackets && matches!(byte, b'\r' | b'\n');
        self.at += self.rest().bytes().take_while(is_blank).count();
    }

    fn is_at_end(&mut self) -> bool {
        self.skip_blanks();
        self.at == self.end
    }

    fn symbol(&mut self, symbol: u8) -> bool {
        self.skip_blanks();
        let found = self.rest().as_bytes().first() == Some(&symbol);
        self.at += usize::from(found);
        found
    }

    /// The word here, whatever it is; letters beyond ASCII are left to the parser.
    fn word(&mut self) -> &'t str {
        self.skip_blanks();
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        &rest[..length]
    }

    fn keyword(&mut self, keyword: &str) -> Option<()> {
        let found = self.word() == keyword;
        self.at += if found { keyword.len() } else { 0 };
        found.then_some(())
    }

    fn name(&mut self) -> Option<(Name, Span)> {
        let word = self.word();
        let is_name = !word.is_empty() && !word.as_bytes()[0].is_ascii_digit() && !KEYWORDS.contains(&word);
        let span = Span { start: self.at as u32, end: (self.at + word.len()) as u32 };
        self.at += if is_name { word.len() } else { 0 };
        is_name.then(|| (Name::from(word), span))
    }

    /// A dotted name without blanks in it; empty if there is none.
    fn dotted(&mut self) -> Name {
        self.skip_blanks();
        let start = self.at;
        while self.name().is_some() && self.rest().starts_with('.') {
            self.at += 1;
        }
        let dotted = &self.text[start..self.at];
        if dotted.ends_with('.') || dotted.contains([' ', '\t']) { Name::default() } else { Name::from(dotted) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The import as it would be written without blanks, with the text of each span.
    fn read(text: &str) -> Option<String> {
        let import = plain_import(text, Span { start: 0, end: text.len() as u32 })?;
        let shown = |(name, alias, span): &(Name, Option<Name>, Span)| {
            assert_eq!(&text[span.start as usize..span.end as usize], name.as_str());
            alias.map_or(name.to_string(), |alias| format!("{name} as {alias}"))
        };
        let names: Vec<String> = import.names.iter().map(shown).collect();
        let star = if import.star { "*" } else { "" };
        Some(format!("{}{}: {}{star}", ".".repeat(import.level as usize), import.module, names.join(", ")))
    }

    #[test]
    fn plain_imports_are_read() {
        for (text, expected) in [
            ("from a import b", "a: b"),
            ("from a.b import c as d, e", "a.b: c as d, e"),
            ("from . import x", ".: x"),
            ("from ..a.b import (\n    c,\n    d as e,\n)", "..a.b: c, d as e"),
            ("from .a import (b)", ".a: b"),
            ("from a import *", "a: *"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn anything_else_is_left_to_the_parser() {
        for text in [
            "from a import",
            "from import b",
            "from a import b; c()",
            "from a import b,",
            "from a import (b, # why\n c)",
            "from a import (b",
            "from a import b)",
            "from a import class",
            "from a. b import c",
            "from a import b as",
            "from a import \\\n b",
            "from a import é",
            "from a import ()",
            "from_ = 1",
            "from a import b c",
            "from 1 import b",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
