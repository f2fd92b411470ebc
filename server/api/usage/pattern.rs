//! Does a path fit the pattern of a route? Part by part, so that no pattern is slow.

use crate::eval::HOLE;

/// A piece of a path pattern.
#[derive(Debug)]
pub(super) enum Part {
    /// This text.
    Text(String),
    /// One or more characters of one segment that this test accepts.
    Param(fn(char) -> bool),
    /// Anything, also nothing.
    Rest,
}

/// Splits a pattern at its parameters: `{x}`, `{x:converter}`, `{*rest}`.
pub(super) fn parts(pattern: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some((before, (inside, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        parts.push(Part::Text(before.to_owned()));
        let converter = inside.split_once(':').map_or("", |(_, converter)| converter);
        parts.push(match converter {
            _ if inside.starts_with('*') => Part::Rest,
            "path" => Part::Rest,
            "int" => Part::Param(|char| char.is_ascii_digit()),
            "float" => Part::Param(|char| char.is_ascii_digit() || char == '.'),
            "uuid" => Part::Param(|char| char.is_ascii_hexdigit() || char == '-'),
            _ => Part::Param(|char| char != '/'),
        });
        rest = after;
    }
    parts.push(Part::Text(rest.to_owned()));
    parts
}

/// Whether a path fits a pattern: the ends each part may have, part by part, so that no pattern is slow.
pub(super) fn fits(pattern: &[Part], path: &str) -> bool {
    let mut ends = vec![0];
    for part in pattern {
        ends = match part {
            Part::Text(text) => {
                ends.iter().filter(|&&at| path[at..].starts_with(&**text)).map(|at| at + text.len()).collect()
            }
            Part::Param(accepts) => param_ends(path, &ends, *accepts),
            Part::Rest => ends.first().map_or(Vec::new(), |&first| boundaries(path, first)),
        };
        if ends.is_empty() {
            return false;
        }
    }
    ends.contains(&path.len())
}

/// Where a parameter that starts at one of these offsets may end, ascending.
fn param_ends(path: &str, starts: &[usize], accepts: fn(char) -> bool) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut inside = false;
    for (at, char) in path.char_indices() {
        inside = (inside || starts.contains(&at)) && (char == HOLE || accepts(char));
        if inside {
            ends.push(at + char.len_utf8());
        }
    }
    ends
}

fn boundaries(path: &str, from: usize) -> Vec<usize> {
    (from..=path.len()).filter(|at| path.is_char_boundary(*at)).collect()
}
