//! Which endpoint answers a request? The first registered one whose method and pattern fit, as the router decides.

use super::super::{Api, Endpoint};
use super::order::Pattern;
use crate::eval::HOLE;
use crate::facts::Place;
use crate::syntax::Language;

/// Longer paths are no test's, and fit nothing.
const LONGEST: usize = 2_000;

/// The patterns of all endpoints, in the order of `Api::endpoints`.
pub(super) struct Table {
    rows: Vec<Row>,
}

struct Row {
    service: usize,
    method: String,
    name: String,
    path: String,
    handler: Option<Place>,
    pattern: Pattern,
}

impl Table {
    pub(super) fn new(api: &Api) -> Self {
        Table { rows: api.endpoints.iter().map(|endpoint| Row::of(api, endpoint)).collect() }
    }

    /// Some endpoints only, numbered by their place in the list.
    pub(super) fn of(api: &Api, endpoints: &[usize]) -> Self {
        let all = endpoints.iter().filter_map(|at| api.endpoints.get(*at));
        Table { rows: all.map(|endpoint| Row::of(api, endpoint)).collect() }
    }

    /// Adds the rows of another table.
    pub(super) fn extend(&mut self, other: Table) {
        self.rows.extend(other.rows);
    }

    /// The endpoint of each service that answers a path: at most one each. Unknown parts of the path fit parameters
    /// only. A slash at the end is forgiven where the framework does, if nothing fits otherwise.
    pub(super) fn answering(&self, method: &str, path: &str) -> Vec<usize> {
        if path.len() > LONGEST {
            return Vec::new();
        }
        let toggled = match path.strip_suffix('/') {
            Some(shorter) => shorter.to_owned(),
            None => format!("{path}/"),
        };
        // What follows known text without a slash is often a query string.
        let cut = path.strip_suffix(HOLE).filter(|cut| !cut.ends_with(['/', HOLE]));
        let exact = |path: &str| self.first_of_each(|row| row.answers(method, path));
        let forgiven = || self.first_of_each(|row| row.pattern.manners.forgives_slash && row.answers(method, &toggled));
        let by_get = |row: &Row| method == "HEAD" && row.pattern.manners.head_is_get && row.answers("GET", path);
        let mut found = cut.map(exact).unwrap_or_default();
        for search in [&|| exact(path), &forgiven as &dyn Fn() -> Vec<usize>, &|| self.first_of_each(by_get)] {
            if found.is_empty() {
                found = search();
            }
        }
        found
    }

    /// The endpoint of each service with a route's name.
    pub(super) fn named(&self, method: &str, name: &str) -> Vec<usize> {
        self.first_of_each(|row| row.is_method(method) && row.name == name)
    }

    /// The endpoints that a function answers, where it is asked under a path: of several of one service, that with the
    /// path, else that whose path ends in it; none if that is not decided.
    pub(super) fn handled_by(&self, method: &str, handler: Place, path: &str) -> Vec<usize> {
        let own = |row: &&(usize, &Row)| row.1.is_method(method) && row.1.handler == Some(handler);
        let all: Vec<(usize, &Row)> = self.rows.iter().enumerate().filter(|it| own(&it)).collect();
        let mut services: Vec<usize> = all.iter().map(|(_, row)| row.service).collect();
        services.dedup();
        let of_service = |service: usize| {
            let these: Vec<(usize, &Row)> = all.iter().filter(|(_, row)| row.service == service).copied().collect();
            let exact: Vec<usize> = these.iter().filter(|(_, row)| row.path == path).map(|(at, _)| *at).collect();
            let below: Vec<usize> =
                these.iter().filter(|(_, row)| row.path.ends_with(path)).map(|(at, _)| *at).collect();
            match (&exact[..], &below[..], &these[..]) {
                ([one, ..], _, _) | ([], [one], _) | ([], [], [(one, _)]) => Some(*one),
                _ => None,
            }
        };
        services.into_iter().filter_map(of_service).collect()
    }

    /// The service an endpoint belongs to.
    pub(super) fn service(&self, endpoint: usize) -> usize {
        self.rows[endpoint].service
    }

    /// Of the rows of each service that fit, the first, or the one that says most.
    fn first_of_each(&self, fits: impl Fn(&Row) -> bool) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (index, row) in self.rows.iter().enumerate().filter(|(_, row)| fits(row)) {
            match found.iter_mut().find(|known| self.rows[**known].service == row.service) {
                None => found.push(index),
                Some(known) if row.pattern.before(&self.rows[*known].pattern).is_lt() => *known = index,
                Some(_) => {}
            }
        }
        found
    }
}

impl Row {
    fn of(api: &Api, endpoint: &Endpoint) -> Self {
        let declared = api.services.get(endpoint.service).is_some_and(|service| service.language() == Language::Rust);
        let framework = declared.then_some(endpoint.framework);
        Row {
            service: endpoint.service,
            method: endpoint.method.clone(),
            name: endpoint.name.clone(),
            path: endpoint.path.clone(),
            handler: endpoint.handler.at,
            pattern: Pattern::of(if declared { &endpoint.path } else { &endpoint.pattern }, framework),
        }
    }

    fn is_method(&self, method: &str) -> bool {
        self.method == method || self.method == "ANY" && method != "WEBSOCKET"
    }

    fn answers(&self, method: &str, path: &str) -> bool {
        self.is_method(method) && self.pattern.fits(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(usize, &str, &str)]) -> Table {
        let row = |&(service, method, pattern): &(usize, &str, &str)| Row {
            service,
            method: method.to_owned(),
            name: String::new(),
            path: pattern.to_owned(),
            handler: None,
            pattern: Pattern::of(pattern, None),
        };
        Table { rows: rows.iter().map(row).collect() }
    }

    fn path(text: &str) -> String {
        text.replace('?', &HOLE.to_string())
    }

    #[test]
    fn the_first_registered_route_that_fits_answers() {
        let table = table(&[(0, "GET", "/users/me"), (0, "GET", "/users/{id}"), (0, "GET", "/users/you")]);
        assert_eq!(table.answering("GET", "/users/me"), [0]);
        assert_eq!(table.answering("GET", "/users/you"), [1], "shadowed by the parameter");
        assert_eq!(table.answering("POST", "/users/me"), [0; 0]);
    }

    #[test]
    fn an_unknown_part_fits_parameters_only() {
        let table =
            table(&[(0, "GET", "/users/me"), (0, "GET", "/users/{id}"), (0, "GET", "/users/{id}/x-{name}.json")]);
        assert_eq!(table.answering("GET", &path("/users/?")), [1]);
        assert_eq!(table.answering("GET", &path("/users/a-?")), [1]);
        assert_eq!(table.answering("GET", &path("/users/?/x-?.json")), [2]);
        assert_eq!(table.answering("GET", &path("/?/me")), [0; 0]);
        assert_eq!(table.answering("GET", &path("?")), [0; 0]);
        assert_eq!(table.answering("GET", &path("/users/me?")), [0], "a query string");
    }

    #[test]
    fn converters_decide_what_fits() {
        let table = table(&[(0, "GET", "/n/{n:int}"), (0, "GET", "/f/{rest:path}"), (0, "GET", "/g/{*rest}")]);
        assert_eq!(table.answering("GET", "/n/12"), [0]);
        assert_eq!(table.answering("GET", &path("/n/?")), [0]);
        assert_eq!(table.answering("GET", "/n/x"), [0; 0]);
        assert_eq!(table.answering("GET", "/f/a/b/c"), [1]);
        assert_eq!(table.answering("GET", "/g/"), [2]);
    }

    #[test]
    fn a_slash_at_the_end_is_forgiven() {
        let table = table(&[(0, "GET", "/a"), (0, "GET", "/b/"), (1, "ANY", "/a")]);
        assert_eq!(table.answering("GET", "/a/"), [0, 2]);
        assert_eq!(table.answering("GET", "/b"), [1]);
        assert_eq!(table.answering("WEBSOCKET", "/a"), [0; 0]);
    }
}
