//! Which handlers of different paths are registered as one route?

use crate::api::Objected;
use crate::edit::{Change, Safety};
use crate::facts::Place;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// Handlers of different paths in one route.
pub static MIXED_PATHS: Rule = Rule {
    name: "mixed-paths",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "handlers that declare different paths are registered as one route, so each answers all of the paths",
    page: include_str!("mixed_paths.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::MixedPaths(handlers) = &objection.what else { continue };
        let shown: Vec<String> = handlers.iter().map(|(name, path)| format!("`{name}` is for `{path}`")).collect();
        let message = format!("{}: together, each of them answers all of these paths", shown.join(" and "));
        report.add(Draft::new(objection.at, message).fix(fix(subject, objection.at, handlers)));
    }
}

/// One call for each path.
fn fix(subject: &Subject, call: Place, handlers: &[(String, String)]) -> Option<Change> {
    let text = subject.text(call);
    let (method, rest) = text.split_once('(')?;
    let (name, given) = rest.split_once("!(").or_else(|| rest.split_once("![")).or_else(|| rest.split_once("!{"))?;
    let given = given.trim_end().strip_suffix(')')?.trim_end().trim_end_matches(',').trim_end();
    let given: Vec<&str> = given.strip_suffix([')', ']', '}'])?.split(',').map(str::trim).collect();
    let given: Vec<&str> = given.into_iter().filter(|one| !one.is_empty()).collect();
    let is_plain = given.len() == handlers.len() && !text.contains("//") && !text.contains("/*");
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for ((_, path), handler) in handlers.iter().zip(given) {
        match groups.iter_mut().find(|(known, _)| known == path) {
            Some((_, group)) => group.push(handler),
            None => groups.push((path, vec![handler])),
        }
    }
    let calls: Vec<String> =
        groups.iter().map(|(_, group)| format!("{method}({name}!({}))", group.join(", "))).collect();
    let span = subject.span(call);
    is_plain.then(|| subject.replace(call, span, calls.join("."), "Register each path by itself", Safety::Unsafe))
}
