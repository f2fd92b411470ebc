//! What does `use` say? Names that stand for paths.

use super::builder::{Lowering, children};
use crate::facts::{Expr, ExprId, Name, StmtKind, UseName};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    pub(super) fn extern_crate(&mut self, node: Node<'t>) -> StmtKind {
        let name = self.name_of(node, "name");
        let alias = node.child_by_field_name("alias").map_or(name, |alias| self.name(alias));
        let path = self.push(node, Expr::Name(Name::from(&format!("::{name}"))));
        StmtKind::Use(Box::new([UseName { name: alias, path }]))
    }

    pub(super) fn use_item(&mut self, node: Node<'t>) -> StmtKind {
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
