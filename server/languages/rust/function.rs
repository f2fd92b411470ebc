//! What does a function or closure say? Its signature; the body is an item of its own.

use super::attribute::Attributes;
use super::builder::{Lowering, children};
use crate::facts::{Expr, ExprId, Function, FunctionId, Name, Param, ParamKind};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    pub(super) fn function(&mut self, node: Node<'t>, attributes: &Attributes<'t>) -> FunctionId {
        let decorators = self.attributes(attributes);
        let whole = attributes.first().map_or(self.span(node), |first| {
            let (start, end) = (self.span(first).start, self.span(node).end);
            crate::text::Span { start, end }
        });
        let (mark, def) = (self.mark_at(whole), self.mark(node));
        let name_node = node.child_by_field_name("name");
        let name_mark = name_node.map_or(def, |name| self.mark(name));
        let name = name_node.map(|name| self.name(name)).unwrap_or_default();
        let params = node.child_by_field_name("parameters").map(|params| self.params(params)).unwrap_or_default();
        let returns = node.child_by_field_name("return_type").map(|returns| self.expr(returns));
        let generics = self.generics(node);
        let item = self.function_item_body(node.child_by_field_name("body"));
        let modifiers = children(node).into_iter().find(|child| child.kind() == "function_modifiers");
        let is_async = modifiers.is_some_and(|modifiers| self.slice(modifiers).contains("async"));
        self.push_function(Function {
            name,
            item,
            params,
            returns,
            decorators,
            generics,
            is_async,
            mark,
            def,
            name_mark,
        })
    }

    pub(super) fn push_function(&mut self, function: Function) -> FunctionId {
        self.item.code.functions.push(function);
        FunctionId(self.item.code.functions.len() as u32 - 1)
    }

    /// The names of type parameters.
    pub(super) fn generics(&self, node: Node<'t>) -> Box<[Name]> {
        let parameters = node.child_by_field_name("type_parameters").map(children).unwrap_or_default();
        let types = parameters.into_iter().filter(|parameter| parameter.kind() == "type_parameter");
        types.map(|parameter| self.name_of(parameter, "name")).collect()
    }

    fn params(&mut self, node: Node<'t>) -> Box<[Param]> {
        let mut params = Vec::new();
        for (at, child) in children(node).into_iter().enumerate() {
            let mark = self.mark(child);
            let (name, annotation) = match child.kind() {
                "self_parameter" => (Name::from("self"), None),
                "parameter" => {
                    let annotation = child.child_by_field_name("type").map(|annotation| self.expr(annotation));
                    let pattern = child.child_by_field_name("pattern");
                    (pattern.map_or_else(|| numbered(at), |pattern| self.param_name(pattern, at)), annotation)
                }
                _ => continue,
            };
            params.push(Param { name, kind: ParamKind::Normal, annotation, default: None, mark });
        }
        params.into()
    }

    /// The name of a parameter; of a pattern with one name in it, that one.
    fn param_name(&self, pattern: Node<'t>, at: usize) -> Name {
        let mut node = pattern;
        loop {
            if matches!(node.kind(), "identifier" | "self" | "shorthand_field_identifier") {
                return self.name(node);
            }
            let skipped = usize::from(node.kind() == "tuple_struct_pattern");
            let parts = children(node).into_iter().filter(|part| part.kind() != "mutable_specifier").skip(skipped);
            match *parts.collect::<Vec<_>>() {
                [only] => node = only,
                _ => return numbered(at),
            }
        }
    }

    /// `|a, (b, c)| value` is a function that returns the value.
    pub(super) fn closure(&mut self, node: Node<'t>) -> ExprId {
        let mark = self.mark(node);
        let parts = node.child_by_field_name("parameters").map(children).unwrap_or_default();
        let mut params = Vec::new();
        let mut patterns = Vec::new();
        for (at, child) in parts.into_iter().enumerate() {
            let pattern = child.child_by_field_name("pattern").unwrap_or(child);
            let annotation = child.child_by_field_name("type").map(|annotation| self.expr(annotation));
            let name = match pattern.kind() {
                "identifier" => self.name(pattern),
                "mut_pattern" | "ref_pattern" => self.param_name(pattern, at),
                _ => {
                    patterns.push((numbered(at), pattern));
                    numbered(at)
                }
            };
            let mark = self.mark(child);
            params.push(Param { name, kind: ParamKind::Normal, annotation, default: None, mark });
        }
        let body = node.child_by_field_name("body");
        let item = self.nested(|this| {
            let mut prelude = Vec::new();
            for (name, pattern) in patterns {
                let value = this.push(pattern, Expr::Name(name));
                this.bind_pattern(pattern, value, &mut prelude);
            }
            body.map(|body| this.returned(body, prelude)).unwrap_or_default()
        });
        let function = Function::unnamed("<closure>", item, params.into(), mark);
        let id = self.push_function(function);
        self.push(node, Expr::Lambda(id))
    }
}

fn numbered(at: usize) -> Name {
    Name::from(&format!("<{at}>"))
}
