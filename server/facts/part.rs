//! What of a file is lowered at once? The surface of the module, or one body when somebody reads it.

use super::reads::Reads;
use super::respelling::{Respelling, respelled_codes};
use super::{Code, ItemId, Node};
use crate::text::{FileId, Span};
use std::sync::{Arc, OnceLock};

/// Some items of a file, and where everything of them stands.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The code of each item, by [`ItemId::nested`].
    pub codes: Vec<Arc<Code>>,
    /// Per item, the span of each expression, by [`ExprId`](super::ExprId).
    pub exprs: Vec<Vec<Span>>,
    /// Per item, the span of each mark, by [`MarkId`](super::MarkId).
    pub marks: Vec<Vec<Span>>,
    /// Places the parser could not read; empty for well-formed code.
    pub broken: Vec<Span>,
}

impl Part {
    /// The bytes of the file that a node covers; an empty span at 0 if the node is not of this part.
    pub(super) fn span(&self, item: ItemId, node: Node) -> Span {
        let found = match node {
            Node::Expr(id) => self.exprs.get(item.nested as usize).and_then(|of| of.get(id.index())),
            Node::Mark(id) => self.marks.get(item.nested as usize).and_then(|of| of.get(id.0 as usize)),
        };
        found.copied().unwrap_or_default()
    }
}

/// How a body is lowered: the text of the file, the bytes of the body, and its [`ItemId::body`].
pub type LowerBody = fn(&str, Span, u32) -> Part;

/// The body of a function or class, lowered when somebody reads it: most of a workspace are never used.
#[derive(Clone, Debug)]
pub struct Body {
    file: Arc<str>,
    span: Span,
    lower: LowerBody,
    part: OnceLock<Part>,
    reads: Reads,
}

impl Body {
    /// A body that nobody has read yet: from its first statement to the end of its last.
    pub fn new(file: Arc<str>, span: Span, lower: LowerBody) -> Self {
        Body { file, span, lower, part: OnceLock::new(), reads: Reads::default() }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.file.get(self.span.start as usize..self.span.end as usize).unwrap_or_default()
    }

    /// Whether it stands around a byte of the file.
    pub(super) fn covers(&self, offset: u32) -> bool {
        self.span.start <= offset && offset <= self.span.end
    }

    /// The same body where it stands in another version of the text: what is known of it is kept. Its number in the
    /// file must be the same too, for the code names its items by it.
    #[must_use]
    pub fn moved(&self, file: Arc<str>, span: Span) -> Self {
        let shift = |at: u32| at.wrapping_add(span.start).wrapping_sub(self.span.start);
        let part = self.part.clone();
        let part = part.into_inner().map(|mut part| {
            for spans in part.exprs.iter_mut().chain(&mut part.marks).chain(std::iter::once(&mut part.broken)) {
                spans.iter_mut().for_each(|span| *span = Span { start: shift(span.start), end: shift(span.end) });
            }
            OnceLock::from(part)
        });
        Body { file, span, lower: self.lower, part: part.unwrap_or_default(), reads: self.reads.clone() }
    }

    /// What it says; `index` is its [`ItemId::body`].
    pub(super) fn part(&self, index: u32) -> &Part {
        self.reads.see();
        self.quietly(index)
    }

    fn quietly(&self, index: u32) -> &Part {
        self.part.get_or_init(|| (self.lower)(&self.file, self.span, index))
    }

    /// What it says, if somebody has read it.
    pub(super) fn known_part(&self) -> Option<&Part> {
        self.part.get()
    }

    /// What was asked of it.
    pub(super) fn reads(&self) -> &Reads {
        &self.reads
    }

    /// What evaluation, which saw this body, would see otherwise in another version of it: see [`super::Facts::respelled`].
    pub(super) fn respelled(&self, after: &Body, (file, index): (FileId, u32)) -> Option<Vec<Respelling>> {
        let (before, now) = (self.text(), after.text());
        if before == now {
            return Some(Vec::new());
        }
        let same_kind = !self.reads.asked_generator() || self.yields(index) == after.yields(index);
        if !same_kind || !self.reads.same_answers(before, now) {
            return None;
        }
        if !self.reads.seen() {
            return Some(Vec::new());
        }
        respelled_codes((file, index), &self.part.get()?.codes, &after.quietly(index).codes)
    }

    /// Whether it makes its function a generator: noted as nothing but that.
    pub(super) fn is_generator(&self, index: u32) -> bool {
        self.reads.ask_generator();
        self.yields(index)
    }

    fn yields(&self, index: u32) -> bool {
        self.text().contains("yield") && self.quietly(index).codes.first().is_some_and(|code| code.is_generator)
    }

    /// Takes over what was asked of the version before.
    pub(super) fn inherit(&mut self, before: &Body) {
        self.reads = before.reads.clone();
    }
}
