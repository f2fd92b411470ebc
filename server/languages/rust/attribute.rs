//! What do attributes say? Calls as data, and the conditions of `#[cfg(..)]`.

use super::builder::{Lowering, children};
use super::tokens::{Piece, pieces};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Gap, Name};
use tree_sitter::Node;

/// The attributes in front of an item.
#[derive(Default)]
pub(super) struct Attributes<'t>(Vec<Node<'t>>);

impl<'t> Attributes<'t> {
    pub(super) fn add(&mut self, node: Node<'t>) {
        self.0.push(node);
    }

    pub(super) fn first(&self) -> Option<Node<'t>> {
        self.0.first().copied()
    }
}

/// Whether an item is compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cfg {
    /// Always, as far as it is up to attributes.
    Always,
    /// For tests only.
    Never,
    /// Under a condition: its text.
    If(String),
}

impl<'t> Lowering<'t> {
    /// What the attributes say of when an item is compiled.
    pub(super) fn cfg(&self, attributes: &Attributes<'t>) -> Cfg {
        let mut conditions = Vec::new();
        for attribute in attributes.0.iter().filter_map(|item| children(*item).into_iter().next()) {
            let path = children(attribute).into_iter().next().map(|path| self.slice(path)).unwrap_or_default();
            if is_test_attribute(path) {
                return Cfg::Never;
            }
            let Some(arguments) = attribute.child_by_field_name("arguments").filter(|_| path == "cfg") else {
                continue;
            };
            let text = self.slice(arguments).split_whitespace().collect::<Vec<_>>().join(" ");
            match text.trim_start_matches('(').trim_end_matches(')').trim() {
                "test" => return Cfg::Never,
                "not(test" => {}
                inner if inner.starts_with("all(test,") => return Cfg::Never,
                _ => conditions.push(format!("cfg{text}")),
            }
        }
        if conditions.is_empty() { Cfg::Always } else { Cfg::If(conditions.join(" and ")) }
    }

    /// Whether an item is a module of tests, or a test: they are no part of a program, and somebody may ask for them.
    pub(super) fn is_of_tests(&self, item: Node<'t>, attributes: &Attributes<'t>) -> bool {
        match item.kind() {
            "mod_item" => true,
            "function_item" => {
                attributes.0.iter().filter_map(|item| children(*item).into_iter().next()).any(|attribute| {
                    let path = children(attribute).into_iter().next().map(|path| self.slice(path)).unwrap_or_default();
                    is_test_attribute(path)
                })
            }
            _ => false,
        }
    }

    /// The attributes as expressions: a path, or a call of one.
    pub(super) fn attributes(&mut self, attributes: &Attributes<'t>) -> Box<[ExprId]> {
        let items: Vec<Node> = attributes.0.iter().filter_map(|item| children(*item).into_iter().next()).collect();
        let mut found = Vec::new();
        for attribute in items {
            self.attribute(attribute, &mut found);
        }
        found.into()
    }

    fn attribute(&mut self, node: Node<'t>, to: &mut Vec<ExprId>) {
        let Some(path) = children(node).into_iter().next() else { return };
        if let Some(arguments) = node.child_by_field_name("arguments") {
            let text = self.slice(arguments);
            let inside = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
            let parts = pieces(inside, arguments.start_byte() + 1);
            if self.slice(path) == "cfg_attr" {
                return parts.iter().skip(1).for_each(|part| to.push(self.attribute_piece(part)));
            }
            let callee = self.expr(path);
            let args = parts.iter().map(|part| self.argument(part)).collect();
            to.push(self.push(node, Expr::Call(callee, args)));
        } else if let Some(value) = node.child_by_field_name("value") {
            let (callee, value) = (self.expr(path), self.expr(value));
            let args = Box::new([Arg { kind: ArgKind::Positional, value }]);
            to.push(self.push(node, Expr::Call(callee, args)));
        } else {
            let path = self.expr(path);
            to.push(path);
        }
    }

    /// An attribute inside of another: `utoipa::path(..)`.
    fn attribute_piece(&mut self, piece: &Piece) -> ExprId {
        let span = self.at(piece.start, piece.start + piece.text.len());
        let (path, arguments) = match piece.text.split_once('(') {
            Some((path, rest)) => (path, rest.strip_suffix(')')),
            None => (piece.text, None),
        };
        let mut parts = path.trim().split("::").peekable();
        let mut callee = None;
        while let Some(part) = parts.next() {
            let name = if parts.peek().is_some() { Name::from(&format!("{part}::")) } else { Name::from(part) };
            let expr = callee.map_or(Expr::Name(name), |base| Expr::Attribute(base, name));
            callee = Some(self.push_at(span, expr));
        }
        let callee = callee.unwrap_or_else(|| self.push_at(span, Expr::Gap(Gap::Broken)));
        let Some(arguments) = arguments else { return callee };
        let parts = pieces(arguments, piece.start + path.len() + 1);
        let args = parts.iter().map(|part| self.argument(part)).collect();
        self.push_at(span, Expr::Call(callee, args))
    }

    /// The text of `#[name = "text"]`.
    pub(super) fn attribute_text(&self, attributes: &Attributes<'t>, name: &str) -> Option<String> {
        attributes.0.iter().find_map(|item| {
            let attribute = children(*item).into_iter().next()?;
            let path = children(attribute).into_iter().next()?;
            let value = attribute.child_by_field_name("value").filter(|_| self.slice(path) == name)?;
            super::literal::string(self.slice(value))
        })
    }
}

/// Whether an attribute makes a function a test, by its path.
fn is_test_attribute(path: &str) -> bool {
    path == "test" || path.ends_with("::test") || path == "rstest" || path == "test_case"
}
