//! What does a statement say? Blocks, and the statements without blocks of their own.

use super::builder::Lowering;
use super::kinds::Kind;
use super::outline::LeftOut;
use crate::facts::{Block, ExprId, Gap, Name, Stmt, StmtKind};
use std::sync::Arc;

impl Lowering<'_> {
    /// Lowers the whole file; the cursor is on its root.
    pub(super) fn module(&mut self) {
        self.item.code.block = self.documented_code();
    }

    /// Lowers the body of the one function of the text; the cursor is on the root.
    pub(super) fn body_of_function(&mut self) {
        let mut block = None;
        self.children(|this, kind| {
            if kind == Kind::Function && block.is_none() {
                this.children(|this, kind| {
                    if kind == Kind::Block && block.is_none() {
                        block = Some(this.documented_code());
                    }
                });
            }
        });
        self.item.code.block = block.unwrap_or_else(|| self.broken(self.span()));
    }

    /// A block of statements.
    pub(super) fn block(&mut self) -> Block {
        let height = self.stmts.len();
        self.children(Self::statement);
        self.stmts.drain(height..).collect()
    }

    /// The statements of a block that is all of an item; its documentation string becomes the item's.
    pub(super) fn documented_code(&mut self) -> Block {
        let (doc, block) = self.documented_block();
        self.item.code.doc = doc;
        block
    }

    fn documented_block(&mut self) -> (Option<Arc<str>>, Block) {
        let height = self.stmts.len();
        let (mut doc, mut is_first) = (None, true);
        self.children(|this, kind| {
            if is_first && kind == Kind::ExpressionStatement {
                doc = this.doc_statement();
            }
            if !is_first || doc.is_none() {
                this.statement(kind);
            }
            is_first = false;
        });
        (doc, self.stmts.drain(height..).collect())
    }

    /// The text of an expression statement that is only a string.
    fn doc_statement(&mut self) -> Option<Arc<str>> {
        let (mut doc, mut children) = (None, 0);
        self.children(|this, kind| {
            children += 1;
            if matches!(kind, Kind::String | Kind::ConcatenatedString) {
                doc = this.doc_text();
            }
        });
        doc.filter(|_| children == 1)
    }

    /// Lowers the statement at the cursor onto the stack of statements; anything else in a block says nothing.
    pub(super) fn statement(&mut self, kind: Kind) {
        if kind == Kind::Error {
            return self.salvage();
        }
        if !kind.is_statement() {
            return;
        }
        let mark = self.mark();
        let kind = self.deeper(|this| this.statement_kind(kind)).unwrap_or(StmtKind::Broken);
        self.stmts.push(Stmt { mark, kind });
    }

    /// What the parser could not read is a broken statement, and after it come the whole ones it holds.
    pub(super) fn salvage(&mut self) {
        let mark = self.mark();
        self.stmts.push(Stmt { mark, kind: StmtKind::Broken });
        self.deeper(|this| {
            this.children(|this, kind| match kind {
                Kind::Block => this.children(Self::statement),
                Kind::Yield | Kind::YieldWord => this.item.code.is_generator = true,
                kind => this.statement(kind),
            });
        });
    }

    fn statement_kind(&mut self, kind: Kind) -> StmtKind {
        if let (Kind::ExpressionStatement, Some(LeftOut::Import(index))) = (kind, self.left_out()) {
            return self.plain_import(index);
        }
        match kind {
            Kind::ExpressionStatement | Kind::Assert | Kind::Delete | Kind::TypeAlias if self.is_torn() => {
                StmtKind::Broken
            }
            Kind::Return | Kind::Raise if self.is_torn() => self.torn_exit(kind),
            Kind::ExpressionStatement => self.expression_statement(),
            Kind::Import => self.import(),
            Kind::ImportFrom | Kind::FutureImport => self.import_from(),
            Kind::Return => StmtKind::Return(self.optional_value()),
            Kind::Raise => StmtKind::Raise(self.optional_value()),
            Kind::Assert => StmtKind::Assert(self.first_expr()),
            Kind::Delete => self.delete(),
            Kind::Pass => StmtKind::Pass,
            Kind::Break => StmtKind::Break,
            Kind::Continue => StmtKind::Continue,
            Kind::Global => StmtKind::Global(self.names()),
            Kind::Nonlocal => StmtKind::Nonlocal(self.names()),
            Kind::TypeAlias => self.type_alias(),
            Kind::If => self.if_statement(),
            Kind::For => self.for_statement(),
            Kind::While => self.while_statement(),
            Kind::Try => self.try_statement(),
            Kind::With => self.with_statement(),
            Kind::Match => self.match_statement(),
            Kind::Decorated => self.decorated(),
            Kind::Function => self.function(self.span(), Box::default()),
            Kind::Class => self.class(self.span(), Box::default()),
            _ => StmtKind::Broken,
        }
    }

    /// A `return` or `raise` of something unreadable.
    fn torn_exit(&mut self, kind: Kind) -> StmtKind {
        let value = Some(self.gap(Gap::Broken));
        if kind == Kind::Return { StmtKind::Return(value) } else { StmtKind::Raise(value) }
    }

    fn expression_statement(&mut self) -> StmtKind {
        let height = self.operands.len();
        let (mut assignment, mut comma) = (None, false);
        self.children(|this, kind| match kind {
            Kind::Assignment => assignment = Some(this.assignment()),
            Kind::AugmentedAssignment => assignment = Some(this.augmented()),
            Kind::Comma => comma = true,
            kind if kind.is_expr() => this.operand_of_list(kind),
            _ => {}
        });
        let value = self.one_or_tuple(height, comma);
        assignment.or(value.map(StmtKind::Expr)).unwrap_or(StmtKind::Broken)
    }

    fn delete(&mut self) -> StmtKind {
        let mut targets = Box::default();
        self.children(|this, kind| match kind {
            Kind::Tuple => targets = this.elements(),
            kind if kind.is_expr() => targets = Box::new([this.expr_of(kind)]),
            _ => {}
        });
        StmtKind::Delete(targets)
    }

    fn optional_value(&mut self) -> Option<ExprId> {
        let mut value = None;
        self.children(|this, kind| {
            if value.is_none() && kind.is_expr() {
                value = Some(this.expr_of(kind));
            }
        });
        value
    }

    fn names(&mut self) -> Box<[Name]> {
        let mut names = Vec::with_capacity(1);
        self.children(|this, kind| {
            if kind == Kind::Identifier {
                names.push(this.name());
            }
        });
        names.into_boxed_slice()
    }
}
