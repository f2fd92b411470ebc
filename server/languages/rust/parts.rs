//! Which expressions stand inside of strings and arms that a macro of the language reads?

use super::builder::Lowering;
use super::literal::string;
use super::tokens::{Piece, pieces};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Gap, Name};
use std::sync::Arc;
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// `format!("{a}/{}", b)`.
    pub(super) fn format(&mut self, node: Node<'t>, inside: &str, start: usize) -> ExprId {
        let parts = pieces(inside, start);
        let Some((first, rest)) = parts.split_first() else { return self.gap(node, Gap::Broken) };
        let Some(text) = string(first.text).filter(|_| first.text.starts_with(['"', 'r'])) else {
            return self.gap(node, Gap::Unsupported);
        };
        let args: Vec<Arg> = rest.iter().map(|part| self.argument(part)).collect();
        let positional: Vec<ExprId> =
            args.iter().filter(|arg| arg.kind == ArgKind::Positional).map(|arg| arg.value).collect();
        let named = |name: &str| {
            args.iter().find(|arg| matches!(arg.kind, ArgKind::Keyword(known) if known == name)).map(|arg| arg.value)
        };
        let (mut made, mut literal, mut next) = (Vec::new(), String::new(), 0);
        let mut chars = text.chars().peekable();
        while let Some(char) = chars.next() {
            match char {
                '{' | '}' if chars.peek() == Some(&char) => {
                    chars.next();
                    literal.push(char);
                }
                '{' => {
                    let hole: String = chars.by_ref().take_while(|char| *char != '}').collect();
                    made.push(self.push(node, Expr::Str(Arc::from(std::mem::take(&mut literal)))));
                    let (name, spec) = hole.split_once(':').unwrap_or((&hole, ""));
                    let value = match name.trim() {
                        "" => {
                            next += 1;
                            positional.get(next - 1).copied()
                        }
                        name => match name.parse::<usize>() {
                            Ok(at) => positional.get(at).copied(),
                            Err(_) => {
                                Some(named(name).unwrap_or_else(|| self.push(node, Expr::Name(Name::from(name)))))
                            }
                        },
                    };
                    let value = value.filter(|_| spec.is_empty());
                    made.push(value.unwrap_or_else(|| self.push(node, Expr::Gap(Gap::Unsupported))));
                }
                char => literal.push(char),
            }
        }
        made.push(self.push(node, Expr::Str(Arc::from(literal))));
        self.push(node, Expr::Format(made.into()))
    }
}

/// What the arms of `select!` wait for, and what they do then.
pub(super) fn awaited(inside: &str, start: usize) -> (Vec<Piece<'_>>, Vec<Piece<'_>>) {
    let (mut futures, mut bodies) = (Vec::new(), Vec::new());
    let mut begin = 0;
    for (arrow, _) in inside.match_indices("=>") {
        if arrow < begin {
            continue;
        }
        let head = &inside[begin.min(arrow)..arrow];
        // The last ` = ` of the head is where the pattern ends.
        if let Some(at) = head.rfind(" = ") {
            let from = begin + at + 3;
            futures.push(Piece { text: inside[from..arrow].trim(), start: start + from });
        }
        let body = inside[arrow + 2..].trim_start();
        let at = inside.len() - body.len();
        let first = pieces(body, start + at).into_iter().next();
        let end = body.starts_with('{').then(|| closing(body)).flatten();
        match (end, first) {
            (Some(end), _) => {
                bodies.push(Piece { text: &body[..end], start: start + at });
                begin = at + end;
            }
            (None, Some(first)) => {
                bodies.push(first);
                begin = first.start - start + first.text.len();
            }
            (None, None) => break,
        }
    }
    (futures, bodies)
}

/// Where the first brace of a text closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at + 1),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
