//! What do the statements with blocks say? `if`, loops, `try` and `with`; definitions and `match` are apart.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{Block, ExprId, Handler, Name, StmtKind, With};
use std::sync::Arc;

/// The header's expressions and the blocks of a compound statement, in order.
#[derive(Default)]
struct Parts {
    first: Option<ExprId>,
    second: Option<ExprId>,
    body: Block,
    otherwise: Block,
}

impl Lowering<'_> {
    /// Up to two expressions of the header, the body, and the block of `else`; no expressions if some part of it could
    /// not be read.
    fn parts(&mut self) -> Parts {
        let (mut parts, mut is_torn) = (Parts::default(), false);
        self.children(|this, kind| match kind {
            Kind::Block => parts.body = this.block(),
            Kind::ElseClause => parts.otherwise = this.clause_block(),
            Kind::Error => {
                is_torn = true;
                this.salvage();
            }
            kind if kind.is_expr() => match parts.first {
                None => parts.first = Some(this.expr()),
                Some(_) => parts.second = Some(this.expr()),
            },
            _ => {}
        });
        if is_torn {
            parts.first = None;
            parts.second = None;
        }
        parts
    }

    /// The block of an `else` or `finally` clause.
    fn clause_block(&mut self) -> Block {
        self.parts().body
    }

    pub(super) fn if_statement(&mut self) -> StmtKind {
        let (mut tests, mut otherwise) = (Vec::with_capacity(1), Block::default());
        let mut test = None;
        self.children(|this, kind| match kind {
            Kind::Block => {
                let test = this.or_broken(test.take());
                tests.push((test, this.block()));
            }
            Kind::ElifClause => {
                let parts = this.parts();
                tests.push((this.or_broken(parts.first), parts.body));
            }
            Kind::ElseClause => otherwise = this.clause_block(),
            Kind::Error => {
                test = None;
                this.salvage();
            }
            kind if kind.is_expr() => test = Some(this.expr_of(kind)),
            _ => {}
        });
        StmtKind::If(tests.into_boxed_slice(), otherwise)
    }

    pub(super) fn for_statement(&mut self) -> StmtKind {
        let parts = self.parts();
        StmtKind::For {
            target: self.or_broken(parts.first),
            iterable: self.or_broken(parts.second),
            body: parts.body,
            otherwise: parts.otherwise,
        }
    }

    pub(super) fn while_statement(&mut self) -> StmtKind {
        let parts = self.parts();
        StmtKind::While(self.or_broken(parts.first), parts.body, parts.otherwise)
    }

    pub(super) fn try_statement(&mut self) -> StmtKind {
        let [mut body, mut otherwise, mut finally] = <[Block; 3]>::default();
        let mut handlers = Vec::with_capacity(1);
        self.children(|this, kind| match kind {
            Kind::Block => body = this.block(),
            Kind::ExceptClause => handlers.push(this.handler()),
            Kind::ElseClause => otherwise = this.clause_block(),
            Kind::FinallyClause => finally = this.clause_block(),
            Kind::Error => this.salvage(),
            _ => {}
        });
        StmtKind::Try { body, handlers: handlers.into_boxed_slice(), otherwise, finally }
    }

    /// `except types as name:`; several types without brackets are a tuple too.
    fn handler(&mut self) -> Handler {
        let height = self.operands.len();
        let (mut name, mut comma, mut types, mut body) = (None, false, None, Block::default());
        self.children(|this, kind| match kind {
            Kind::Comma => comma = true,
            Kind::AsPattern => {
                let (value, alias) = this.as_pattern();
                this.operands.push(value);
                name = alias.and_then(|alias| this.name_of(alias));
            }
            Kind::Block => {
                types = this.one_or_tuple(height, comma);
                body = this.block();
            }
            Kind::Error => this.salvage(),
            kind if kind.is_expr() => this.operand_of_list(kind),
            _ => {}
        });
        types = types.or_else(|| self.one_or_tuple(height, comma));
        Handler { types, name, body }
    }

    /// `value as target`.
    fn as_pattern(&mut self) -> (ExprId, Option<ExprId>) {
        let (mut value, mut alias) = (None, None);
        self.children(|this, kind| match kind {
            Kind::AsPatternTarget => alias = Some(this.first_expr()),
            kind if kind.is_expr() && value.is_none() => value = Some(this.expr_of(kind)),
            _ => {}
        });
        (self.or_broken(value), alias)
    }

    fn name_of(&self, id: ExprId) -> Option<Name> {
        match self.item.code.expr(id) {
            crate::facts::Expr::Name(name) => Some(*name),
            _ => None,
        }
    }

    pub(super) fn with_statement(&mut self) -> StmtKind {
        let (mut items, mut body) = (Vec::with_capacity(1), Block::default());
        self.children(|this, kind| match kind {
            Kind::WithClause => this.children(|this, kind| {
                if kind == Kind::WithItem {
                    this.children(|this, kind| this.with_item(kind, &mut items));
                }
            }),
            Kind::Block => body = this.block(),
            Kind::Error => this.salvage(),
            _ => {}
        });
        StmtKind::With(Arc::new(With { items: items.into_boxed_slice(), body }))
    }

    /// `value`, `value as target`, and `(value as target)`, which the grammar reads as one expression.
    fn with_item(&mut self, kind: Kind, items: &mut Vec<(ExprId, Option<ExprId>)>) {
        match kind {
            Kind::AsPattern => items.push(self.as_pattern()),
            Kind::Parenthesized => {
                self.deeper(|this| this.children(|this, kind| this.with_item(kind, items)));
            }
            kind if kind.is_expr() => items.push((self.expr(), None)),
            _ => {}
        }
    }
}
