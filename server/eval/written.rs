//! Of which literals is a string made, and what did evaluation want to know of them?
//!
//! While a path is typed, everything it leads to changes by the same characters and nothing else. So while somebody is
//! editing, a literal that looks like a path stays known in the strings made of it. Whoever looks into such a string has
//! asked for all that its literals say, unless it asks in one of the ways below, whose answers stay while the literal
//! keeps its ends; another spelling of a literal that nobody looked into makes the same objects, with that spelling in
//! them.

use super::text::{join_holes, shown};
use super::value::HOLE;
use crate::facts::Place;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// A string literal.
#[derive(Debug)]
pub struct Literal {
    /// The expression.
    pub at: Place,
    /// Whether only another plain path makes the same objects: see [`is_plain_path`].
    is_plain: bool,
    asked: AtomicU8,
}

/// Somebody looked into it.
const CONTENT: u8 = 1;
/// Somebody asked whether it begins with a slash.
const START: u8 = 2;
/// Somebody asked whether it ends in one.
const END: u8 = 4;

impl Literal {
    /// A literal that nobody has looked at.
    pub fn new(at: Place) -> Arc<Self> {
        Arc::new(Literal { at, is_plain: false, asked: AtomicU8::new(0) })
    }

    /// The same of a framework that may spell paths in ways of its own: another spelling must be a plain path.
    pub fn new_plain(at: Place) -> Arc<Self> {
        Arc::new(Literal { at, is_plain: true, asked: AtomicU8::new(0) })
    }

    /// Somebody looks into it.
    pub fn look(&self) {
        self.ask(CONTENT);
    }

    fn ask(&self, what: u8) {
        self.asked.fetch_or(what, Ordering::Relaxed);
    }

    /// Whether evaluation would do the same with another text in its place.
    pub fn is_free(&self, before: &str, after: &str) -> bool {
        let asked = self.asked.load(Ordering::Relaxed);
        let same = |what: u8, holds: fn(&str) -> bool| asked & what == 0 || holds(before) == holds(after);
        let (start, end) = (|text: &str| text.starts_with('/'), |text: &str| text.ends_with('/'));
        asked & CONTENT == 0
            && (!self.is_plain || is_plain_path(before) && is_plain_path(after))
            && before.is_empty() == after.is_empty()
            && before.contains(HOLE) == after.contains(HOLE)
            && same(START, start)
            && same(END, end)
    }
}

/// Whether a path means the same in every framework: whole segments that each begin with a slash, each a parameter
/// `{name}` or without signs that any of them reads something into. To put such paths together is to write them one after
/// the other.
pub fn is_plain_path(path: &str) -> bool {
    let is_word = |char: char| char.is_alphanumeric() || "-_.~".contains(char);
    let is_plain = |segment: &str| {
        let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        !segment.is_empty() && name.unwrap_or(segment).chars().all(is_word) && name != Some("")
    };
    path.strip_prefix('/').is_some_and(|rest| rest.split('/').all(is_plain))
}

/// A part of a string that a literal gave.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The literal.
    pub literal: Arc<Literal>,
    /// Where it starts in the string, in bytes.
    pub start: usize,
    /// How long it is, in bytes.
    pub len: usize,
}

/// A string. Whoever dereferences it looks into the literals it is made of.
#[derive(Clone)]
pub enum Text {
    /// Of no literal that matters.
    Plain(Arc<str>),
    /// Of some literals.
    Written(Arc<Written>),
}

/// A string with the parts that literals gave.
#[derive(Debug)]
pub struct Written {
    text: Arc<str>,
    pieces: Vec<Piece>,
}

impl Text {
    /// What a literal says.
    pub fn of_literal(text: Arc<str>, literal: Arc<Literal>) -> Self {
        let pieces = vec![Piece { literal, start: 0, len: text.len() }];
        Text::Written(Arc::new(Written { text, pieces }))
    }

    /// What it says, for somebody who does nothing that another spelling of a literal would change, or who is told of it.
    pub fn peek(&self) -> &Arc<str> {
        match self {
            Text::Plain(text) => text,
            Text::Written(written) => &written.text,
        }
    }

    /// The parts that literals gave, in order.
    pub fn pieces(&self) -> &[Piece] {
        match self {
            Text::Plain(_) => &[],
            Text::Written(written) => &written.pieces,
        }
    }

    /// What it says: all of its literals are looked into.
    pub fn read(&self) -> &Arc<str> {
        self.pieces().iter().for_each(|piece| piece.literal.look());
        self.peek()
    }

    /// Whether it begins with a slash.
    pub fn starts_with_slash(&self) -> bool {
        self.ask(START).starts_with('/')
    }

    /// Whether it ends in a slash.
    pub fn ends_with_slash(&self) -> bool {
        self.ask(END).ends_with('/')
    }

    /// Whether two equal strings would stay equal with whatever spelling of literals.
    pub fn is_made_like(&self, other: &Text) -> bool {
        let part = |piece: &Piece| (piece.literal.at, piece.start, piece.len);
        self.pieces().iter().map(part).eq(other.pieces().iter().map(part))
    }

    /// Whether two strings say the same. To compare with the empty one is to ask nothing new.
    pub fn equals(&self, other: &Text) -> bool {
        let (own, its) = (self.peek(), other.peek());
        if own.is_empty() || its.is_empty() { own == its } else { self.read() == other.read() }
    }

    /// Whether it has holes. Literals have none.
    pub fn has_holes(&self) -> bool {
        self.peek().contains(HOLE)
    }

    /// What follows its first characters, of which literals are looked into; `None` if it is not known what that is, or
    /// nobody needs to know of what it is made.
    pub fn after(&self, characters: usize) -> Option<Text> {
        let text = self.peek();
        let from = text.char_indices().map(|(at, _)| at).nth(characters)?;
        let before = |piece: &&Piece| piece.start < from;
        if self.pieces().is_empty() || self.has_holes() {
            return None;
        }
        self.pieces().iter().filter(before).for_each(|piece| piece.literal.look());
        let rest = self.pieces().iter().filter(|piece| !before(piece));
        let pieces = rest.map(|piece| Piece { start: piece.start - from, ..piece.clone() }).collect();
        Some(Text::Written(Arc::new(Written { text: text[from..].into(), pieces })))
    }

    /// With each hole shown as `{?}`, for people.
    #[must_use]
    pub fn shown(&self) -> Text {
        if !self.has_holes() {
            return self.clone();
        }
        let text = self.peek();
        let shift = |at: usize| shown(text.get(..at).unwrap_or_default()).len();
        let pieces = self.pieces().iter().map(|piece| Piece { start: shift(piece.start), ..piece.clone() }).collect();
        Text::Written(Arc::new(Written { text: shown(text).into(), pieces }))
    }

    fn ask(&self, what: u8) -> &str {
        self.pieces().iter().for_each(|piece| piece.literal.ask(what));
        self.peek()
    }

    /// The strings one after the other; neighbouring holes become one.
    pub fn joined(parts: &[Text]) -> Text {
        let texts: Vec<&str> = parts.iter().map(|part| &**part.peek()).collect();
        let joined = join_holes(&texts);
        if parts.iter().all(|part| part.pieces().is_empty()) {
            return Text::Plain(joined);
        }
        let (mut pieces, mut so_far) = (Vec::new(), String::new());
        for part in parts {
            for piece in part.pieces() {
                let before = join_holes(&[&so_far, part.peek().get(..piece.start).unwrap_or_default()]);
                pieces.push(Piece { start: before.len(), ..piece.clone() });
            }
            so_far = join_holes(&[&so_far, part.peek()]).to_string();
        }
        Text::Written(Arc::new(Written { text: joined, pieces }))
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.peek().fmt(f)
    }
}

impl Deref for Text {
    type Target = Arc<str>;

    fn deref(&self) -> &Arc<str> {
        self.read()
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::Plain(Arc::from(""))
    }
}

impl<T: Into<Arc<str>>> From<T> for Text {
    fn from(text: T) -> Self {
        Text::Plain(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FileId;

    fn literal(text: &str) -> (Text, Arc<Literal>) {
        let literal = Literal::new(Place::of_file(FileId(0)));
        (Text::of_literal(text.into(), Arc::clone(&literal)), literal)
    }

    #[test]
    fn what_is_joined_knows_where_its_literals_stand() {
        let hole = Text::from(HOLE.to_string());
        let ((prefix, _), (path, _)) = (literal("/items"), literal("/{id}"));
        let joined = Text::joined(&[hole.clone(), hole, prefix, "/v1".into(), path]);
        assert_eq!(&**joined.peek(), format!("{HOLE}/items/v1/{{id}}"));
        let at: Vec<&str> =
            joined.pieces().iter().map(|piece| &joined.peek()[piece.start..piece.start + piece.len]).collect();
        assert_eq!(at, ["/items", "/{id}"]);
        assert_eq!((&**joined.shown().peek(), joined.shown().pieces()[0].start), ("{?}/items/v1/{id}", 3));
    }

    #[test]
    fn what_is_cut_off_is_looked_into_and_the_rest_is_not() {
        let ((prefix, of_prefix), (path, of_path)) = (literal("/items"), literal("/{id}"));
        let rest = Text::joined(&[prefix, path]).after(6).expect("there is more");
        assert_eq!(&**rest.peek(), "/{id}");
        assert!(!of_prefix.is_free("/items", "/things") && of_path.is_free("/{id}", "/x/{id}"));
        assert!(rest.after(5).is_none(), "nothing is left");
    }

    #[test]
    fn a_literal_nobody_looked_into_may_say_something_else() {
        let (path, at) = literal("/items");
        let _ = Text::joined(&[path.clone(), "/x".into()]);
        assert!(at.is_free("/items", "things/"));
        assert!(!at.is_free("/items", ""), "whether it is empty is asked all the time");
        assert!(path.starts_with_slash());
        assert!(at.is_free("/items", "/things/") && !at.is_free("/items", "things"));
        assert!(path.len() == 6 && !at.is_free("/items", "/things"), "whoever dereferences looks");
    }
}
