//! What do the methods of strings give that ask for one or change it? Known parts stay known.

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::size::too_long;
use crate::eval::value::{HOLE, Value};
use std::sync::Arc;

/// Methods of strings.
pub static METHODS: &[Native] = &[
    native("lower", |_, call| mapped(&call, str::to_lowercase)),
    native("upper", |_, call| mapped(&call, str::to_uppercase)),
    native("casefold", |_, call| mapped(&call, str::to_lowercase)),
    native("title", |_, call| mapped(&call, title)),
    native("capitalize", |_, call| mapped(&call, capitalize)),
    native("strip", |_, call| stripped(&call, true, true)),
    native("lstrip", |_, call| stripped(&call, true, false)),
    native("rstrip", |_, call| stripped(&call, false, true)),
    native("removeprefix", |_, call| with_text(&call, |text, part| text.strip_prefix(part).unwrap_or(text).into())),
    native("removesuffix", |_, call| with_text(&call, |text, part| text.strip_suffix(part).unwrap_or(text).into())),
    native("startswith", |machine, call| edge(machine, &call, true)),
    native("endswith", |machine, call| edge(machine, &call, false)),
    native("replace", replace),
    native("format", format),
    native("encode", |_, call| first!(call)),
    native("decode", |_, call| first!(call)),
    native("zfill", zfill),
    native("isdigit", |_, call| asks(&call, |text| !text.is_empty() && text.chars().all(|char| char.is_ascii_digit()))),
    native("isupper", |_, call| {
        asks(&call, |text| text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase))
    }),
    native("islower", |_, call| {
        asks(&call, |text| text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase))
    }),
    native("isidentifier", |_, call| {
        asks(&call, |text| text.chars().all(|char| char.is_alphanumeric() || char == '_'))
    }),
    native("count", |_, call| match texts(&call) {
        Some((text, Some(part))) if !part.is_empty() => Value::Int(text.matches(&*part).count() as i64),
        _ => unknown(&call, "a count"),
    }),
    native("find", |_, call| match texts(&call) {
        Some((text, Some(part))) => Value::Int(text.find(&*part).map_or(-1, |at| text[..at].chars().count() as i64)),
        _ => unknown(&call, "a position"),
    }),
];

/// The receiver and the first argument, if both are strings without holes.
pub(super) fn texts(call: &Call) -> Option<(Arc<str>, Option<Arc<str>>)> {
    let plain = |value: &Value| match value {
        Value::Str(text) if !text.contains(HOLE) => Some(Arc::clone(text)),
        _ => None,
    };
    let text = plain(call.args.first()?)?;
    match call.args.get(1) {
        None => Some((text, None)),
        Some(part) => Some((text, Some(plain(part)?))),
    }
}

fn mapped(call: &Call, map: impl Fn(&str) -> String) -> Value {
    match call.args.first() {
        Some(Value::Str(text)) => Value::str(map(text)),
        _ => unknown(call, "a string"),
    }
}

fn asks(call: &Call, holds: impl Fn(&str) -> bool) -> Value {
    match texts(call) {
        Some((text, _)) => Value::Bool(holds(&text)),
        None => unknown(call, "a test of a string"),
    }
}

fn title(text: &str) -> String {
    let mut start = true;
    let cased = |char: char| {
        let cased: String = if start { char.to_uppercase().collect() } else { char.to_lowercase().collect() };
        start = !char.is_alphabetic();
        cased
    };
    text.chars().map(cased).collect()
}

fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect())
}

fn stripped(call: &Call, left: bool, right: bool) -> Value {
    let Some(Value::Str(text)) = call.args.first() else { return unknown(call, "a string") };
    let set: Option<Vec<char>> = match call.args.get(1) {
        None | Some(Value::None) => Some(vec![' ', '\t', '\n', '\r', '\x0b', '\x0c']),
        Some(Value::Str(set)) if !set.contains(HOLE) => Some(set.chars().collect()),
        _ => None,
    };
    let Some(set) = set else { return unknown(call, "a string") };
    // What does not end in a slash stays what it is made of.
    let slashes = !left && set == ['/'];
    if slashes && !text.ends_with_slash() {
        return Value::Str(text.clone());
    }
    let mut rest: &str = text;
    if left {
        rest = rest.trim_start_matches(set.as_slice());
    }
    if right {
        rest = rest.trim_end_matches(set.as_slice());
    }
    Value::str(rest)
}

fn with_text(call: &Call, map: impl Fn(&str, &str) -> String) -> Value {
    match (call.args.first(), call.args.get(1)) {
        (Some(Value::Str(text)), Some(Value::Str(part))) if !part.contains(HOLE) => Value::str(map(text, part)),
        _ => unknown(call, "a string"),
    }
}

fn edge(machine: &mut Machine, call: &Call, start: bool) -> Value {
    let options = match call.args.get(1) {
        Some(Value::Tuple(options)) => options.to_vec(),
        Some(one) => vec![one.clone()],
        None => return unknown(call, "a test of a string"),
    };
    let Some(Value::Str(text)) = call.args.first() else { return unknown(call, "a test of a string") };
    let mut known = true;
    for option in options {
        let part = machine.to_text(&option);
        let is_slash = &*part == "/" && !text.has_holes();
        if part.contains(HOLE) {
            known = false;
        } else if is_slash {
            if if start { text.starts_with_slash() } else { text.ends_with_slash() } {
                return Value::Bool(true);
            }
        } else if if start { text.starts_with(&*part) } else { text.ends_with(&*part) } {
            return Value::Bool(true);
        } else {
            let visible = if start { text.split(HOLE).next() } else { text.rsplit(HOLE).next() };
            known &= !text.contains(HOLE) || visible.unwrap_or_default().len() >= part.len();
        }
    }
    if known { Value::Bool(false) } else { unknown(call, "a test of a string") }
}

fn replace(machine: &mut Machine, call: Call) -> Value {
    let (Some(Value::Str(text)), Some(Value::Str(old)), Some(new)) =
        (call.args.first(), call.args.get(1), call.args.get(2))
    else {
        return unknown(&call, "a string");
    };
    if old.contains(HOLE) {
        return unknown(&call, "a string");
    }
    let new = machine.to_text(new);
    if !machine.fits_text(text.len().saturating_add(text.matches(&***old).count().saturating_mul(new.len())), call.site)
    {
        return too_long(call.site);
    }
    let replaced = match call.args.get(3) {
        Some(Value::Int(count)) => text.replacen(&***old, &new, usize::try_from(*count).unwrap_or_default()),
        _ => text.replace(&***old, &new),
    };
    machine.joined(&[&replaced], call.site)
}

fn zfill(_: &mut Machine, call: Call) -> Value {
    match (texts(&Call::of(call.args.iter().take(1).cloned().collect(), call.site)), call.args.get(1)) {
        (Some((text, _)), Some(Value::Int(width))) => {
            let missing = usize::try_from((*width).min(100)).unwrap_or_default();
            let missing = missing.saturating_sub(text.chars().count());
            let (sign, digits) = match text.strip_prefix('-') {
                Some(digits) => ("-", digits),
                None => ("", &*text),
            };
            Value::str(format!("{sign}{}{digits}", "0".repeat(missing)))
        }
        _ => unknown(&call, "a padded string"),
    }
}

fn format(machine: &mut Machine, call: Call) -> Value {
    let template = machine.to_text(&first!(call));
    machine.format_template(&template, &call)
}
