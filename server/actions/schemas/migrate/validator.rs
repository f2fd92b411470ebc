//! How does a validator of Pydantic 1 read in Pydantic 2?

use super::{Migration, old_validator};
use crate::actions::Refusal;
use crate::edit::{indent_of_line, line_break};
use crate::facts::{Expr, ExprId, Function, Node};

impl Migration<'_, '_> {
    pub(super) fn validator(&mut self, function: &Function) -> Result<(), Refusal> {
        let Some((decorator, callee, name)) = old_validator(self.bench, self.model, function) else { return Ok(()) };
        let refuse = |why: &str| Err(Refusal::new(format!("`{}` {why}", function.name)));
        let is_root = name == "root_validator";
        let span = self.model.span(decorator);
        let Some(list) = (decorator != callee).then(|| self.layout.list(span)).flatten() else {
            return refuse("is a validator of the whole model once its fields are read: write it with `self`");
        };
        let mut is_before = false;
        for (index, element) in list.elements.iter().enumerate() {
            let text = self.layout.slice(element.span).to_owned();
            let (key, value) = keyword(&text);
            match (key, value) {
                ("pre", "True") => {
                    is_before = true;
                    self.replace(element.span, "mode=\"before\"");
                }
                ("pre", "False") | ("allow_reuse", _) => match list.remove(self.layout, index) {
                    Some(splice) => self.draft.add(self.model.facts.file, [splice]),
                    None => return refuse("has arguments that cannot be read"),
                },
                ("check_fields", _) => {}
                ("", _) if !is_root && !text.starts_with('*') => {}
                ("skip_on_failure", _) if is_root => {}
                _ => return refuse(&format!("is given `{text}`, for which Pydantic 2 has nothing that does the same")),
            }
        }
        if is_root && (!is_before || list.elements.len() > 1) {
            return refuse("is a validator of the whole model once its fields are read: write it with `self`");
        }
        let new = self.imports.need("pydantic", if is_root { "model_validator" } else { "field_validator" });
        let callee = self.model.span(callee);
        self.replaced.push(callee);
        self.replace(callee, new);
        self.class_method(function);
        if is_root { Ok(()) } else { self.values(function) }
    }

    fn class_method(&mut self, function: &Function) {
        let code = self.model.code();
        let is_one = |decorator: &ExprId| matches!(code.expr(*decorator), Expr::Name(name) if name == "classmethod");
        if function.decorators.iter().any(is_one) {
            return;
        }
        let text = &self.layout.text;
        let at = self.model.facts.span(self.model.class.item, Node::Mark(function.def)).start;
        let line = format!("@classmethod{}{}", line_break(text), indent_of_line(text, at));
        self.draft.insert(self.model.facts.file, at, line);
    }

    /// What fields before it held: `values` is `info.data`.
    fn values(&mut self, function: &Function) -> Result<(), Refusal> {
        let Some(values) = function.params.get(2) else { return Ok(()) };
        let refuse = |why: &str| Err(Refusal::new(format!("`{}` {why}", function.name)));
        if function.params.len() > 3 || values.name != "values" {
            return refuse("takes the field or the configuration, which Pydantic 2 does not pass");
        }
        let facts = self.model.facts;
        let mut uses = Vec::new();
        for item in facts.items().filter(|item| item.body == function.item.body) {
            for (expr, span) in facts.item(item).exprs.iter().zip(facts.expr_spans(item)) {
                match expr {
                    Expr::Name(name) if name == "info" => return refuse("has an `info` of its own"),
                    Expr::Name(name) if name == "values" => uses.push(*span),
                    _ => {}
                }
            }
        }
        let info = self.imports.need("pydantic", "ValidationInfo");
        self.replace(facts.span(self.model.class.item, Node::Mark(values.mark)), format!("info: {info}"));
        uses.into_iter().for_each(|span| self.replace(span, "info.data"));
        Ok(())
    }
}

/// The name and the value of an argument; no name for one by position.
fn keyword(text: &str) -> (&str, &str) {
    match text.split_once('=') {
        Some((name, value)) if name.trim().chars().all(|c| c.is_alphanumeric() || c == '_') => {
            (name.trim(), value.trim())
        }
        _ => ("", text),
    }
}
