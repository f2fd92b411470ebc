//! What does one file say? The language-neutral vocabulary every later stage reads.
//!
//! [`Facts`] is what lowering makes of one file: compact code without positions (the module's own code is the
//! *surface*; bodies of functions and classes are lowered when somebody reads them) and, apart from it, the spans. Two
//! versions of a file that differ only in layout or comments have equal code, so equality ignores where things stand.

mod code;
mod comprehension;
mod definition;
mod macros;
mod operator;
mod part;
mod place;
mod reads;
pub(crate) mod render;
mod respelling;
mod stmt;
mod words;
mod written;

pub use code::{Arg, ArgKind, Code, Expr, Gap};
pub use comprehension::{Clause, Comprehension, ComprehensionKind};
pub use definition::{Class, ClassId, Function, FunctionId, Param, ParamKind};
pub use macros::{MacroCall, MacroRules};
pub use operator::{BinaryOp, CompareOp, UnaryOp};
pub use part::{Body, LowerBody, Part};
pub use place::{ExprId, ItemId, MarkId, Node, Place};
pub use reads::Question;
pub use render::render;
pub use respelling::Respelling;
use respelling::respelled_codes;
pub use stmt::{Block, Case, FieldItem, Handler, Impl, ImportName, Pattern, Stmt, StmtKind, Submodule, UseName, With};
pub use words::{Word, words};
pub use written::Written;

use crate::syntax::Language;
use crate::text::{FileId, Span};
use std::sync::{Arc, LazyLock};
use ustr::Ustr;

/// An interned identifier or dotted path.
pub type Name = Ustr;

/// What one file says: its code, and where each part of it stands.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The file.
    pub file: FileId,
    /// Its language.
    pub language: Language,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// Module-level code, signatures and decorators; lambdas and short bodies of them.
    pub module: Part,
    /// The bodies of functions and classes that are lowered apart, by [`ItemId::body`] less 1.
    pub bodies: Vec<Body>,
    /// Byte offset of each line's first byte; line 0 starts at 0. Lines end at `\n`, `\r\n` or a lone `\r`.
    pub lines: Vec<u32>,
    /// What evaluation wanted to see as it is written.
    pub written: Written,
}

/// The code of an item that a file does not have.
static NO_CODE: LazyLock<Arc<Code>> = LazyLock::new(Arc::default);

impl Facts {
    /// The facts of a file that says nothing.
    pub fn empty(file: FileId, language: Language) -> Self {
        let (text, written) = (Arc::from(""), Written::default());
        Facts { file, language, text, module: Part::default(), bodies: Vec::new(), lines: vec![0], written }
    }

    /// The module's own code.
    pub fn surface(&self) -> &Arc<Code> {
        self.item(ItemId::default())
    }

    /// The code of one item; none if the file does not have it.
    pub fn item(&self, item: ItemId) -> &Arc<Code> {
        self.part(item).and_then(|part| part.codes.get(item.nested as usize)).unwrap_or(&NO_CODE)
    }

    /// All items, the module's own first. Lowers every body.
    pub fn items(&self) -> impl Iterator<Item = ItemId> {
        (0..=self.bodies.len() as u32).flat_map(|body| self.items_of(body))
    }

    /// The items of the module's own part, 0, or of a body that is lowered apart: [`ItemId::body`].
    pub fn items_of(&self, body: u32) -> impl Iterator<Item = ItemId> + use<> {
        let count = self.part(ItemId { body, nested: 0 }).map_or(0, |part| part.codes.len());
        (0..count as u32).map(move |nested| ItemId { body, nested })
    }

    /// The items of the module and of the bodies around a byte, the module's own first. Lowers no other body.
    pub fn items_around(&self, offset: u32) -> Vec<ItemId> {
        let around = (1..).zip(&self.bodies).filter(|(_, body)| body.covers(offset)).map(|(index, _)| index);
        std::iter::once(0).chain(around).flat_map(|body| self.items_of(body)).collect()
    }

    /// The text of a function's body that is lowered apart: a look at it may save lowering.
    pub fn body_text(&self, item: ItemId) -> Option<&str> {
        let body = self.body(item)?;
        body.reads().see();
        Some(body.text())
    }

    /// The answer to a question about the text of a function's body that is lowered apart. What evaluation only asks, it
    /// need not be told of while the answer stays.
    pub fn ask(&self, item: ItemId, question: &Question) -> Option<u64> {
        self.text_for(item, question).map(|text| question.of(text))
    }

    /// Whether the body of a function makes it a generator; of a body that is lowered apart nothing else is read.
    pub fn is_generator(&self, item: ItemId) -> bool {
        self.body(item).map_or_else(|| self.item(item).is_generator, |body| body.is_generator(item.body))
    }

    /// The text of such a body for somebody who wants nothing of it but what follows from the answer to a question.
    pub fn text_for(&self, item: ItemId, question: &Question) -> Option<&str> {
        let body = self.body(item)?;
        body.reads().ask(question);
        Some(body.text())
    }

    /// An evaluation begins: see [`Facts::respelled`].
    pub fn begin(&self) {
        self.written.begin();
        self.bodies.iter().for_each(|body| body.reads().begin());
    }

    /// The evaluation ended: what is read from here on, others read.
    pub fn end(&self) {
        self.bodies.iter().for_each(|body| body.reads().end());
    }

    /// What the last evaluation, which saw these facts, would see otherwise in another version of the file: nothing but
    /// what these literals say, or, if `None`, anything. In the first case, the other version takes over what was asked
    /// of this one.
    pub fn respelled(&self, after: &mut Facts) -> Option<Vec<Respelling>> {
        if self.file != after.file || self.bodies.len() != after.bodies.len() {
            return None;
        }
        let mut found = respelled_codes((self.file, 0), &self.module.codes, &after.module.codes)?;
        for (index, (own, other)) in (1..).zip(self.bodies.iter().zip(&after.bodies)) {
            found.extend(own.respelled(other, (self.file, index))?);
        }
        self.bodies.iter().zip(&mut after.bodies).for_each(|(own, other)| other.inherit(own));
        self.is_written_like(after).then_some(found)
    }

    fn body(&self, item: ItemId) -> Option<&Body> {
        self.bodies.get((item.body as usize).checked_sub(1)?).filter(|_| item.nested == 0)
    }

    /// The bytes a node of an item covers; an empty span at 0 if the node is not of this file.
    pub fn span(&self, item: ItemId, node: Node) -> Span {
        self.part(item).map_or_else(Span::default, |part| part.span(item, node))
    }

    /// The spans of an item's expressions, by [`ExprId`].
    pub fn expr_spans(&self, item: ItemId) -> &[Span] {
        self.part(item).and_then(|part| part.exprs.get(item.nested as usize)).map_or(&[], Vec::as_slice)
    }

    /// The 1-based line of a byte offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines.partition_point(|&start| start <= offset).max(1) as u32
    }

    /// Places the parser could not read, in what has been lowered so far; none in a well-formed file.
    pub fn broken(&self) -> impl Iterator<Item = Span> {
        let bodies = self.bodies.iter().filter_map(Body::known_part);
        std::iter::once(&self.module).chain(bodies).flat_map(|part| &part.broken).copied()
    }

    fn part(&self, item: ItemId) -> Option<&Part> {
        match item.body.checked_sub(1) {
            None => Some(&self.module),
            Some(index) => self.bodies.get(index as usize).map(|body| body.part(item.body)),
        }
    }
}

/// Equality ignores where things stand.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        let equal = |(index, (own, other)): (u32, (&Body, &Body))| {
            own.text() == other.text() || own.part(index).codes == other.part(index).codes
        };
        self.file == other.file
            && self.module.codes == other.module.codes
            && self.bodies.len() == other.bodies.len()
            && (1..).zip(self.bodies.iter().zip(&other.bodies)).all(equal)
    }
}
