//! How do values become text? Interpolation, `str`, `%` and paths.

use super::callable::Call;
use super::machine::{Cx, Machine};
use super::value::{HOLE, Value};
use super::written::Text;
use crate::facts::{ExprId, Place};
use std::sync::Arc;

impl Machine<'_> {
    pub(super) fn eval_format(&mut self, cx: &Cx, parts: &[ExprId]) -> Value {
        let texts: Vec<Text> = parts
            .iter()
            .map(|part| {
                let value = self.eval(cx, *part);
                self.to_text_with_literals(&value)
            })
            .collect();
        let at = parts.first().map_or_else(|| self.anywhere(), |part| cx.place(*part));
        self.joined_texts(&texts, at)
    }

    /// As [`Machine::to_text`]; the literals that the text is made of stay known.
    pub fn to_text_with_literals(&mut self, value: &Value) -> Text {
        match value {
            Value::Str(text) => text.clone(),
            Value::Member(member) => self.to_text_with_literals(&member.value.clone()),
            _ => Text::Plain(self.to_text(value)),
        }
    }

    /// The text of a value, as `str` gives it; a hole if it is not known.
    pub fn to_text(&mut self, value: &Value) -> Arc<str> {
        match value {
            Value::Str(text) => Arc::clone(text),
            Value::Path(text) => Arc::clone(text),
            Value::Int(number) => number.to_string().into(),
            Value::Bool(true) => "True".into(),
            Value::Bool(false) => "False".into(),
            Value::None => "None".into(),
            Value::Float(number) if number.fract() != 0.0 => number.to_string().into(),
            Value::Float(number) => format!("{number:.1}").into(),
            Value::Member(member) => {
                let value = member.value.clone();
                self.to_text(&value)
            }
            Value::Instance(_) => match self.hook(value, "__str__") {
                Some(hook) => {
                    let at = self.anywhere();
                    let text = self.call_with(&hook, Vec::new(), at);
                    if matches!(text, Value::Str(_)) { self.to_text(&text) } else { hole() }
                }
                None => hole(),
            },
            _ => hole(),
        }
    }

    /// `format % values`, with `%s` and `%d` only.
    pub(super) fn percent(&mut self, format: &str, values: &Value, at: Place) -> Value {
        let named = matches!(values, Value::Dict(_));
        let mut items = match values {
            Value::Tuple(items) => items.to_vec(),
            one => vec![one.clone()],
        }
        .into_iter();
        let mut out = String::new();
        let mut rest = format;
        while let Some(at_percent) = rest.find('%').filter(|_| out.len() <= self.bounds.text) {
            out.push_str(&rest[..at_percent]);
            rest = &rest[at_percent + 1..];
            if let Some(after) = rest.strip_prefix('%') {
                out.push('%');
                rest = after;
            } else if let Some((name, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
                let value = self.get_item(values, &Value::str(name), at);
                out.push_str(&self.to_text(&value));
                rest = after.get(1..).unwrap_or_default();
            } else {
                let value = if named { None } else { items.next() };
                let plain = rest.starts_with(['s', 'd']);
                out.push_str(&value.filter(|_| plain).map_or_else(hole, |value| self.to_text(&value)));
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        self.joined(&[&out, rest], at)
    }

    /// `template.format(*args, **keywords)`.
    pub fn format_template(&mut self, template: &str, call: &Call) -> Value {
        let (args, keywords) = (&call.args[1..], &call.keywords);
        let mut out = String::new();
        let mut rest = template;
        let mut next = 0;
        while let Some(at) = rest.find(['{', '}']).filter(|_| out.len() <= self.bounds.text) {
            out.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                out.push_str(brace);
                rest = after;
                continue;
            }
            let Some((field, after)) = rest.split_once('}').filter(|_| brace == "{") else { continue };
            let (field, spec) = field.split_once(':').unwrap_or((field, ""));
            let value = match field {
                "" => args.get(next).inspect(|_| next += 1),
                name => match name.parse::<usize>() {
                    Ok(index) => args.get(index),
                    Err(_) => keywords.iter().find(|(key, _)| key == name).map(|(_, value)| value),
                },
            };
            let text = value.cloned().map_or_else(hole, |value| self.to_text(&value));
            let is_number = matches!(value, Some(Value::Int(_)));
            out.push_str(&padded(&text, spec, is_number).map_or_else(hole, Into::into));
            rest = after;
        }
        self.joined(&[&out, rest], call.site)
    }

    /// `base / part` of paths.
    pub(super) fn join_path(&mut self, base: &str, part: &Value, at: Place) -> Value {
        let part = self.to_text(part);
        if part.contains(HOLE) || part.starts_with('/') || !self.fits_text(base.len() + part.len(), at) {
            return Value::unknown("a path that is not known", at);
        }
        Value::Path(super::builtins::paths::normalize(&format!("{base}/{part}")).into())
    }
}

fn hole() -> Arc<str> {
    HOLE.to_string().into()
}

/// A text under a format specification of fill, alignment and width; `None` for any other specification.
fn padded(text: &str, spec: &str, is_number: bool) -> Option<String> {
    let spec = spec.trim_end_matches(['s', 'd']);
    let mut rest = spec.chars().peekable();
    let (mut fill, mut align) = (' ', if is_number { '>' } else { '<' });
    let chars: Vec<char> = spec.chars().collect();
    if let [first, second, ..] = chars[..]
        && matches!(second, '<' | '>' | '^')
    {
        (fill, align) = (first, second);
        rest.nth(1);
    }
    if let Some(sign) = rest.next_if(|char| matches!(char, '<' | '>' | '^')) {
        align = sign;
    }
    if rest.next_if_eq(&'0').is_some() {
        (fill, align) = ('0', '>');
    }
    let width: String = rest.collect();
    let width: usize = if width.is_empty() { 0 } else { width.parse().ok().filter(|width| *width < 1_000)? };
    let missing = width.saturating_sub(text.chars().count());
    let left = match align {
        '<' => 0,
        '>' => missing,
        _ => missing / 2,
    };
    let pad = |count: usize| fill.to_string().repeat(count);
    Some(format!("{}{text}{}", pad(left), pad(missing - left)))
}
