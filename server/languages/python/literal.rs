//! What does a literal say? Numbers, and strings with their prefixes, parts and joins.

use super::builder::Lowering;
use super::escape::{self, Style};
use super::kinds::Kind;
use super::quoted::{Quoted, plain};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Gap};
use crate::text::Span;
use std::borrow::Cow;
use std::sync::Arc;

/// What a string expression comes to, piece by piece.
#[derive(Default)]
struct Joined {
    /// Literal text since the last interpolated part, and where it stands.
    literal: String,
    span: Option<Span>,
    has_parts: bool,
    has_bytes: bool,
    has_text: bool,
    gap: Option<Gap>,
}

impl Joined {
    fn add(&mut self, span: Span, text: Option<Cow<str>>) {
        match text {
            Some(text) => self.literal.push_str(&text),
            None => self.gap = Some(Gap::Unsupported),
        }
        self.span = Some(Span { start: self.span.map_or(span.start, |before| before.start), end: span.end });
    }
}

impl Lowering<'_> {
    pub(super) fn integer(&mut self) -> ExprId {
        let digits = without_underscores(self.slice());
        let value = match digits.get(..2) {
            Some("0x" | "0X") => i64::from_str_radix(&digits[2..], 16),
            Some("0o" | "0O") => i64::from_str_radix(&digits[2..], 8),
            Some("0b" | "0B") => i64::from_str_radix(&digits[2..], 2),
            _ => digits.parse(),
        };
        self.push(value.map_or(Expr::Gap(Gap::Unsupported), Expr::Int))
    }

    pub(super) fn float(&mut self) -> ExprId {
        let value = without_underscores(self.slice()).parse();
        self.push(value.map_or(Expr::Gap(Gap::Unsupported), Expr::Float))
    }

    /// Lowers a string or several that stand side by side.
    pub(super) fn string(&mut self, kind: Kind) -> ExprId {
        let span = self.span();
        if let Some(quoted) = plain(kind, self.slice_of(span)) {
            let text = escape::resolve(quoted.content, quoted.style);
            let form = if quoted.style.bytes { Expr::Bytes } else { Expr::Str };
            return self.push_at(span, text.map_or(Expr::Gap(Gap::Unsupported), |text| form(Arc::from(text))));
        }
        let height = self.operands.len();
        let joined = self.joined();
        self.finish_string(joined, height)
    }

    /// The pieces of the string at the cursor; the parts of an interpolated one are left on the stack of operands.
    fn joined(&mut self) -> Joined {
        let mut joined = Joined::default();
        match self.kind() {
            Kind::String => self.piece(&mut joined),
            _ => self.children(|this, kind| {
                if kind == Kind::String {
                    this.piece(&mut joined);
                }
            }),
        }
        if joined.has_bytes && joined.has_text {
            joined.gap = Some(Gap::Broken);
        }
        joined
    }

    fn finish_string(&mut self, mut joined: Joined, height: usize) -> ExprId {
        if joined.has_parts {
            self.flush(&mut joined);
        }
        let parts = self.take_operands(height);
        self.push(match joined.gap {
            Some(gap) => Expr::Gap(gap),
            None if joined.has_parts => Expr::Format(parts),
            None if joined.has_bytes => Expr::Bytes(joined.literal.into()),
            None => Expr::Str(joined.literal.into()),
        })
    }

    /// Adds the literal at the cursor.
    fn piece(&mut self, joined: &mut Joined) {
        let whole = self.span();
        let Some(quoted) = Quoted::read(self.slice()) else {
            joined.gap = Some(Gap::Broken);
            return;
        };
        joined.has_bytes |= quoted.style.bytes;
        joined.has_text |= !quoted.style.bytes;
        let end = whole.start + quoted.offset + quoted.content.len() as u32;
        let mut at = whole.start + quoted.offset;
        if quoted.is_format {
            self.children(|this, kind| {
                if kind == Kind::Interpolation {
                    let part = this.span();
                    this.literal(joined, Span { start: at, end: part.start }, quoted.style);
                    at = part.end;
                    this.flush(joined);
                    this.interpolation();
                    joined.has_parts = true;
                }
            });
        }
        self.literal(joined, Span { start: at, end }, quoted.style);
    }

    fn literal(&self, joined: &mut Joined, span: Span, style: Style) {
        if span.start < span.end {
            joined.add(span, escape::resolve(self.slice_of(span), style));
        }
    }

    /// Makes a part of the literal text so far.
    fn flush(&mut self, joined: &mut Joined) {
        let text = std::mem::take(&mut joined.literal);
        if let Some(span) = joined.span.take().filter(|_| !text.is_empty()) {
            let part = self.push_at(span, Expr::Str(text.into()));
            self.operands.push(part);
        }
    }

    /// `{value}`, `{value!s}`; with another conversion, a format or `=` a gap.
    fn interpolation(&mut self) {
        let mut is_plain = true;
        let (mut value, mut format) = (None, None);
        self.children(|this, kind| match kind {
            Kind::Equals => is_plain = false,
            Kind::FormatSpecifier => format = Some(this.slice().to_owned()),
            Kind::TypeConversion => is_plain &= this.slice() == "!s",
            kind if kind.is_expr() && value.is_none() => value = Some(this.expr_of(kind)),
            _ => {}
        });
        let part = match format {
            _ if !is_plain => self.gap(Gap::Unsupported),
            Some(format) if format.contains('{') => self.gap(Gap::Unsupported),
            Some(format) => {
                let value = self.or_broken(value);
                self.formatted(value, &format)
            }
            None => self.or_broken(value),
        };
        self.operands.push(part);
    }

    /// `{value:format}` is what `"{:format}".format(value)` gives.
    fn formatted(&mut self, value: ExprId, format: &str) -> ExprId {
        let template = self.push(Expr::Str(format!("{{{format}}}").into()));
        let method = self.push(Expr::Attribute(template, "format".into()));
        let args = Box::new([Arg { kind: ArgKind::Positional, value }]);
        self.push(Expr::Call(method, args))
    }

    /// The text at the cursor if it is a string that can be a documentation string.
    pub(super) fn doc_text(&mut self) -> Option<Arc<str>> {
        if let Some(quoted) = plain(self.kind(), self.slice()) {
            let text = (!quoted.style.bytes).then(|| escape::resolve(quoted.content, quoted.style))??;
            return Some(Arc::from(text));
        }
        let mut text = String::new();
        let mut is_doc = self.kind() == Kind::ConcatenatedString;
        self.children(|this, kind| {
            let piece = plain(kind, this.slice()).filter(|quoted| !quoted.style.bytes);
            let resolved = piece.and_then(|quoted| escape::resolve(quoted.content, quoted.style));
            is_doc &= kind == Kind::String && resolved.is_some();
            text.push_str(&resolved.unwrap_or_default());
        });
        is_doc.then(|| text.into())
    }
}

fn without_underscores(digits: &str) -> Cow<'_, str> {
    if digits.contains('_') { digits.replace('_', "").into() } else { digits.into() }
}
