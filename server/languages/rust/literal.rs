//! What does a literal say?

use super::builder::Lowering;
use crate::facts::{Expr, ExprId, Gap};
use std::sync::Arc;
use tree_sitter::Node;

/// Longer literals, in bytes, are data.
const LONGEST: usize = 8_192;
/// The evaluator's sign for an unknown part of a string; a literal cannot have it.
const HOLE: char = '\u{FDD0}';

impl<'t> Lowering<'t> {
    pub(super) fn literal(&mut self, node: Node<'t>) -> ExprId {
        let text = self.slice(node);
        let expr = match node.kind() {
            "boolean_literal" => Expr::Bool(text == "true"),
            "integer_literal" | "negative_literal" => integer(text).map_or(Expr::Gap(Gap::Unsupported), Expr::Int),
            "float_literal" => text.parse().map_or(Expr::Gap(Gap::Unsupported), Expr::Float),
            _ if text.len() > LONGEST => Expr::Gap(Gap::TooLong),
            _ => string(text).map_or(Expr::Gap(Gap::Unsupported), |text| Expr::Str(Arc::from(text))),
        };
        self.push(node, expr)
    }
}

fn integer(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|char| *char != '_').collect();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |digits| (-1, digits));
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ => (10, digits),
    };
    let end = digits.find(['u', 'i']).unwrap_or(digits.len());
    i64::from_str_radix(&digits[..end], radix).ok().map(|value| value * sign)
}

/// The text that a string, raw string or character literal stands for; `None` if it is none.
pub(super) fn string(text: &str) -> Option<String> {
    let bare = text.trim_start_matches(['b', 'c']);
    if let Some(raw) = bare.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw.get(hashes + 1..raw.len().checked_sub(hashes + 1)?)?;
        return Some(inside.replace(HOLE, ""));
    }
    let quote = bare.chars().next().filter(|char| matches!(char, '"' | '\''))?;
    let inside = bare.strip_prefix(quote)?.strip_suffix(quote)?;
    unescaped(inside)
}

fn unescaped(inside: &str) -> Option<String> {
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside.chars();
    while let Some(char) = rest.next() {
        if char != '\\' {
            out.push(char);
            continue;
        }
        match rest.next()? {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            '0' => out.push('\0'),
            '\n' => {
                let trimmed = rest.as_str().trim_start();
                rest = trimmed.chars();
            }
            'x' => {
                let digits = rest.as_str().get(..2)?;
                out.push(char::from(u8::from_str_radix(digits, 16).ok()?));
                rest = rest.as_str()[2..].chars();
            }
            'u' => {
                let (digits, after) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                out.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                rest = after.chars();
            }
            other => out.push(other),
        }
    }
    Some(out.replace(HOLE, ""))
}
