//! What does a call of a macro say? The language's own become what they stand for; of others, arguments and text.

use super::builder::{Lowering, children};
use super::literal::string;
use super::parts::awaited;
use super::tokens::{Piece, keyword, pieces};
use crate::facts::{Arg, ArgKind, Block, Expr, ExprId, Gap, MacroCall, Name, StmtKind};
use crate::syntax::{Language, parse};
use std::sync::Arc;
use tree_sitter::Node;

/// Macros without an effect that anything here rests on.
const IDLE: [&str; 37] = [
    "println",
    "print",
    "eprintln",
    "eprint",
    "info",
    "debug",
    "warn",
    "error",
    "trace",
    "log",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "write",
    "writeln",
    "dbg",
    "event",
    "span",
    "info_span",
    "debug_span",
    "json",
    "query",
    "query_as",
    "query_scalar",
    "query_file",
    "include_bytes",
    "line",
    "file",
    "column",
    "module_path",
    "ensure",
    "instrument",
    "counter",
    "gauge",
    "histogram",
    "thread_local",
    "static_assertions",
];

const HEAD: &str = "fn f() {";

impl<'t> Lowering<'t> {
    pub(super) fn macro_call(&mut self, node: Node<'t>) -> ExprId {
        let Some(path) = node.child_by_field_name("macro") else { return self.gap(node, Gap::Broken) };
        let tree = children(node).into_iter().find(|child| child.kind() == "token_tree");
        let tokens = tree.map(|tree| self.slice(tree)).unwrap_or_default();
        let inside = tokens.get(1..tokens.len().saturating_sub(1)).unwrap_or_default();
        let start = tree.map_or(node.end_byte(), |tree| tree.start_byte() + 1);
        let whole = self.slice(path);
        let last = whole.rsplit("::").next().unwrap_or_default();
        match last {
            "format" | "format_args" | "concatcp" | "formatcp" if last.starts_with("format") => {
                self.format(node, inside, start)
            }
            "concat" | "concatcp" => {
                let parts = pieces(inside, start).iter().map(|part| self.fragment(part)).collect();
                self.push(node, Expr::Format(parts))
            }
            "vec" | "smallvec" => self.vec(node, inside, start),
            "stringify" => self.push(node, Expr::Str(Arc::from(inside.trim()))),
            "cfg" => self.push(node, Expr::Name(Name::from(&format!("cfg({inside})")))),
            "matches" => self.push(node, Expr::Name(Name::from(&format!("matches!({inside})")))),
            _ if self.leaving(node).is_some() => {
                let stmt = self.stmt(node, StmtKind::Raise(None));
                self.push(node, Expr::Block(Box::new([stmt])))
            }
            _ if IDLE.contains(&last) || whole.starts_with("tracing::") || whole.starts_with("log::") => {
                self.push(node, Expr::Tuple(Box::default()))
            }
            "join" | "try_join" | "assert" | "assert_eq" | "assert_ne" => {
                let parts = pieces(inside, start).iter().map(|part| self.fragment(part)).collect();
                self.push(node, Expr::Tuple(parts))
            }
            "select" | "pin" | "select_biased" => self.select(node, inside, start),
            _ => self.other_macro(node, path, inside, start),
        }
    }

    /// All futures are begun; of the bodies one runs.
    fn select(&mut self, node: Node<'t>, inside: &str, start: usize) -> ExprId {
        let (futures, bodies) = awaited(inside, start);
        let mut parts: Vec<ExprId> = futures.iter().map(|part| self.fragment(part)).collect();
        for body in &bodies {
            let test = self.push(node, Expr::Name(Name::from("the branch of select! that is taken")));
            let value = self.fragment(body);
            let body = self.stmt(node, StmtKind::Expr(value));
            let branch = self.stmt(node, StmtKind::If(Box::new([(test, Box::new([body]))]), Block::default()));
            parts.push(self.push(node, Expr::Block(Box::new([branch]))));
        }
        self.push(node, Expr::Tuple(parts.into()))
    }

    fn other_macro(&mut self, node: Node<'t>, path: Node<'t>, inside: &str, start: usize) -> ExprId {
        let scoped = path.kind() == "scoped_identifier";
        let name = if scoped { self.name_of(path, "name") } else { self.name(path) };
        let name = Name::from(&format!("{name}!"));
        let callee = match path.child_by_field_name("path").filter(|_| scoped) {
            Some(base) => {
                let base = self.qualifier(base);
                self.push(path, Expr::Attribute(base, name))
            }
            None => self.push(path, Expr::Name(name)),
        };
        let parts = pieces(inside, start);
        let args = parts.iter().map(|part| self.argument(part)).collect();
        self.push(node, Expr::Macro(Arc::new(MacroCall { callee, args, text: Arc::from(inside) })))
    }

    fn vec(&mut self, node: Node<'t>, inside: &str, start: usize) -> ExprId {
        let parts = pieces(inside, start);
        if parts.iter().any(|part| part.text.contains(';') && !part.text.contains(['{', '"'])) {
            return self.gap(node, Gap::Unsupported);
        }
        let items = parts.iter().map(|part| self.fragment(part)).collect();
        self.push(node, Expr::List(items))
    }

    /// `name = value`, or a value.
    pub(super) fn argument(&mut self, piece: &Piece) -> Arg {
        match keyword(piece.text) {
            Some((name, value)) => {
                let trimmed = value.trim_start();
                let start = piece.start + piece.text.len() - trimmed.len();
                let value = self.fragment(&Piece { text: trimmed, start });
                Arg { kind: ArgKind::Keyword(Name::from(name)), value }
            }
            None => Arg { kind: ArgKind::Positional, value: self.fragment(piece) },
        }
    }

    /// The expression that a piece of text is.
    pub(super) fn fragment(&mut self, piece: &Piece) -> ExprId {
        let span = self.at(piece.start, piece.start + piece.text.len());
        if piece.text.starts_with('"') && super::tokens::opaque(piece.text) == piece.text.len() {
            let text = string(piece.text);
            return self.push_at(span, text.map_or(Expr::Gap(Gap::Unsupported), |text| Expr::Str(Arc::from(text))));
        }
        if piece.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !piece.text.starts_with(|char: char| char.is_ascii_digit())
            && !matches!(piece.text, "true" | "false")
        {
            return self.push_at(span, Expr::Name(Name::from(piece.text)));
        }
        let text = format!("{HEAD}{}}}", piece.text);
        let shift = self.shift + piece.start as i64 - HEAD.len() as i64;
        let tree = parse(Language::Rust, &text).filter(|tree| !tree.root_node().has_error());
        let lowered = self.deeper(super::builder::MAX_DEPTH, |this| {
            let tree = tree.as_ref()?;
            this.within(&text, shift, |inner| {
                let function = children(tree.root_node()).into_iter().next()?;
                let body = function.child_by_field_name("body")?;
                match *children(body) {
                    [only] if only.kind() == "expression_statement" => {
                        children(only).into_iter().next().map(|only| inner.expr(only))
                    }
                    [only] => Some(inner.expr(only)),
                    _ => None,
                }
            })
        });
        lowered.flatten().unwrap_or_else(|| self.push_at(span, Expr::Gap(Gap::Unsupported)))
    }
}
