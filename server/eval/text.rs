//! What is known of a string with holes? Operations that keep known parts known.

use super::value::HOLE;
use std::sync::Arc;

/// Whether a string is non-empty; not known if it may be.
pub fn truth(text: &str) -> Option<bool> {
    if text.is_empty() {
        return Some(false);
    }
    if text.chars().all(|char| char == HOLE) { None } else { Some(true) }
}

/// Whether two strings are equal: never known to be with holes, known not to be if the known ends differ.
pub fn equal(left: &str, right: &str) -> Option<bool> {
    if !left.contains(HOLE) && !right.contains(HOLE) {
        return Some(left == right);
    }
    let head = |text: &str| text.split(HOLE).next().unwrap_or_default().to_owned();
    let (left_head, right_head) = (head(left), head(right));
    let shared = left_head.len().min(right_head.len());
    let differ = left_head.as_bytes()[..shared] != right_head.as_bytes()[..shared];
    if differ { Some(false) } else { None }
}

/// Whether a string contains another.
pub fn contains(text: &str, part: &str) -> Option<bool> {
    if part.contains(HOLE) {
        return None;
    }
    if text.contains(part) {
        return Some(true);
    }
    if text.contains(HOLE) { None } else { Some(false) }
}

/// Joins parts; neighbouring holes become one.
pub fn join_holes(parts: &[&str]) -> Arc<str> {
    let mut joined = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for char in parts.iter().flat_map(|part| part.chars()) {
        if char != HOLE || !joined.ends_with(HOLE) {
            joined.push(char);
        }
    }
    joined.into()
}

/// A string with each hole shown as `{?}`.
pub fn shown(text: &str) -> String {
    text.replace(HOLE, "{?}")
}
