//! What does a pattern say? Targets where it always matches, patterns of cases where it may not.

use super::builder::{Lowering, children};
use crate::facts::{Expr, ExprId, Gap, Name, Pattern, Stmt, StmtKind};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Binds the names of a pattern that always matches.
    pub(super) fn bind_pattern(&mut self, pattern: Node<'t>, value: ExprId, to: &mut Vec<Stmt>) {
        let mut after = Vec::new();
        let target = self.target(pattern, &mut after);
        to.push(self.stmt(pattern, StmtKind::Assign(Box::new([target]), value)));
        to.append(&mut after);
    }

    /// The target of a pattern that always matches; what it takes apart comes after.
    pub(super) fn target(&mut self, pattern: Node<'t>, after: &mut Vec<Stmt>) -> ExprId {
        match pattern.kind() {
            "identifier" | "shorthand_field_identifier" | "metavariable" => {
                let name = self.name(pattern);
                self.push(pattern, Expr::Name(name))
            }
            "tuple_pattern" | "slice_pattern" => {
                let parts = children(pattern);
                let targets: Vec<ExprId> = parts.into_iter().map(|part| self.target_part(part, after)).collect();
                self.push(pattern, Expr::Tuple(targets.into()))
            }
            "mut_pattern" | "ref_pattern" | "reference_pattern" | "captured_pattern" => {
                let inner = children(pattern).into_iter().rfind(|child| child.kind() != "mutable_specifier");
                match inner {
                    Some(inner) => self.deeper_target(inner, after),
                    None => self.gap(pattern, Gap::Broken),
                }
            }
            "tuple_struct_pattern" => {
                let path = pattern.child_by_field_name("type").map(|path| self.slice(path)).unwrap_or_default();
                let parts: Vec<Node> = children(pattern).into_iter().skip(1).collect();
                match (&*parts, path.rsplit("::").next().unwrap_or_default()) {
                    ([only], "Some" | "Ok") => self.deeper_target(*only, after),
                    _ => self.taken_apart(pattern, after),
                }
            }
            "struct_pattern" => self.taken_apart(pattern, after),
            _ => self.push(pattern, Expr::Name(Name::from("_"))),
        }
    }

    fn deeper_target(&mut self, pattern: Node<'t>, after: &mut Vec<Stmt>) -> ExprId {
        self.deeper(super::builder::MAX_DEPTH, |this| this.target(pattern, after))
            .unwrap_or_else(|| self.gap(pattern, Gap::TooDeep))
    }

    fn target_part(&mut self, part: Node<'t>, after: &mut Vec<Stmt>) -> ExprId {
        if part.kind() == "remaining_field_pattern" {
            let rest = self.push(part, Expr::Name(Name::from("_")));
            return self.push(part, Expr::Spread(rest));
        }
        self.deeper_target(part, after)
    }

    /// A structure whose fields get names of their own.
    fn taken_apart(&mut self, pattern: Node<'t>, after: &mut Vec<Stmt>) -> ExprId {
        let whole = Name::from(&format!("<{}>", self.span(pattern).start));
        let target = self.push(pattern, Expr::Name(whole));
        for (field, inner) in self.fields_of_pattern(pattern) {
            let base = self.push(pattern, Expr::Name(whole));
            let value = self.push(pattern, Expr::Attribute(base, field));
            let mut later = Vec::new();
            let name = self.deeper_target(inner, &mut later);
            after.push(self.stmt(inner, StmtKind::Assign(Box::new([name]), value)));
            after.append(&mut later);
        }
        target
    }

    /// The fields that a pattern of a structure names, each with its own pattern.
    fn fields_of_pattern(&self, pattern: Node<'t>) -> Vec<(Name, Node<'t>)> {
        let parts = children(pattern).into_iter().skip(1);
        if pattern.kind() == "tuple_struct_pattern" {
            let numbered = parts.enumerate().filter(|(_, part)| part.kind() != "remaining_field_pattern");
            return numbered.map(|(at, part)| (Name::from(&at.to_string()), part)).collect();
        }
        let fields = parts.filter(|part| part.kind() == "field_pattern");
        let named = |field: Node<'t>| {
            let name = field.child_by_field_name("name")?;
            let inner = field.child_by_field_name("pattern").unwrap_or(name);
            Some((self.name(name), inner))
        };
        fields.filter_map(named).collect()
    }

    /// A pattern that may match.
    pub(super) fn pattern(&mut self, node: Node<'t>) -> Pattern {
        self.deeper(super::builder::MAX_DEPTH, |this| this.pattern_inner(node)).unwrap_or(Pattern::Other)
    }

    fn pattern_inner(&mut self, node: Node<'t>) -> Pattern {
        match node.kind() {
            "_" => Pattern::Wildcard,
            "identifier" | "shorthand_field_identifier" => self.name_pattern(node),
            "scoped_identifier" => Pattern::Value(self.expr(node)),
            "string_literal" | "raw_string_literal" | "char_literal" | "integer_literal" | "float_literal"
            | "boolean_literal" | "negative_literal" => Pattern::Value(self.expr(node)),
            "or_pattern" => Pattern::AnyOf(self.patterns(children(node))),
            "tuple_pattern" | "slice_pattern" => Pattern::Sequence(self.patterns(children(node))),
            "remaining_field_pattern" => Pattern::Rest(None),
            "mut_pattern" | "ref_pattern" | "reference_pattern" => {
                let inner = children(node).into_iter().rfind(|child| child.kind() != "mutable_specifier");
                inner.map_or(Pattern::Wildcard, |inner| self.pattern(inner))
            }
            "captured_pattern" => match *children(node) {
                [name, inner] => Pattern::As(Box::new(self.pattern(inner)), self.name(name)),
                _ => Pattern::Other,
            },
            "tuple_struct_pattern" | "struct_pattern" => self.structure_pattern(node),
            "match_pattern" => children(node).into_iter().next().map_or(Pattern::Wildcard, |it| self.pattern(it)),
            _ if self.slice(node) == "_" => Pattern::Wildcard,
            _ => Pattern::Other,
        }
    }

    fn patterns(&mut self, nodes: Vec<Node<'t>>) -> Box<[Pattern]> {
        nodes.into_iter().map(|node| self.pattern(node)).collect()
    }

    /// A name in capitals is a constant or variant, any other is bound.
    fn name_pattern(&mut self, node: Node<'t>) -> Pattern {
        let name = self.name(node);
        match name.as_str() {
            "_" => Pattern::Wildcard,
            "None" => Pattern::Value(self.push(node, Expr::None)),
            _ if name.starts_with(char::is_uppercase) => Pattern::Value(self.push(node, Expr::Name(name))),
            _ => Pattern::Capture(name),
        }
    }

    fn structure_pattern(&mut self, node: Node<'t>) -> Pattern {
        let Some(path) = node.child_by_field_name("type") else { return Pattern::Other };
        let last = self.slice(path).rsplit("::").next().unwrap_or_default().to_owned();
        let parts = self.fields_of_pattern(node);
        match (last.as_str(), &*parts) {
            ("Some", [(_, inner)]) => Pattern::Present(Box::new(self.pattern(*inner))),
            // What may fail does not: the program is deployed.
            ("Ok", [(_, inner)]) => self.pattern(*inner),
            ("Err", _) => Pattern::AnyOf(Box::default()),
            _ => {
                let class = self.expr(path);
                let fields = parts.into_iter().map(|(name, inner)| (name, self.pattern(inner)));
                Pattern::Class(class, fields.collect())
            }
        }
    }
}
