//! What does an assignment say? Its targets, annotation and value; a type alias is one.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{Expr, ExprId, Gap, StmtKind};

impl Lowering<'_> {
    /// `a = b = value`, `a: b`, `a: b = value`: each further target nests to the right, which is walked in a loop.
    pub(super) fn assignment(&mut self) -> StmtKind {
        let height = self.operands.len();
        let (mut levels, mut annotation, mut is_torn) = (0, None, false);
        loop {
            is_torn |= self.is_torn();
            if !self.cursor.goto_first_child() {
                break;
            }
            levels += 1;
            let goes_on = loop {
                match self.kind() {
                    Kind::Assignment => break true,
                    Kind::Type => annotation = Some(self.expr()),
                    kind if kind.is_expr() => self.operand_of_list(kind),
                    _ => {}
                }
                if !self.cursor.goto_next_sibling() {
                    break false;
                }
            };
            if !goes_on {
                break;
            }
        }
        for _ in 0..levels {
            self.cursor.goto_parent();
        }
        if is_torn {
            self.operands.truncate(height + 1);
            let gap = self.gap(Gap::Broken);
            self.operands.push(gap);
        }
        self.finish_assignment(height, annotation)
    }

    fn finish_assignment(&mut self, height: usize, annotation: Option<ExprId>) -> StmtKind {
        let mut parts = self.operands.drain(height..);
        match (annotation, parts.len()) {
            (_, 0) => StmtKind::Broken,
            (Some(annotation), _) => {
                let (first, last) = (parts.next(), parts.next_back());
                first.map_or(StmtKind::Broken, |target| StmtKind::Annotate { target, annotation, value: last })
            }
            (None, 1) => {
                drop(parts);
                StmtKind::Broken
            }
            (None, _) => {
                let value = parts.next_back();
                let targets = parts.collect();
                value.map_or(StmtKind::Broken, |value| StmtKind::Assign(targets, value))
            }
        }
    }

    pub(super) fn augmented(&mut self) -> StmtKind {
        let height = self.operands.len();
        let mut op = None;
        if self.is_torn() {
            return StmtKind::Broken;
        }
        self.children(|this, kind| match kind {
            Kind::Augment(found) => op = Some(found),
            kind if kind.is_expr() => this.operand_of_list(kind),
            _ => {}
        });
        let parts = (op, self.operands.get(height).copied(), self.operands.get(height + 1).copied());
        self.operands.truncate(height);
        match parts {
            (Some(op), Some(target), Some(value)) => StmtKind::Augment(target, op, value),
            _ => StmtKind::Broken,
        }
    }

    /// `type Name[T] = value` binds the name.
    pub(super) fn type_alias(&mut self) -> StmtKind {
        let (mut target, mut value) = (None, None);
        self.children(|this, kind| match kind {
            Kind::Type if target.is_none() => target = Some(this.alias_name()),
            kind if kind.is_expr() => value = Some(this.expr_of(kind)),
            _ => {}
        });
        match (target, value) {
            (Some(target), Some(value)) => StmtKind::Assign(Box::new([target]), value),
            _ => StmtKind::Broken,
        }
    }

    /// The first identifier below the cursor.
    fn alias_name(&mut self) -> ExprId {
        let mut levels = 0;
        while self.kind() != Kind::Identifier && self.cursor.goto_first_child() {
            levels += 1;
        }
        let name = self.slice();
        let is_name = self.kind() == Kind::Identifier && !name.is_empty();
        let id = self.push(if is_name { Expr::Name(name.into()) } else { Expr::Gap(Gap::Broken) });
        for _ in 0..levels {
            self.cursor.goto_parent();
        }
        id
    }
}
