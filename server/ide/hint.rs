//! Where does a route's text not say its path? A hint with the full path behind the string, where a prefix applies.

use super::View;
use crate::facts::Place;
use crate::text::{FileId, Span};
use std::collections::BTreeMap;

/// A hint behind a byte of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// The byte it stands behind.
    pub offset: u32,
    /// What it says.
    pub label: String,
    /// All paths of the route, if there are several.
    pub all: Vec<String>,
}

/// The hints of a file between two bytes.
pub fn hints(view: &View, file: FileId, between: Span) -> Vec<Hint> {
    let mut routes: BTreeMap<u32, (Place, Vec<String>)> = BTreeMap::new();
    for endpoint in view.api.endpoints.iter().filter(|endpoint| endpoint.route.file == file) {
        let Some((_, span)) = view.spot(endpoint.route) else { continue };
        let (_, paths) = routes.entry(span.start).or_insert_with(|| (endpoint.route, Vec::new()));
        if !paths.contains(&endpoint.path) {
            paths.push(endpoint.path.clone());
        }
    }
    let hint = |(route, paths): (Place, Vec<String>)| hint(view, route, paths);
    let hints = routes.into_values().filter_map(hint);
    hints.filter(|hint| between.start <= hint.offset && hint.offset <= between.end).collect()
}

fn hint(view: &View, route: Place, paths: Vec<String>) -> Option<Hint> {
    let (span, own) = view.own_path(route)?;
    let first = paths.first()?;
    if paths.len() == 1 && is_spelled(own, first) {
        return None;
    }
    let more = if paths.len() > 1 { format!(" +{}", paths.len() - 1) } else { String::new() };
    Some(Hint { offset: span.end, label: format!("→ {first}{more}"), all: paths })
}

/// Whether a path in its framework's spelling is a path in ours.
fn is_spelled(own: &str, path: &str) -> bool {
    own == path
        || own.contains(':') && super::path::parameters(own) == super::path::parameters(path) && {
            let fixed =
                |path: &str| path.split('/').filter(|part| !part.contains('{')).map(str::to_owned).collect::<Vec<_>>();
            fixed(own) == fixed(path)
        }
}

#[cfg(test)]
mod tests {
    use super::is_spelled;

    #[test]
    fn a_converter_is_no_other_path() {
        assert!(is_spelled("/a/{x:path}", "/a/{*x}") && is_spelled("/a", "/a"));
        assert!(!is_spelled("/a", "/b/a") && !is_spelled("/{x:int}", "/b/{x}"));
    }
}
