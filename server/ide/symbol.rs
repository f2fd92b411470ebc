//! Which endpoints does a file or the workspace have, by name? `GET /api/items/{id}`.

use super::{Spot, View, path};
use crate::api::Endpoint;
use crate::text::{FileId, Span};

/// An endpoint in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// Method and full path.
    pub name: String,
    /// The function that answers.
    pub detail: String,
    /// The file, and the definition with its decorators.
    pub at: Spot,
    /// What of it to show as selected.
    pub selection: Span,
    /// Whether it is declared deprecated.
    pub deprecated: bool,
}

/// The endpoints that a file registers, in the order of its text.
pub fn symbols_in(view: &View, file: FileId) -> Vec<Symbol> {
    let own = view.api.endpoints.iter().filter(|endpoint| endpoint.route.file == file);
    let mut symbols: Vec<Symbol> = own.filter_map(|endpoint| symbol(view, endpoint)).collect();
    symbols.sort_by_key(|symbol| (symbol.at.1.start, symbol.selection.start));
    symbols
}

/// The endpoints whose name or function has the letters of a query in this order, the closest first; all for none.
pub fn symbols_of_workspace(view: &View, query: &str, at_most: usize) -> Vec<Symbol> {
    let (query, mut small) = (query.to_lowercase(), String::new());
    let rated = view.endpoints().filter_map(|(index, endpoint)| {
        let title = rate(lower(&mut small, &[&endpoint.method, " ", &endpoint.path]), &query);
        let rate =
            if title == 0 { 0 } else { title.min(rate(lower(&mut small, &[&endpoint.handler.qualname]), &query)) };
        (rate < u32::MAX).then_some((rate, index))
    });
    let mut rated: Vec<(u32, usize)> = rated.collect();
    rated.sort_unstable();
    rated.truncate(at_most);
    rated.into_iter().filter_map(|(_, index)| symbol(view, &view.api.endpoints[index])).collect()
}

/// Some pieces together in lower case, in a text that is used again.
fn lower<'t>(text: &'t mut String, pieces: &[&str]) -> &'t str {
    text.clear();
    pieces.iter().for_each(|piece| text.push_str(piece));
    if text.is_ascii() {
        text.make_ascii_lowercase();
    } else {
        *text = text.to_lowercase();
    }
    text
}

/// How far a text in lower case is from a query: 0 if it starts with it; the largest number if it does not match.
fn rate(text: &str, query: &str) -> u32 {
    match text.find(query) {
        Some(0) => return 0,
        Some(_) => return 1,
        None => {}
    }
    let mut letters = text.chars();
    let follows = query.chars().filter(|c| !c.is_whitespace()).all(|wanted| letters.any(|letter| letter == wanted));
    if follows { 2 } else { u32::MAX }
}

fn symbol(view: &View, endpoint: &Endpoint) -> Option<Symbol> {
    let route = view.spot(endpoint.route)?;
    let handler = endpoint.handler.at.and_then(|at| Some((view.spot(at)?, view.name_spot(at)?)));
    // A decorated function is one thing with its decorators; a function registered elsewhere is another.
    let around =
        handler.filter(|((file, span), _)| *file == route.0 && span.start <= route.1.start && route.1.end <= span.end);
    let (at, selection) = around.map_or((route, route.1), |(whole, name)| (whole, name.1));
    let (name, detail) = (path::title(endpoint), endpoint.handler.qualname.clone());
    Some(Symbol { name, detail, at, selection, deprecated: endpoint.deprecated })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_matches_in_any_case_and_with_letters_left_out() {
        let rated = |name: &str, query: &str| rate(lower(&mut String::new(), &[name]), query);
        assert_eq!(rated("GET /items/{id}", "get /it"), 0);
        assert_eq!(rated("GET /items/{id}", "items"), 1);
        assert_eq!(rated("GET /items/{id}", "gtms"), 2);
        assert_eq!(rated("GET /items/{id}", "users"), u32::MAX);
        assert_eq!((rated("anything", ""), rated("GET /ÄÖ", "äö")), (0, 1));
    }
}
