//! Which routes cannot be registered beside each other, where the most specific path wins or a rank decides?

use crate::api::{Entry, Matching, Table};
use crate::rules::Subject;
use rustc_hash::FxHashMap;

/// Comparisons that one application is worth.
const COMPARISONS: usize = 1_000_000;

/// Two routes that cannot both be registered.
pub(super) struct Clash<'t> {
    pub later: &'t Entry,
    pub earlier: &'t Entry,
    pub kind: ClashKind,
}

/// Why two routes cannot both be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClashKind {
    /// They have a method in common, and the same path.
    Same,
    /// Their paths differ in nothing but names of parameters.
    Names,
    /// Where one has a parameter, the other takes the rest of the path.
    Rest,
}

/// A piece of a path, as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    Text(String),
    Parameter,
    Rest,
}

/// The routes of a table that its framework certainly refuses, each with the first one that it cannot stand beside.
pub(super) fn clashes<'t>(subject: &Subject, table: &'t Table) -> Vec<Clash<'t>> {
    let Some(service) = subject.api.services.get(table.service) else { return Vec::new() };
    let matching = service.matching();
    if matches!(matching, Matching::InOrder | Matching::Unknown) {
        return Vec::new();
    }
    let (mut found, mut comparisons) = (Vec::new(), 0);
    let mut known: FxHashMap<String, Vec<Known>> = FxHashMap::default();
    for entry in table.entries.iter().filter(|entry| !entry.is_conditional && entry.is_exact) {
        let path = service.comparable(&entry.pattern);
        let parts = parts(&path);
        let Some(Part::Text(head)) = parts.first().cloned() else { continue };
        // What clashes has the same text up to the first parameter.
        let head = if parts.len() == 1 { path.clone() } else { head };
        let others = known.entry(head).or_default();
        comparisons += others.len();
        if comparisons > COMPARISONS {
            break;
        }
        let clash = others.iter().find_map(|(earlier, its, of)| {
            let kind = clash((entry, &path, &parts), (earlier, its, of), matching)?;
            Some(Clash { later: entry, earlier, kind })
        });
        found.extend(clash);
        others.push((entry, path, parts));
    }
    found
}

/// A route, its path, and the parts of that.
type Known<'t> = (&'t Entry, String, Vec<Part>);

/// The same, borrowed.
type Side<'s> = (&'s Entry, &'s String, &'s Vec<Part>);

fn clash(later: Side, earlier: Side, matching: Matching) -> Option<ClashKind> {
    if later.0.apart != earlier.0.apart {
        return None;
    }
    let shares_method = later.0.methods.iter().any(|method| earlier.0.methods.contains(method));
    let is_same = match matching {
        Matching::ByRank => later.2 == earlier.2,
        _ => later.1 == earlier.1,
    };
    if is_same || matching != Matching::ByTree {
        return (is_same && shares_method).then_some(ClashKind::Same);
    }
    if later.2 == earlier.2 {
        return Some(ClashKind::Names);
    }
    let parts = later.2.iter().zip(earlier.2).find(|(own, its)| own != its);
    matches!(parts, Some((Part::Rest, Part::Parameter) | (Part::Parameter, Part::Rest))).then_some(ClashKind::Rest)
}

/// The pieces of a path: text, and what stands in braces.
fn parts(path: &str) -> Vec<Part> {
    let (mut found, mut rest) = (Vec::new(), path);
    while let Some((text, inside)) = rest.split_once('{') {
        let Some((name, after)) = inside.split_once('}') else { break };
        found.push(Part::Text(text.to_owned()));
        found.push(if name.starts_with('*') { Part::Rest } else { Part::Parameter });
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Part::Text(rest.to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Place;
    use crate::text::FileId;

    fn entry(method: &str) -> Entry {
        Entry {
            methods: vec![method.to_owned()],
            framework: "axum",
            pattern: String::new(),
            own_pattern: String::new(),
            route: Place::of_file(FileId(0)),
            through: Vec::new(),
            mounts: Vec::new(),
            is_conditional: false,
            is_exact: true,
            closes: None,
            apart: Vec::new(),
            missed: Vec::new(),
            handler: None,
            operation: None,
        }
    }

    fn kind(left: &str, right: &str) -> Option<ClashKind> {
        let (get, post) = (entry("GET"), entry("POST"));
        clash((&get, &left.to_owned(), &parts(left)), (&post, &right.to_owned(), &parts(right)), Matching::ByTree)
    }

    #[test]
    fn names_and_rests_clash_whatever_the_methods_are() {
        assert_eq!(kind("/a/{id}", "/a/{name}"), Some(ClashKind::Names));
        assert_eq!(kind("/a/{id}/b", "/a/{*rest}"), Some(ClashKind::Rest));
        assert_eq!(kind("/a/{*x}", "/a/{*y}"), Some(ClashKind::Names));
        assert_eq!(kind("/a/v{id}", "/a/v{n}"), Some(ClashKind::Names));
    }

    #[test]
    fn text_stands_beside_parameters() {
        assert_eq!(kind("/a/{id}", "/a/me"), None);
        assert_eq!(kind("/a/{id}", "/a/{name}/b"), None);
        assert_eq!(kind("/a/{id}", "/a/{id}"), None, "of different methods");
        assert_eq!(kind("/a/x/y", "/a/{*rest}"), None);
        assert_eq!(kind("/a/v{id}", "/a/{name}"), None);
    }
}
