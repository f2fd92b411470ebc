//! How are imports spelled, sorted and named?

use super::Added;
use crate::facts::Name;

/// Modules that export the same things.
const SAME: [[&str; 2]; 2] = [["fastapi", "starlette"], ["typing", "typing_extensions"]];

impl Added {
    pub(super) fn spelled(&self) -> String {
        match &self.alias {
            Some(alias) => format!("{} as {alias}", self.name),
            None => self.name.clone(),
        }
    }
}

pub(super) fn dotted(level: u32, module: Name) -> String {
    format!("{}{module}", ".".repeat(level as usize))
}

pub(super) fn is_same(own: &str, other: &str) -> bool {
    let first = |module: &str| module.split('.').next().unwrap_or_default().to_owned();
    let (own_first, other_first) = (first(own), first(other));
    own == other
        || SAME.iter().any(|same| {
            let rest = |module: &str, first: &str| module[first.len()..].to_owned();
            same.contains(&own_first.as_str())
                && same.contains(&other_first.as_str())
                && rest(own, &own_first) == rest(other, &other_first)
        })
}

/// Constants, then classes, then the rest, each by the alphabet: the order of isort and ruff.
pub(super) fn sort_key(name: &str) -> (u8, &str) {
    let is_constant = name.len() > 1 && name.chars().all(|c| !c.is_lowercase());
    let is_class = name.starts_with(char::is_uppercase);
    (
        if is_constant {
            0
        } else if is_class {
            1
        } else {
            2
        },
        name,
    )
}

/// Another name for what has a name that is taken.
pub(super) fn alias(module: &str, name: &str) -> String {
    let last = module.rsplit('.').next().filter(|last| !last.is_empty()).unwrap_or("own");
    if name.starts_with(char::is_uppercase) {
        let known = if last == "fastapi" { "FastAPI".to_owned() } else { camel_case(last) };
        format!("{known}{name}")
    } else {
        format!("{last}_{name}")
    }
}

fn camel_case(name: &str) -> String {
    let capital = |part: &str| {
        let mut chars = part.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    name.split('_').map(capital).collect()
}

pub(super) fn statement(module: &str, names: &[&Added], width: usize) -> String {
    let mut sorted = names.to_vec();
    sorted.sort_by_key(|added| sort_key(&added.name));
    let spelled: Vec<String> = sorted.iter().map(|added| added.spelled()).collect();
    let line = format!("from {module} import {}", spelled.join(", "));
    if line.chars().count() <= width {
        return line;
    }
    format!("from {module} import {}", one_per_line(spelled.iter().map(String::as_str)))
}

/// Names in brackets, each on a line of its own.
pub(super) fn one_per_line<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let lines: Vec<String> = names.map(|name| format!("    {name},\n")).collect();
    format!("(\n{})", lines.concat())
}
