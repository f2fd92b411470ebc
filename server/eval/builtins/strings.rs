//! What do the methods of strings give? Known parts stay known.

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::size::too_long;
use crate::eval::value::{Call, HOLE, Native, Value};
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
    native("split", |machine, call| split(machine, &call, false)),
    native("rsplit", |machine, call| split(machine, &call, true)),
    native("splitlines", |machine, call| lines(machine, &call)),
    native("partition", |_, call| partition(&call, false)),
    native("rpartition", |_, call| partition(&call, true)),
    native("join", join),
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
fn texts(call: &Call) -> Option<(Arc<str>, Option<Arc<str>>)> {
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

fn asks(call: &Call, test: impl Fn(&str) -> bool) -> Value {
    match texts(call) {
        Some((text, _)) => Value::Bool(test(&text)),
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
        if part.contains(HOLE) {
            known = false;
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
    if !machine.fits_text(text.len().saturating_add(text.matches(&**old).count().saturating_mul(new.len())), call.site)
    {
        return too_long(call.site);
    }
    let replaced = match call.args.get(3) {
        Some(Value::Int(count)) => text.replacen(&**old, &new, (*count).max(0) as usize),
        _ => text.replace(&**old, &new),
    };
    machine.joined(&[&replaced], call.site)
}

fn split(machine: &mut Machine, call: &Call, from_right: bool) -> Value {
    let Some((text, separator)) = texts(&Call::of(call.args.iter().take(2).cloned().collect(), call.site)) else {
        return unknown(call, "parts of a string");
    };
    let most = match call.get(2, "maxsplit") {
        Some(Value::Int(most)) if *most >= 0 => *most as usize + 1,
        _ => usize::MAX,
    };
    let mut parts: Vec<&str> = match &separator {
        None => text.split_whitespace().collect(),
        Some(separator) if separator.is_empty() => return unknown(call, "parts of a string"),
        Some(separator) if from_right => text.rsplitn(most, &**separator).collect(),
        Some(separator) => text.splitn(most, &**separator).collect(),
    };
    if from_right && separator.is_some() {
        parts.reverse();
    }
    machine.list(parts.into_iter().map(Value::str).collect())
}

fn lines(machine: &mut Machine, call: &Call) -> Value {
    match texts(call) {
        Some((text, _)) => machine.list(text.lines().map(Value::str).collect()),
        None => unknown(call, "lines"),
    }
}

fn partition(call: &Call, from_right: bool) -> Value {
    let Some((text, Some(separator))) = texts(call) else { return unknown(call, "parts of a string") };
    let found = if from_right { text.rsplit_once(&*separator) } else { text.split_once(&*separator) };
    let parts = match found {
        Some((left, right)) => [left, &separator, right],
        None if from_right => ["", "", &text],
        None => [&text, "", ""],
    };
    Value::tuple(parts.into_iter().map(Value::str).collect())
}

fn zfill(_: &mut Machine, call: Call) -> Value {
    match (texts(&Call::of(call.args.iter().take(1).cloned().collect(), call.site)), call.args.get(1)) {
        (Some((text, _)), Some(Value::Int(width))) => {
            let missing = (*width).clamp(0, 100) as usize;
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

fn join(machine: &mut Machine, call: Call) -> Value {
    let separator = machine.to_text(&first!(call));
    let Some(items) = call.args.get(1).and_then(|all| machine.iterate(all, call.site)) else {
        return unknown(&call, "joined strings");
    };
    let texts: Vec<Arc<str>> = items.iter().map(|item| machine.to_text(item)).collect();
    let mut parts: Vec<&str> = Vec::with_capacity(texts.len() * 2);
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            parts.push(&separator);
        }
        parts.push(text);
    }
    machine.joined(&parts, call.site)
}

fn format(machine: &mut Machine, call: Call) -> Value {
    let template = machine.to_text(&first!(call));
    machine.format_template(&template, &call)
}
