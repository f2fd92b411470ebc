//! What happens in the body of a function? Its statements, those that run exactly once, and what names stand for.

use crate::facts::{Block, Code, Expr, ExprId, Facts, Function, ItemId, Name, Node, Stmt, StmtKind};
use crate::text::Span;

/// The body of a function, while it is read.
#[derive(Clone, Copy)]
pub(super) struct Body<'a> {
    pub(super) facts: &'a Facts,
    pub(super) item: ItemId,
    pub(super) code: &'a Code,
}

impl<'a> Body<'a> {
    pub(super) fn of(facts: &'a Facts, function: &Function) -> Self {
        Body { facts, item: function.item, code: facts.item(function.item) }
    }

    pub(super) fn expr(&self, id: ExprId) -> &'a Expr {
        self.code.expr(id)
    }

    pub(super) fn span(&self, id: ExprId) -> Span {
        self.facts.span(self.item, Node::Expr(id))
    }

    pub(super) fn statement_span(&self, statement: &Stmt) -> Span {
        self.facts.span(self.item, Node::Mark(statement.mark))
    }

    /// The text of an expression.
    pub(super) fn text(&self, id: ExprId) -> &'a str {
        self.slice(self.span(id))
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.facts.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// All statements, those inside others included.
    pub(super) fn statements(&self) -> Vec<&'a Stmt> {
        collect(&self.code.block, &|kind| kind.blocks())
    }

    /// The statements that run once if the function gets to its end, in order.
    pub(super) fn straight(&self) -> Vec<&'a Stmt> {
        collect(&self.code.block, &|kind| match kind {
            StmtKind::With(with) => vec![&with.body],
            StmtKind::Try { body, .. } => vec![body],
            _ => Vec::new(),
        })
    }

    /// What a name is assigned, anywhere, with the statements that do it.
    pub(super) fn assigned(&self, name: Name) -> Vec<(&'a Stmt, ExprId)> {
        let is_name = |id: ExprId| matches!(self.expr(id), Expr::Name(known) if *known == name);
        let mut found = Vec::new();
        for statement in self.statements() {
            match &statement.kind {
                StmtKind::Assign(targets, value) if targets.len() == 1 && is_name(targets[0]) => {
                    found.push((statement, *value));
                }
                StmtKind::Annotate { target, value: Some(value), .. } if is_name(*target) => {
                    found.push((statement, *value));
                }
                _ => {}
            }
        }
        found
    }

    /// What a name stands for that one statement binds, which runs exactly once.
    pub(super) fn bound_once(&self, name: Name) -> Option<(&'a Stmt, ExprId)> {
        let [(statement, value)] = self.assigned(name)[..] else { return None };
        self.straight().iter().any(|known| std::ptr::eq(*known, statement)).then_some((statement, value))
    }

    /// The only statement that returns something, and what.
    pub(super) fn returned(&self) -> Option<(&'a Stmt, ExprId)> {
        let mut found = self.statements().into_iter().filter_map(|statement| match statement.kind {
            StmtKind::Return(Some(value)) => Some((statement, value)),
            _ => None,
        });
        let one = found.next().filter(|_| found.next().is_none())?;
        self.straight().iter().any(|known| std::ptr::eq(*known, one.0)).then_some(one)
    }

    /// Whether the body has a name.
    pub(super) fn mentions(&self, name: &str) -> bool {
        self.code.exprs.iter().any(|expr| matches!(expr, Expr::Name(known) if *known == name))
    }

    /// The first of some names that neither the body nor the signature has.
    pub(super) fn fresh(&self, function: &Function, names: &[&'static str]) -> Option<&'static str> {
        let is_free = |name: &&&str| !self.mentions(name) && function.params.iter().all(|param| param.name != **name);
        names.iter().find(is_free).copied()
    }
}

fn collect<'a>(block: &'a Block, inside: &dyn Fn(&'a StmtKind) -> Vec<&'a Block>) -> Vec<&'a Stmt> {
    let mut open: Vec<&'a Stmt> = block.iter().rev().collect();
    let mut found = Vec::new();
    while let Some(statement) = open.pop() {
        found.push(statement);
        let blocks = inside(&statement.kind);
        open.extend(blocks.into_iter().rev().flat_map(|block| block.iter().rev()));
    }
    found
}
