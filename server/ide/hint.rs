//! Where does a route's text not say its path? A hint with the full path behind the string, where a prefix applies.

use super::View;
use crate::api::Endpoint;
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
    let mut routes: BTreeMap<u32, Vec<&Endpoint>> = BTreeMap::new();
    for endpoint in view.api.endpoints.iter().filter(|endpoint| endpoint.route.file == file) {
        let Some((written, _)) = view.written_path(endpoint) else { continue };
        let known = routes.entry(written.end).or_default();
        if known.iter().all(|other| other.path != endpoint.path) {
            known.push(endpoint);
        }
    }
    let hints = routes.into_iter().filter_map(|(offset, endpoints)| hint(view, offset, &endpoints));
    hints.filter(|hint| between.start <= hint.offset && hint.offset <= between.end).collect()
}

fn hint(view: &View, offset: u32, endpoints: &[&Endpoint]) -> Option<Hint> {
    let first = endpoints.first()?;
    let (_, own) = view.written_path(first)?;
    if endpoints.len() == 1 && (own == first.pattern || is_spelled(own, &first.path)) {
        return None;
    }
    let more = if endpoints.len() > 1 { format!(" +{}", endpoints.len() - 1) } else { String::new() };
    let all = endpoints.iter().map(|endpoint| endpoint.path.clone()).collect();
    Some(Hint { offset, label: format!("→ {}{more}", first.path), all })
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
