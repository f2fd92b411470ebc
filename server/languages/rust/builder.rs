//! What has been lowered so far? The state of one walk, and how nodes of the tree are reached.

use crate::facts::{Block, Code, Expr, ExprId, Gap, ItemId, MarkId, Name, Part, Stmt, StmtKind};
use crate::text::Span;
use std::mem;
use std::ops::Range;
use std::sync::Arc;
use tree_sitter::Node;

/// How deep expressions and blocks may nest together.
pub(super) const MAX_DEPTH: u32 = 200;

/// One item: its code and, in parallel, where it stands.
#[derive(Default)]
pub(super) struct Item {
    pub(super) code: Code,
    exprs: Vec<Span>,
    marks: Vec<Span>,
}

/// One walk over one tree.
pub(super) struct Lowering<'t> {
    pub(super) text: &'t str,
    /// What is added to an offset of the text to get one of the file.
    pub(super) shift: i64,
    pub(super) item: Item,
    items: Vec<Item>,
    /// Which part of the file is lowered, as in [`ItemId::body`].
    part: u32,
    /// Bodies of functions that are left for later.
    bodies: Vec<Span>,
    /// Whether functions are lowered where they stand: inside of others.
    inside: bool,
    pub(super) depth: u32,
    broken: Vec<Span>,
}

impl<'t> Lowering<'t> {
    pub(super) fn new(text: &'t str, shift: i64, part: u32) -> Self {
        Lowering {
            text,
            shift,
            item: Item::default(),
            items: vec![Item::default()],
            part,
            bodies: Vec::new(),
            inside: part > 0,
            depth: 0,
            broken: Vec::new(),
        }
    }

    /// What was lowered, and the bodies that were left for later.
    pub(super) fn finish(mut self) -> (Part, Vec<Span>) {
        self.items[0] = self.item;
        let mut part = Part { broken: self.broken, ..Part::default() };
        for mut item in self.items {
            item.code.exprs.shrink_to_fit();
            part.codes.push(Arc::new(item.code));
            part.exprs.push(item.exprs);
            part.marks.push(item.marks);
        }
        (part, self.bodies)
    }

    pub(super) fn file(&mut self, root: Node<'t>) {
        self.item.code.block = self.items_of(root);
    }

    /// The body of a function of which some bytes were left out, because they could not be read.
    pub(super) fn function_body(&mut self, root: Node<'t>, left_out: &[Range<usize>]) {
        let function = children(root).into_iter().find(|node| node.kind() == "function_item");
        let mut stmts = Vec::new();
        for range in left_out {
            let span = self.at(range.start, range.end);
            self.broken.push(span);
            stmts.push(Stmt { mark: self.mark_at(span), kind: StmtKind::Broken });
        }
        if let Some(body) = function.and_then(|function| function.child_by_field_name("body")) {
            stmts.extend(self.body_block(body));
        }
        self.item.code.block = stmts.into();
    }

    pub(super) fn span(&self, node: Node) -> Span {
        self.at(node.start_byte(), node.end_byte())
    }

    pub(super) fn at(&self, start: usize, end: usize) -> Span {
        let shifted = |at: usize| u32::try_from(at as i64 + self.shift).unwrap_or(0);
        Span { start: shifted(start), end: shifted(end) }
    }

    pub(super) fn slice(&self, node: Node) -> &'t str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    pub(super) fn name(&self, node: Node) -> Name {
        Name::from(self.slice(node).trim_start_matches("r#"))
    }

    /// The name of a field of a node; empty if it has none.
    pub(super) fn name_of(&self, node: Node, field: &str) -> Name {
        node.child_by_field_name(field).map(|name| self.name(name)).unwrap_or_default()
    }

    pub(super) fn push(&mut self, node: Node, expr: Expr) -> ExprId {
        let span = self.span(node);
        self.push_at(span, expr)
    }

    pub(super) fn push_at(&mut self, span: Span, expr: Expr) -> ExprId {
        let id = ExprId::at(self.item.code.exprs.len());
        self.item.code.exprs.push(expr);
        self.item.exprs.push(span);
        id
    }

    pub(super) fn gap(&mut self, node: Node, gap: Gap) -> ExprId {
        if gap == Gap::Broken {
            let span = self.span(node);
            self.broken.push(span);
        }
        self.push(node, Expr::Gap(gap))
    }

    pub(super) fn mark(&mut self, node: Node) -> MarkId {
        let span = self.span(node);
        self.mark_at(span)
    }

    pub(super) fn mark_at(&mut self, span: Span) -> MarkId {
        self.item.marks.push(span);
        MarkId(self.item.marks.len() as u32 - 1)
    }

    pub(super) fn stmt(&mut self, node: Node, kind: StmtKind) -> Stmt {
        Stmt { mark: self.mark(node), kind }
    }

    /// Lowers one level deeper; `None` where the nesting goes deeper than lowering does.
    pub(super) fn deeper<T>(&mut self, limit: u32, lower: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= limit {
            return None;
        }
        self.depth += 1;
        let lowered = lower(self);
        self.depth -= 1;
        Some(lowered)
    }

    /// Lowers an item of its own.
    pub(super) fn nested(&mut self, body: impl FnOnce(&mut Self) -> Block) -> ItemId {
        let id = self.items.len();
        self.items.push(Item::default());
        let outer = mem::take(&mut self.item);
        self.item.code.block = body(self);
        self.items[id] = mem::replace(&mut self.item, outer);
        ItemId { body: self.part, nested: id as u32 }
    }

    /// The body of a function: an item of its own, left for later outside of functions.
    pub(super) fn function_item_body(&mut self, body: Option<Node<'t>>) -> ItemId {
        match body {
            Some(body) if !self.inside => {
                let span = self.span(body);
                self.bodies.push(span);
                ItemId { body: self.bodies.len() as u32, nested: 0 }
            }
            Some(body) => self.nested(|this| this.body_block(body)),
            None => self.nested(|_| Block::default()),
        }
    }

    /// Lowers what a text inside the file says, which begins at a byte of the text.
    pub(super) fn within<'s, T>(&mut self, text: &'s str, shift: i64, lower: impl FnOnce(&mut Lowering<'s>) -> T) -> T {
        let mut inner = Lowering {
            text,
            shift,
            item: mem::take(&mut self.item),
            items: mem::take(&mut self.items),
            part: self.part,
            bodies: Vec::new(),
            inside: true,
            depth: self.depth + 1,
            broken: Vec::new(),
        };
        let lowered = lower(&mut inner);
        (self.item, self.items) = (inner.item, inner.items);
        lowered
    }
}

/// The named children of a node and `_`, comments left out.
pub(super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    let all = node.children(&mut cursor).filter(|child| child.is_named() || child.kind() == "_");
    all.filter(|child| !matches!(child.kind(), "line_comment" | "block_comment")).collect()
}
