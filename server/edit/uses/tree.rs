//! What does each `use` of a module say? Paths with the names they give, and where another path may join.

use crate::edit::layout::{Layout, span_of};
use crate::text::Span;
use tree_sitter::Node;

/// One name that a `use` gives.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The whole path, without `::` in front; of a glob, what is in front of the star.
    pub path: String,
    /// The name; `*` for a glob.
    pub name: String,
}

/// A place in a `use` that another path may join.
#[derive(Clone, Debug)]
pub(super) struct Joint {
    /// The parts of the path in front of it.
    pub prefix: Vec<String>,
    /// What stands there.
    pub kind: JointKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum JointKind {
    /// A list in braces.
    List(Span),
    /// The rest of a path, which would get braces; whether it is in braces already.
    Leaf(Span, bool),
}

/// The `use` declarations of a module, in order: their spans, and whether others may join them.
pub(super) struct Declaration {
    pub span: Span,
    pub root: String,
    pub is_plain: bool,
}

/// All that the `use` declarations of a module say.
#[derive(Default)]
pub(super) struct Tree {
    pub known: Vec<Known>,
    pub joints: Vec<Joint>,
    pub declarations: Vec<Declaration>,
}

impl Tree {
    /// Reads the children of a module.
    pub fn of(layout: &Layout, module: Node) -> Self {
        let mut tree = Tree::default();
        for node in module.named_children(&mut module.walk()).filter(|node| node.kind() == "use_declaration") {
            let before = node.prev_named_sibling().filter(|before| before.kind() == "attribute_item");
            let is_public = node.named_child(0).is_some_and(|first| first.kind() == "visibility_modifier");
            let is_plain = before.is_none() && !is_public;
            let Some(argument) = node.child_by_field_name("argument") else { continue };
            let first = layout.slice(span_of(argument)).trim_start_matches(':').split("::").next().unwrap_or_default();
            let root = first.split([' ', '{', ';']).next().unwrap_or_default().to_owned();
            tree.declarations.push(Declaration { span: span_of(node), root, is_plain });
            let joints = tree.joints.len();
            tree.read(layout, argument, &[], 0);
            if !is_plain {
                tree.joints.truncate(joints);
            }
        }
        tree
    }

    fn read(&mut self, layout: &Layout, node: Node, prefix: &[String], depth: usize) {
        let text = |node: Node| layout.slice(span_of(node)).to_owned();
        let full = |path: &str| -> Vec<String> {
            let own = path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
            prefix.iter().cloned().chain(own).collect()
        };
        if depth > 20 {
            return;
        }
        match node.kind() {
            "use_list" => {
                self.joints.push(Joint { prefix: prefix.to_vec(), kind: JointKind::List(span_of(node)) });
                for child in node.named_children(&mut node.walk()) {
                    self.read(layout, child, prefix, depth + 1);
                }
            }
            "scoped_use_list" => {
                let path = node.child_by_field_name("path").map(text).unwrap_or_default();
                if let Some(list) = node.child_by_field_name("list") {
                    self.read(layout, list, &full(&path), depth + 1);
                }
            }
            "use_as_clause" => {
                let path = node.child_by_field_name("path").map(text).unwrap_or_default();
                let name = node.child_by_field_name("alias").map(text).unwrap_or_default();
                self.known.push(Known { path: full(path.trim_end_matches("self")).join("::"), name });
            }
            "use_wildcard" => {
                let path = node.named_child(0).map(text).unwrap_or_default();
                self.known.push(Known { path: full(&path).join("::"), name: "*".to_owned() });
            }
            "self" => {
                let name = prefix.last().cloned().unwrap_or_default();
                self.known.push(Known { path: prefix.join("::"), name });
            }
            "identifier" | "scoped_identifier" | "crate" | "super" => {
                let parts = full(&text(node));
                let name = parts.last().cloned().unwrap_or_default();
                self.known.push(Known { path: parts.join("::"), name });
                self.leaves(&parts, span_of(node), prefix.len());
            }
            _ => {}
        }
    }

    /// Each point of a path at which it could fork.
    fn leaves(&mut self, parts: &[String], span: Span, listed: usize) {
        for at in (listed + 1).max(1)..parts.len() {
            let rest = parts[at..].join("::");
            let start = span.end - rest.len() as u32;
            let kind = JointKind::Leaf(Span { start, end: span.end }, listed > 0);
            self.joints.push(Joint { prefix: parts[..at].to_vec(), kind });
        }
    }
}
