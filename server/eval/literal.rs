//! What does a string literal give, and who looks into it? While somebody is editing, paths remember where they stand.

use super::machine::{Cx, Machine};
use super::statement::is_declared;
use super::value::Value;
use super::written::{Literal, Text, is_plain_path};
use crate::facts::{Expr, ExprId, render};
use std::sync::Arc;

impl Machine<'_> {
    /// While somebody is editing, what looks like a path stays known in what is made of it. Where frameworks spell
    /// parameters in ways of their own (`:id`, `<id>`), only plain paths do: more than a spelling may change with others.
    pub(super) fn eval_literal(&mut self, cx: &Cx, text: &Arc<str>, id: ExprId) -> Value {
        let at = cx.place(id);
        let is_declared = is_declared(cx);
        let is_path = if is_declared { is_plain_path(text) } else { text.starts_with('/') };
        if !is_path || !self.world.is_edited() || self.library.is_model(at.file) {
            return Value::Str(Text::Plain(Arc::clone(text)));
        }
        let new = if is_declared { Literal::new_plain } else { Literal::new };
        let literal = self.literals.entry(at).or_insert_with(|| new(at));
        Value::Str(Text::of_literal(Arc::clone(text), Arc::clone(literal)))
    }

    /// An expression as people read it, literals and all.
    pub(super) fn shown(&mut self, cx: &Cx, id: ExprId) -> String {
        if self.world.is_edited() {
            self.look_into(cx, id);
        }
        if is_declared(cx) { self.spelled(cx, id) } else { render(&cx.code, id) }
    }

    /// How an expression is written, on one line.
    pub(super) fn spelled(&self, cx: &Cx, expr: ExprId) -> String {
        if let Expr::Name(name) = cx.code.expr(expr) {
            return name.to_string();
        }
        let text = cx.facts.written(cx.item, expr);
        if text.is_empty() { render(&cx.code, expr) } else { text }
    }

    fn look_into(&mut self, cx: &Cx, id: ExprId) {
        let spans = cx.facts.expr_spans(cx.item);
        let Some(whole) = spans.get(id.index()) else { return };
        let is_inside =
            |id: &ExprId| spans.get(id.index()).is_some_and(|it| whole.start <= it.start && it.end <= whole.end);
        let is_path = |id: &ExprId| matches!(cx.code.expr(*id), Expr::Str(text) if text.starts_with('/'));
        for at in (0..cx.code.exprs.len()).map(ExprId::at).filter(is_path).filter(is_inside).map(|id| cx.place(id)) {
            self.literals.entry(at).or_insert_with(|| Literal::new(at)).look();
        }
    }
}
