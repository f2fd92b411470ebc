//! What do `if`, `match`, loops and whatever leaves a function say?

use super::attribute::{Attributes, Cfg};
use super::block::Tail;
use super::builder::{Lowering, children};
use crate::facts::{Block, Case, Expr, ExprId, Gap, Pattern, StmtKind};
use std::sync::Arc;
use tree_sitter::Node;

/// Macros that end the program or the function with an error.
const ENDS: [&str; 9] = [
    "panic",
    "unreachable",
    "todo",
    "unimplemented",
    "bail",
    "eyre::bail",
    "anyhow::bail",
    "compile_error",
    "ensure_never",
];

impl<'t> Lowering<'t> {
    /// A statement that leaves what is around it, if the expression is one. An error ends the function like an
    /// exception: what is deployed gets by without.
    pub(super) fn leaving(&mut self, node: Node<'t>) -> Option<StmtKind> {
        match node.kind() {
            "return_expression" => {
                let value = children(node).into_iter().next();
                Some(match value {
                    Some(value) if self.is_error(value) => StmtKind::Raise(None),
                    value => StmtKind::Return(value.map(|value| self.expr(value))),
                })
            }
            "break_expression" => Some(StmtKind::Break),
            "continue_expression" => Some(StmtKind::Continue),
            "macro_invocation" => {
                let name = node.child_by_field_name("macro").map(|name| self.slice(name)).unwrap_or_default();
                ENDS.contains(&name).then_some(StmtKind::Raise(None))
            }
            "call_expression" => {
                let callee = node.child_by_field_name("function").map(|name| self.slice(name)).unwrap_or_default();
                let ends = callee.ends_with("process::exit") || callee == "exit" || self.is_error(node);
                ends.then_some(StmtKind::Raise(None))
            }
            _ => None,
        }
    }

    fn is_error(&self, node: Node<'t>) -> bool {
        let callee = node.child_by_field_name("function");
        node.kind() == "call_expression" && callee.is_some_and(|callee| self.slice(callee) == "Err")
    }

    pub(super) fn if_statement(&mut self, node: Node<'t>, tail: Tail) -> StmtKind {
        let (Some(condition), Some(then)) =
            (node.child_by_field_name("condition"), node.child_by_field_name("consequence"))
        else {
            return StmtKind::Broken;
        };
        let otherwise = |this: &mut Self| -> Block {
            let alternative = node.child_by_field_name("alternative");
            let inner = alternative.and_then(|alternative| children(alternative).into_iter().next());
            inner.map(|inner| this.branch(inner, tail)).unwrap_or_default()
        };
        match condition.kind() {
            "let_condition" => {
                let subject = condition.child_by_field_name("value");
                let subject = self.expr_or_gap(subject, condition);
                let pattern = condition.child_by_field_name("pattern");
                let text = pattern.map_or_else(Arc::default, |pattern| Arc::from(self.slice(pattern)));
                let pattern = pattern.map_or(Pattern::Other, |pattern| self.pattern(pattern));
                let body = self.branch(then, tail);
                let rest = otherwise(self);
                let rest = Case { pattern: Pattern::Wildcard, text: Arc::default(), guard: None, body: rest };
                StmtKind::Match(subject, Box::new([Case { pattern, text, guard: None, body }, rest]))
            }
            "let_chain" => {
                let text: String = self.slice(condition).split_whitespace().collect::<Vec<_>>().join(" ");
                let test = self.push(condition, Expr::Name(text.as_str().into()));
                let body = self.branch(then, tail);
                let rest = otherwise(self);
                StmtKind::If(Box::new([(test, body)]), rest)
            }
            _ => {
                let test = self.expr(condition);
                let body = self.branch(then, tail);
                let rest = otherwise(self);
                StmtKind::If(Box::new([(test, body)]), rest)
            }
        }
    }

    pub(super) fn match_statement(&mut self, node: Node<'t>, tail: Tail) -> StmtKind {
        let subject = node.child_by_field_name("value");
        let subject = self.expr_or_gap(subject, node);
        let mut cases = Vec::new();
        for arm in node.child_by_field_name("body").map(children).unwrap_or_default() {
            if arm.kind() == "match_arm" {
                cases.extend(self.arm(arm, tail));
            }
        }
        StmtKind::Match(subject, cases.into())
    }

    fn arm(&mut self, arm: Node<'t>, tail: Tail) -> Option<Case> {
        let mut attributes = Attributes::default();
        children(arm).into_iter().filter(|child| child.kind() == "attribute_item").for_each(|it| attributes.add(it));
        let cfg = self.cfg(&attributes);
        if cfg == Cfg::Never {
            return None;
        }
        let pattern = arm.child_by_field_name("pattern")?;
        let guard = pattern.child_by_field_name("condition").map(|condition| match condition.kind() {
            "let_condition" | "let_chain" => self.push(condition, Expr::Name(self.slice(condition).into())),
            _ => self.expr(condition),
        });
        let guard = guard.or_else(|| match &cfg {
            Cfg::If(text) => Some(self.push(arm, Expr::Name(text.as_str().into()))),
            _ => None,
        });
        let first = children(pattern).into_iter().next();
        let lowered = first.map_or(Pattern::Wildcard, |first| self.pattern(first));
        let text = first.map_or("_", |first| self.slice(first));
        let body = arm.child_by_field_name("value").map(|value| self.branch(value, tail)).unwrap_or_default();
        Some(Case { pattern: lowered, text: Arc::from(text), guard, body })
    }

    pub(super) fn for_statement(&mut self, node: Node<'t>) -> StmtKind {
        let value = node.child_by_field_name("value");
        let iterable = self.expr_or_gap(value, node);
        let mut prelude = Vec::new();
        let target = match node.child_by_field_name("pattern") {
            Some(pattern) => self.target(pattern, &mut prelude),
            None => self.gap(node, Gap::Broken),
        };
        let block = node.child_by_field_name("body").map(|body| self.scoped_block(body, Tail::Drop));
        let body = prelude.into_iter().chain(block.unwrap_or_default()).collect();
        StmtKind::For { target, iterable, body, otherwise: Block::default() }
    }

    /// A block whose names stay inside of it.
    fn scoped_block(&mut self, node: Node<'t>, tail: Tail) -> Block {
        let mark = self.mark(node);
        let block = self.block(node, tail);
        let value = self.push(node, Expr::Block(block));
        Box::new([crate::facts::Stmt { mark, kind: StmtKind::Expr(value) }])
    }

    pub(super) fn while_statement(&mut self, node: Node<'t>) -> StmtKind {
        let test = match node.child_by_field_name("condition") {
            Some(condition) if matches!(condition.kind(), "let_condition" | "let_chain") => {
                self.push(condition, Expr::Name(self.slice(condition).into()))
            }
            condition => self.expr_or_gap(condition, node),
        };
        let body = node.child_by_field_name("body").map(|body| self.scoped_block(body, Tail::Drop)).unwrap_or_default();
        StmtKind::While(test, body, Block::default())
    }

    /// A loop without a test is left by what it does: one turn is looked at.
    pub(super) fn loop_statement(&mut self, node: Node<'t>) -> StmtKind {
        let body = node.child_by_field_name("body").map(|body| self.scoped_block(body, Tail::Drop)).unwrap_or_default();
        let test = self.push(node, Expr::Name("loop".into()));
        StmtKind::While(test, body, Block::default())
    }

    /// `if`, `match`, a loop or a block as a value.
    pub(super) fn block_expr(&mut self, node: Node<'t>) -> ExprId {
        let kind = match node.kind() {
            "if_expression" => self.if_statement(node, Tail::Result),
            "match_expression" => self.match_statement(node, Tail::Result),
            "for_expression" => self.for_statement(node),
            "while_expression" => self.while_statement(node),
            "loop_expression" => self.loop_statement(node),
            _ => {
                let block = self.block(node, Tail::Result);
                return self.push(node, Expr::Block(block));
            }
        };
        let stmt = self.stmt(node, kind);
        self.push(node, Expr::Block(Box::new([stmt])))
    }
}
