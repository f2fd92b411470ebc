//! Which endpoints were asked for?

use super::args::Filters;
use crate::api::{Api, Endpoint};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// The filters of a command line, ready to use.
pub(super) struct Filter {
    services: Vec<String>,
    methods: Vec<String>,
    paths: Option<GlobSet>,
}

impl Filter {
    /// Compiles the filters; the error says which pattern is wrong.
    pub(super) fn new(asked: &Filters) -> Result<Self, globset::Error> {
        Ok(Filter {
            services: asked.services.clone(),
            methods: asked.methods.iter().map(|method| method.trim().to_uppercase()).collect(),
            paths: if asked.globs.is_empty() { None } else { Some(globs(&asked.globs)?) },
        })
    }

    /// Whether anything is filtered.
    pub(super) fn is_active(&self) -> bool {
        !self.services.is_empty() || !self.methods.is_empty() || self.paths.is_some()
    }

    /// The endpoints asked for, in the order of the API.
    pub(super) fn select<'a>(&self, api: &'a Api) -> Vec<&'a Endpoint> {
        api.endpoints.iter().map(|endpoint| &**endpoint).filter(|endpoint| self.wants(api, endpoint)).collect()
    }

    fn wants(&self, api: &Api, endpoint: &Endpoint) -> bool {
        let service = api.services.get(endpoint.service).map_or("", |service| service.name.as_str());
        any_or_empty(&self.services, |asked| names(service, asked))
            && any_or_empty(&self.methods, |asked| answers(&endpoint.method, asked))
            && self.paths.as_ref().is_none_or(|globs| globs.is_match(&endpoint.path))
    }
}

fn any_or_empty(asked: &[String], matches: impl Fn(&str) -> bool) -> bool {
    asked.is_empty() || asked.iter().any(|one| matches(one))
}

/// Whether a service's name is `asked` or ends in it, from a part's beginning: `app` names `app.main:app`, not `webapp`.
fn names(service: &str, asked: &str) -> bool {
    let Some(before) = service.strip_suffix(asked) else { return false };
    !asked.is_empty() && !before.ends_with(|last: char| last.is_alphanumeric() || last == '_')
}

/// Whether a registered method answers the one asked for; `ANY` answers every verb, and a websocket is none.
fn answers(method: &str, asked: &str) -> bool {
    method.eq_ignore_ascii_case(asked) || (method == "ANY" && asked != "WEBSOCKET")
}

/// Paths hold `{braces}`, so in a pattern they mean themselves and not a choice: a pasted path finds itself.
fn globs(patterns: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let escaped: String = pattern.chars().map(escape_brace).collect();
        set.add(GlobBuilder::new(&escaped).literal_separator(true).build()?);
    }
    set.build()
}

fn escape_brace(c: char) -> String {
    if matches!(c, '{' | '}') { format!("[{c}]") } else { c.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path_matches(glob: &str, path: &str) -> bool {
        globs(&[glob.to_owned()]).unwrap().is_match(path)
    }

    #[test]
    fn a_service_is_named_by_its_end() {
        assert!(names("app.main:app", "app.main:app") && names("app.main:app", "app") && names("a.b:app", "b:app"));
        assert!(!names("shop.main:webapp", "app") && !names("app.main:app", "app.main") && !names("a:app", ""));
    }

    #[test]
    fn a_handler_of_every_verb_answers_each_verb() {
        assert!(answers("ANY", "GET") && answers("GET", "GET"));
        assert!(!answers("ANY", "WEBSOCKET") && !answers("GET", "POST"));
    }

    #[test]
    fn a_star_stays_within_its_segment_and_braces_mean_themselves() {
        assert!(path_matches("/items/*", "/items/{item_id}") && !path_matches("/items/*", "/items/{item_id}/sizes"));
        assert!(path_matches("/items/**", "/items/{item_id}/sizes"));
        assert!(path_matches("/items/{item_id}", "/items/{item_id}"));
        assert!(!path_matches("/items/{item_id}", "/items/item_id"));
    }
}
