//! What does an item say? Functions, modules, names for paths, constants, and blocks of methods.

use super::attribute::{Attributes, Cfg};
use super::builder::{Lowering, children};
use crate::facts::{
    Block, Expr, ExprId, Function, FunctionId, Impl, MacroRules, MarkId, Name, Param, ParamKind, Stmt, StmtKind,
    Submodule, UseName,
};
use std::sync::Arc;
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Whether a node is an item: it holds in all of its block.
    pub(super) fn is_item(&self, node: Node<'t>) -> bool {
        let kind = node.kind();
        kind.ends_with("_item") && kind != "attribute_item" && kind != "inner_attribute_item"
            || matches!(kind, "use_declaration" | "extern_crate_declaration" | "macro_definition")
    }

    /// The items of a file or of the body of a module, trait or `impl`.
    pub(super) fn items_of(&mut self, node: Node<'t>) -> Block {
        let mut stmts = Vec::new();
        let mut attributes = Attributes::default();
        for child in children(node) {
            match child.kind() {
                "attribute_item" => {
                    attributes.add(child);
                    continue;
                }
                "inner_attribute_item" => continue,
                _ => {}
            }
            let of = std::mem::take(&mut attributes);
            if self.cfg(&of) == Cfg::Never {
                continue;
            }
            match child.kind() {
                "expression_statement" | "macro_invocation" => self.macro_item(child, &mut stmts),
                "ERROR" => stmts.push(self.stmt(child, StmtKind::Broken)),
                _ => self.item_stmt(child, &of, &mut stmts),
            }
        }
        stmts.into()
    }

    fn macro_item(&mut self, node: Node<'t>, to: &mut Vec<Stmt>) {
        let call = if node.kind() == "macro_invocation" { Some(node) } else { children(node).into_iter().next() };
        if let Some(call) = call.filter(|call| call.kind() == "macro_invocation") {
            let value = self.expr(call);
            to.push(self.stmt(node, StmtKind::Expr(value)));
        }
    }

    pub(super) fn item_stmt(&mut self, node: Node<'t>, attributes: &Attributes<'t>, to: &mut Vec<Stmt>) {
        let kind = match node.kind() {
            "function_item" | "function_signature_item" => StmtKind::Function(self.function(node, attributes)),
            "struct_item" | "union_item" => self.structure(node, attributes),
            "enum_item" => self.enumeration(node, attributes),
            "trait_item" => self.trait_item(node, attributes),
            "impl_item" => self.impl_item(node, attributes),
            "mod_item" => self.module_item(node, attributes),
            "use_declaration" => self.use_item(node),
            "extern_crate_declaration" => self.extern_crate(node),
            "const_item" | "static_item" => self.constant(node, "value"),
            "type_item" => self.constant(node, "type"),
            "macro_definition" => self.macro_rules(node),
            _ => return,
        };
        to.push(self.stmt(node, kind));
    }

    fn constant(&mut self, node: Node<'t>, field: &str) -> StmtKind {
        let (Some(name), Some(value)) = (node.child_by_field_name("name"), node.child_by_field_name(field)) else {
            return StmtKind::Pass;
        };
        let target = Expr::Name(self.name(name));
        let target = self.push(name, target);
        let value = self.expr(value);
        StmtKind::Assign(Box::new([target]), value)
    }

    fn macro_rules(&mut self, node: Node<'t>) -> StmtKind {
        let name = Name::from(&format!("{}!", self.name_of(node, "name")));
        StmtKind::Macro(Arc::new(MacroRules { name, text: Arc::from(self.slice(node)) }))
    }

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
        let function = closure_function(item, params.into(), mark);
        let id = self.push_function(function);
        self.push(node, Expr::Lambda(id))
    }

    fn impl_item(&mut self, node: Node<'t>, attributes: &Attributes<'t>) -> StmtKind {
        let Some(target) = node.child_by_field_name("type") else { return StmtKind::Pass };
        let target = self.expr(target);
        let of = node.child_by_field_name("trait").map(|of| self.expr(of));
        let body = node.child_by_field_name("body");
        let generics = self.generics(node);
        let item = self.nested(|this| body.map(|body| this.items_of(body)).unwrap_or_default());
        let mark = self.mark(node);
        let attributes = self.attributes(attributes);
        StmtKind::Impl(Box::new(Impl { target, of, generics, item, attributes, mark }))
    }

    fn module_item(&mut self, node: Node<'t>, attributes: &Attributes<'t>) -> StmtKind {
        let name = self.name_of(node, "name");
        let path = self.attribute_text(attributes, "path").map(Arc::from);
        let body = node.child_by_field_name("body");
        let item = body.map(|body| self.nested(|this| this.items_of(body)));
        StmtKind::Module(Box::new(Submodule { name, item, path }))
    }

    fn extern_crate(&mut self, node: Node<'t>) -> StmtKind {
        let name = self.name_of(node, "name");
        let alias = node.child_by_field_name("alias").map_or(name, |alias| self.name(alias));
        let path = self.push(node, Expr::Name(Name::from(&format!("::{name}"))));
        StmtKind::Use(Box::new([UseName { name: alias, path }]))
    }

    fn use_item(&mut self, node: Node<'t>) -> StmtKind {
        let mut names = Vec::new();
        if let Some(argument) = node.child_by_field_name("argument") {
            self.use_tree(argument, None, &mut names);
        }
        StmtKind::Use(names.into())
    }

    fn use_tree(&mut self, node: Node<'t>, base: Option<ExprId>, to: &mut Vec<UseName>) {
        match node.kind() {
            "use_list" => {
                for child in children(node) {
                    self.use_tree(child, base, to);
                }
            }
            "scoped_use_list" => {
                let base = match node.child_by_field_name("path") {
                    Some(path) => Some(self.use_path(path, base, true)),
                    None => base,
                };
                if let Some(list) = node.child_by_field_name("list") {
                    self.deeper(super::builder::MAX_DEPTH, |this| this.use_tree(list, base, to));
                }
            }
            "use_as_clause" => {
                let alias = self.name_of(node, "alias");
                let Some(path) = node.child_by_field_name("path") else { return };
                if path.kind() == "self" {
                    to.extend(base.map(|path| UseName { name: alias, path }));
                    return;
                }
                let path = self.use_path(path, base, false);
                to.push(UseName { name: alias, path });
            }
            "use_wildcard" => {
                let inner = children(node).into_iter().next();
                let path = match inner {
                    Some(inner) => Some(self.use_path(inner, base, true)),
                    None => base,
                };
                to.extend(path.map(|path| UseName { name: Name::default(), path }));
            }
            "self" => {
                let last = base.and_then(|base| match self.item.code.expr(base) {
                    Expr::Attribute(_, name) | Expr::Name(name) => Some(Name::from(name.trim_matches(':'))),
                    _ => None,
                });
                to.extend(last.zip(base).map(|(name, path)| UseName { name, path }));
            }
            _ => {
                let path = self.use_path(node, base, false);
                let name = match self.item.code.expr(path) {
                    Expr::Attribute(_, name) | Expr::Name(name) => Name::from(name.trim_matches(':')),
                    _ => return,
                };
                to.push(UseName { name, path });
            }
        }
    }

    /// A path below another. As the start of a longer path its last part keeps the `::`.
    fn use_path(&mut self, node: Node<'t>, base: Option<ExprId>, is_start: bool) -> ExprId {
        let (inner, name) = match node.kind() {
            "scoped_identifier" => (node.child_by_field_name("path"), self.name_of(node, "name")),
            _ => (None, self.name(node)),
        };
        let base = match inner {
            Some(inner) => Some(
                self.deeper(super::builder::MAX_DEPTH, |this| this.use_path(inner, base, true))
                    .unwrap_or_else(|| self.gap(node, crate::facts::Gap::TooDeep)),
            ),
            None if node.kind() == "scoped_identifier" => {
                return self
                    .push(node, Expr::Name(Name::from(&format!("::{name}{}", if is_start { "::" } else { "" }))));
            }
            None => base,
        };
        let is_root = base.is_none();
        let name = if is_start || is_root { Name::from(&format!("{name}::")) } else { name };
        let expr = base.map_or(Expr::Name(name), |base| Expr::Attribute(base, name));
        self.push(node, expr)
    }
}

fn closure_function(item: crate::facts::ItemId, params: Box<[Param]>, mark: MarkId) -> Function {
    Function {
        name: Name::from("<closure>"),
        item,
        params,
        returns: None,
        decorators: Box::default(),
        generics: Box::default(),
        is_async: false,
        mark,
        def: mark,
        name_mark: mark,
    }
}

fn numbered(at: usize) -> Name {
    Name::from(&format!("<{at}>"))
}
