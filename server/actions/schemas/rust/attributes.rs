//! What do the attributes of a structure mean for those that are made of it?

use crate::actions::Refusal;
use crate::edit::{Attribute, Layout, Record};

/// What the structure derives.
pub(super) fn derives(layout: &Layout, record: &Record) -> Vec<String> {
    let own = record.attributes.iter().filter(|it| it.name == "derive").filter_map(|it| it.arguments);
    own.flat_map(|arguments| arguments_of(layout.slice(arguments))).collect()
}

/// The arguments of an attribute, brackets left out.
fn arguments_of(text: &str) -> Vec<String> {
    let inner = text.trim().trim_start_matches('(').strip_suffix(')').unwrap_or(text);
    let mut found = vec![String::new()];
    let mut depth = 0;
    for char in inner.chars() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = found.last_mut() {
            last.push(char);
        }
    }
    found.into_iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

fn key(argument: &str) -> &str {
    argument.split(['=', '(']).next().unwrap_or_default().trim()
}

/// What serde is told by some attributes.
///
/// # Errors
/// If any of it is not one of `known`: nobody knows what it means for another structure.
pub(super) fn serde(layout: &Layout, attributes: &[Attribute], known: &[&str]) -> Result<Vec<String>, Refusal> {
    let own = attributes.iter().filter(|it| it.name == "serde").filter_map(|it| it.arguments);
    let told: Vec<String> = own.flat_map(|arguments| arguments_of(layout.slice(arguments))).collect();
    match told.iter().find(|argument| !known.contains(&key(argument))) {
        Some(other) => Err(Refusal::new(format!("`#[serde({other})]` says more than a copy could keep"))),
        None => Ok(told),
    }
}

/// Those of some arguments that have one of these names.
pub(super) fn only(arguments: &[String], names: &[&str]) -> Vec<String> {
    arguments.iter().filter(|argument| names.contains(&key(argument))).cloned().collect()
}

/// An attribute for serde, with a line break behind it; nothing if it would be empty.
pub(super) fn spelled(arguments: &[String], indent: &str) -> String {
    if arguments.is_empty() { String::new() } else { format!("{indent}#[serde({})]\n", arguments.join(", ")) }
}
