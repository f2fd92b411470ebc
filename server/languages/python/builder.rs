//! What has been lowered so far, and where is the cursor? The state of one walk and its few moves.

use super::grammar;
use super::kinds::Kind;
use super::outline::{LeftOut, Outline};
use crate::facts::{Arg, Block, Code, Expr, ExprId, Gap, ItemId, MarkId, Name, Stmt};
use crate::text::Span;
use std::mem;
use tree_sitter::{Tree, TreeCursor};

/// How deep expressions and blocks may nest together; Python itself allows 200 brackets and 100 blocks.
pub(super) const MAX_DEPTH: u32 = 200;

/// Longer string literals, in bytes, are not read: nothing of an API is in them.
pub(super) const LONGEST_LITERAL: usize = 8_192;

/// One item: its code and, in parallel, where it stands.
#[derive(Default)]
pub(super) struct Item {
    pub(super) code: Code,
    /// In the outline.
    pub(super) exprs: Vec<Span>,
    /// In the file.
    pub(super) marks: Vec<Span>,
}

impl Item {
    /// Gives back what growing lists took in advance: facts stay for long.
    pub(super) fn shrink(&mut self) {
        self.code.exprs.shrink_to_fit();
        self.code.functions.shrink_to_fit();
        self.code.classes.shrink_to_fit();
        self.exprs.shrink_to_fit();
        self.marks.shrink_to_fit();
    }
}

/// One walk over one tree. Every method leaves the cursor on the node it found it on, unless it says otherwise.
pub(super) struct Lowering<'t> {
    pub(super) text: &'t str,
    pub(super) cursor: TreeCursor<'t>,
    kinds: &'static [Kind],
    /// Whether the parser could not read some place of the file.
    is_broken: bool,
    /// The item being written.
    pub(super) item: Item,
    /// Finished items; those not yet finished have an empty one in their place.
    items: Vec<Item>,
    /// Which part of the file is lowered, as in [`ItemId::body`].
    part: u32,
    /// What is lowered, and what the text lacks.
    pub(super) outline: &'t Outline,
    depth: u32,
    /// Stacks for lists under construction: who pushes takes everything above the height it found.
    pub(super) operands: Vec<ExprId>,
    pub(super) args: Vec<Arg>,
    pub(super) stmts: Vec<Stmt>,
}

impl<'t> Lowering<'t> {
    pub(super) fn new(outline: &'t Outline, tree: &'t Tree, part: u32) -> Self {
        Lowering {
            part,
            outline,
            text: &outline.text,
            cursor: tree.walk(),
            kinds: grammar::table(),
            is_broken: tree.root_node().has_error(),
            item: Item::default(),
            items: vec![Item::default()],
            depth: 0,
            operands: Vec::new(),
            args: Vec::new(),
            stmts: Vec::new(),
        }
    }

    /// All items, the module's own first.
    pub(super) fn finish(mut self) -> Vec<Item> {
        self.items[0] = self.item;
        self.items
    }

    // Where the cursor is.

    pub(super) fn kind(&self) -> Kind {
        match self.cursor.node().kind_id() {
            u16::MAX => Kind::Error,
            id => self.kinds.get(usize::from(id)).copied().unwrap_or(Kind::Other),
        }
    }

    pub(super) fn span(&self) -> Span {
        let node = self.cursor.node();
        Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
    }

    pub(super) fn slice(&self) -> &'t str {
        self.slice_of(self.span())
    }

    /// The text of a span; empty if the tree is not of this text.
    pub(super) fn slice_of(&self, span: Span) -> &'t str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    pub(super) fn name(&self) -> Name {
        Name::from(self.slice())
    }

    // Moves.

    /// Visits the children, comments and line continuations left out.
    pub(super) fn children(&mut self, mut visit: impl FnMut(&mut Self, Kind)) {
        if !self.cursor.goto_first_child() {
            return;
        }
        loop {
            let kind = self.kind();
            if !kind.is_extra() {
                visit(self, kind);
            }
            if !self.cursor.goto_next_sibling() {
                break;
            }
        }
        self.cursor.goto_parent();
    }

    /// Whether something directly below the cursor could not be read, so that the rest may not mean what it seems to.
    pub(super) fn is_torn(&mut self) -> bool {
        let mut is_torn = false;
        if self.is_broken && self.cursor.node().has_error() {
            self.children(|_, kind| is_torn |= kind == Kind::Error);
        }
        is_torn
    }

    /// Lowers one level deeper; `None` where the nesting goes deeper than lowering does.
    pub(super) fn deeper<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let lowered = lower(self);
        self.depth -= 1;
        Some(lowered)
    }

    // What is written.

    /// Adds an expression that covers the cursor's node.
    pub(super) fn push(&mut self, expr: Expr) -> ExprId {
        self.push_at(self.span(), expr)
    }

    pub(super) fn push_at(&mut self, span: Span, expr: Expr) -> ExprId {
        let id = ExprId::at(self.item.code.exprs.len());
        self.item.code.exprs.push(expr);
        self.item.exprs.push(span);
        id
    }

    pub(super) fn gap(&mut self, gap: Gap) -> ExprId {
        self.push(Expr::Gap(gap))
    }

    /// The expression that was asked for, or a gap where the text has none.
    pub(super) fn or_broken(&mut self, found: Option<ExprId>) -> ExprId {
        found.unwrap_or_else(|| self.gap(Gap::Broken))
    }

    /// Marks the cursor's node.
    pub(super) fn mark(&mut self) -> MarkId {
        self.mark_at(self.span())
    }

    pub(super) fn mark_at(&mut self, span: Span) -> MarkId {
        self.mark_in_file(self.outline.original(span))
    }

    /// Marks bytes of the file.
    pub(super) fn mark_in_file(&mut self, span: Span) -> MarkId {
        self.item.marks.push(span);
        MarkId(self.item.marks.len() as u32 - 1)
    }

    /// Takes the operands above a height.
    pub(super) fn take_operands(&mut self, height: usize) -> Box<[ExprId]> {
        self.operands.drain(height..).collect()
    }

    /// Lowers an item of its own.
    pub(super) fn item(&mut self, body: impl FnOnce(&mut Self) -> Block) -> ItemId {
        let id = self.items.len();
        self.items.push(Item::default());
        let outer = mem::take(&mut self.item);
        self.item.code.block = body(self);
        self.items[id] = mem::replace(&mut self.item, outer);
        ItemId { body: self.part, nested: id as u32 }
    }

    /// What the outline has a marker for at the cursor.
    pub(super) fn left_out(&self) -> Option<LeftOut> {
        self.outline.left_out_at(self.cursor.node().start_byte())
    }

    /// Whether the literal at the cursor is longer than anybody writes by hand.
    pub(super) fn is_data(&self) -> bool {
        let Span { start, end } = self.span();
        (end - start) as usize > LONGEST_LITERAL
    }
}
