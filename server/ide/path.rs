//! How is a path spelled? Its parameters, in canonical form and in the source.

use crate::api::Endpoint;
use crate::text::Span;

/// Method and full path: what an endpoint is called.
pub(super) fn title(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method, endpoint.path)
}

/// The names of the parameters of a path: of `{x}`, `{x:path}` and `{*x}` alike.
pub(super) fn parameters(path: &str) -> Vec<&str> {
    let pieces = path.split('{').skip(1).filter_map(|piece| piece.split_once('}'));
    pieces.map(|(inside, _)| inside.split(':').next().unwrap_or_default().trim_start_matches('*')).collect()
}

/// Where each parameter's name stands in a piece of source, which starts at a byte of its file.
pub(super) fn parameters_in(source: &str, start: u32) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices('{') {
        let inside = &source[at + 1..];
        let name_end = inside.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(inside.len());
        let name = &inside[..name_end];
        if !name.is_empty() && inside[name_end..].starts_with(['}', ':']) {
            let from = start + at as u32 + 1;
            found.push((Span { start: from, end: from + name_end as u32 }, name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_in_every_spelling() {
        assert_eq!(parameters("/a/{x}/b/{y:path}/{*rest}"), ["x", "y", "rest"]);
        assert_eq!(parameters("/a/{"), [] as [&str; 0]);
    }

    #[test]
    fn names_of_parameters_have_a_place_in_the_source() {
        let found = parameters_in("get('/é/{x}/{y:int}/{', {z: 1})", 10);
        let found: Vec<_> = found.iter().map(|(span, name)| (span.start, *name)).collect();
        assert_eq!(found, [(20, "x"), (24, "y"), (36, "z")]);
    }
}
