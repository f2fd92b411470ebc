//! Is a type a response? If not, why.

use super::callable::is_opaque;
use super::plain::is_plain;
use crate::eval::{Machine, Value};
use crate::frameworks::Uncallable;
use crate::frameworks::extract::is_named;

/// Why a type is no response.
pub(super) fn no_response(machine: &mut Machine, of: &Value, text: &str) -> Option<Uncallable> {
    if is_opaque(text) {
        return None;
    }
    if is_plain(machine, of, &["into_response"]) {
        return Some(Uncallable::NoResponse(text.to_owned()));
    }
    let Value::Subscripted(generic) = of else { return None };
    let inner = text.split_once('<').and_then(|(_, inner)| inner.strip_suffix('>')).unwrap_or_default();
    match (&generic.base, &generic.index) {
        (Value::External(path), Value::Tuple(parts)) if is_named(path, &["Result"]) => {
            let [ok, err] = &**parts else { return None };
            let (given, error) = split(inner)?;
            match no_response(machine, ok, given) {
                Some(why) => Some(why),
                None if is_error(machine, err, error) => Some(Uncallable::NoErrorResponse(error.to_owned())),
                None => None,
            }
        }
        (Value::External(path), ok) if path == "anyhow::Result" || path == "std::io::Result" => {
            let why = no_response(machine, ok, inner);
            why.or_else(|| Some(Uncallable::NoErrorResponse(path.replace("Result", "Error"))))
        }
        (Value::External(path), Value::Class(_)) if is_named(path, &["Vec"]) => {
            Some(Uncallable::NoResponse(text.to_owned()))
        }
        _ => None,
    }
}

/// The two types of a list of two.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0i32;
    for (at, char) in text.char_indices() {
        match char {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => return Some((text[..at].trim(), text[at + 1..].trim().trim_end_matches(','))),
            _ => {}
        }
    }
    None
}

/// Errors of libraries that are no responses.
const ERRORS: [&str; 9] = [
    "std::io::Error",
    "anyhow::Error",
    "sqlx::Error",
    "serde_json::Error",
    "reqwest::Error",
    "eyre::Report",
    "color_eyre::Report",
    "diesel::result::Error",
    "sea_orm::DbErr",
];

fn is_error(machine: &mut Machine, of: &Value, text: &str) -> bool {
    match of {
        Value::External(path) => ERRORS.contains(&path.as_str()),
        Value::Subscripted(_) => {
            let plain = text.trim_start_matches("std::boxed::");
            plain.starts_with("Box<dyn Error") || plain.starts_with("Box<dyn std::error::Error")
        }
        Value::Class(_) => !is_opaque(text) && is_plain(machine, of, &["into_response"]),
        _ => false,
    }
}
