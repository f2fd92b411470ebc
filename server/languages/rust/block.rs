//! What does a block say? Statements in order, items first: they hold in all of the block.

use super::attribute::{Attributes, Cfg};
use super::builder::{Lowering, MAX_DEPTH, children};
use crate::facts::{Block, Expr, ExprId, Stmt, StmtKind};
use tree_sitter::Node;

/// What becomes of the value of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// The function returns it.
    Return,
    /// It is the value of the expression around it.
    Result,
    /// Nobody reads it.
    Drop,
}

impl<'t> Lowering<'t> {
    /// The block of a function: its value is returned.
    pub(super) fn body_block(&mut self, node: Node<'t>) -> Block {
        self.block(node, Tail::Return)
    }

    /// The statements of a block.
    pub(super) fn block(&mut self, node: Node<'t>, tail: Tail) -> Block {
        self.deeper(MAX_DEPTH, |this| this.block_inner(node, tail)).unwrap_or_else(|| self.broken(node))
    }

    fn broken(&mut self, node: Node<'t>) -> Block {
        Box::new([self.stmt(node, StmtKind::Broken)])
    }

    fn block_inner(&mut self, node: Node<'t>, tail: Tail) -> Block {
        let (mut items, mut stmts) = (Vec::new(), Vec::new());
        let mut attributes = Attributes::default();
        let parts = children(node);
        let last = parts.len().wrapping_sub(1);
        for (at, child) in parts.into_iter().enumerate() {
            if child.kind() == "attribute_item" {
                attributes.add(child);
                continue;
            }
            let of = std::mem::take(&mut attributes);
            let mut made = Vec::new();
            let cfg = self.cfg(&of);
            if cfg == Cfg::Never {
                continue;
            }
            let is_item = self.is_item(child);
            if is_item {
                self.item_stmt(child, &of, &mut made);
            } else {
                self.statement(child, if at == last { tail } else { Tail::Drop }, &mut made);
            }
            if let (Cfg::If(text), false) = (&cfg, is_item) {
                let test = self.push(child, Expr::Name(text.as_str().into()));
                made = vec![self.stmt(child, StmtKind::If(Box::new([(test, made.into())]), Block::default()))];
            }
            if is_item { items.append(&mut made) } else { stmts.append(&mut made) }
        }
        items.into_iter().chain(stmts).collect()
    }

    fn statement(&mut self, node: Node<'t>, tail: Tail, to: &mut Vec<Stmt>) {
        match node.kind() {
            "let_declaration" => self.let_statement(node, to),
            "expression_statement" => {
                let Some(inner) = children(node).into_iter().next() else { return };
                // A block at the end without a semicolon is the value.
                let ends = self.slice(node).ends_with(';');
                self.expression_statement(inner, if ends { Tail::Drop } else { tail }, to);
            }
            "label" | "empty_statement" | "inner_attribute_item" => {}
            "ERROR" => to.push(self.stmt(node, StmtKind::Broken)),
            "macro_invocation" if tail == Tail::Drop => self.expression_statement(node, tail, to),
            _ => self.expression_statement(node, tail, to),
        }
    }

    /// An expression as a statement: control flow as statements, anything else for its effect or value.
    pub(super) fn expression_statement(&mut self, node: Node<'t>, tail: Tail, to: &mut Vec<Stmt>) {
        if let Some(kind) = self.leaving(node) {
            return to.push(self.stmt(node, kind));
        }
        let kind = match node.kind() {
            "if_expression" if tail == Tail::Drop => self.if_statement(node, tail),
            "match_expression" if tail == Tail::Drop => self.match_statement(node, tail),
            "for_expression" => self.for_statement(node),
            "while_expression" => self.while_statement(node),
            "loop_expression" => self.loop_statement(node),
            "assignment_expression" => self.assignment(node),
            "compound_assignment_expr" => self.compound_assignment(node),
            _ => {
                let value = self.expr(node);
                self.with_tail(value, tail)
            }
        };
        to.push(self.stmt(node, kind));
    }

    pub(super) fn with_tail(&mut self, value: ExprId, tail: Tail) -> StmtKind {
        match tail {
            Tail::Return => StmtKind::Return(Some(value)),
            Tail::Result => StmtKind::Result(value),
            Tail::Drop => StmtKind::Expr(value),
        }
    }

    /// A block, or any expression, as the block of a branch. What it declares stays inside.
    pub(super) fn branch(&mut self, node: Node<'t>, tail: Tail) -> Block {
        let declares = node.kind() == "block" && children(node).iter().any(|child| is_declaration(child.kind()));
        if node.kind() == "block" && !declares {
            return self.block(node, tail);
        }
        let mut stmts = Vec::new();
        self.expression_statement(node, tail, &mut stmts);
        stmts.into()
    }

    fn let_statement(&mut self, node: Node<'t>, to: &mut Vec<Stmt>) {
        let Some(pattern) = node.child_by_field_name("pattern") else { return };
        let value = match node.child_by_field_name("value") {
            Some(value) => self.expr(value),
            None => self.push(node, Expr::None),
        };
        let mut simple = pattern;
        while let "mut_pattern" | "ref_pattern" | "reference_pattern" = simple.kind() {
            let Some(inner) = children(simple).into_iter().rfind(|child| child.kind() != "mutable_specifier") else {
                break;
            };
            simple = inner;
        }
        self.bind_pattern(simple, value, to);
    }

    fn assignment(&mut self, node: Node<'t>) -> StmtKind {
        let (Some(left), Some(right)) = (node.child_by_field_name("left"), node.child_by_field_name("right")) else {
            return StmtKind::Broken;
        };
        let value = self.expr(right);
        let target = self.expr(left);
        StmtKind::Reassign(target, value)
    }

    fn compound_assignment(&mut self, node: Node<'t>) -> StmtKind {
        let (Some(left), Some(right)) = (node.child_by_field_name("left"), node.child_by_field_name("right")) else {
            return StmtKind::Broken;
        };
        let (value, target) = (self.expr(right), self.expr(left));
        let op = self.operator(node).trim_end_matches('=');
        match super::expression::binary_op(op) {
            Some(op) => {
                let sum = self.push(node, Expr::Binary(op, target, value));
                StmtKind::Reassign(target, sum)
            }
            None => StmtKind::Expr(value),
        }
    }
}

fn is_declaration(kind: &str) -> bool {
    kind == "let_declaration" || kind.ends_with("_item") || kind == "use_declaration"
}
