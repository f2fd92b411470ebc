//! What does salvo mean? Trees of routers, each with a piece of path. Best effort.

use super::Matching;
use super::crates::{CrateModel, Paths, Support, not_read};
use super::path;
use crate::eval::Version;

/// salvo.
pub static SALVO: CrateModel = CrateModel {
    framework: "salvo",
    package: "salvo",
    crates: &["salvo"],
    applications: &["Router"],
    routers: &[],
    words: &["salvo::"],
    seeds: &["Router"],
    serving: &["Server::new"],
    model: include_str!("model.rs"),
    paths: &PATHS,
    support: Support::BestEffort,
    interface: not_read,
};

static PATHS: Paths = Paths { join, canonical, matching: Matching::Unknown, fault: path::none, comparable: canonical };

fn join(prefix: &str, path: &str) -> String {
    let path = path.trim_matches('/');
    if path.is_empty() { prefix.to_owned() } else { format!("{}/{path}", prefix.trim_end_matches('/')) }
}

/// `{x}`, `{x:kind}`, `{x|regex}`, `{*x}`, `{**x}`; before 0.76 with `<` and `>`.
fn canonical(path: &str, _: Option<Version>) -> String {
    let segment = |segment: &str| {
        let inner = segment.strip_prefix(['{', '<']).and_then(|inner| inner.strip_suffix(['}', '>']));
        let Some(inner) = inner else { return segment.to_owned() };
        let name = inner.trim_start_matches(['*', '+', '?']);
        let end = name.find([':', '|', '/']).unwrap_or(name.len());
        if inner.starts_with('*') { format!("{{*{}}}", &name[..end]) } else { format!("{{{}}}", &name[..end]) }
    };
    let path = path.split('/').map(segment).collect::<Vec<_>>().join("/");
    if path.is_empty() { "/".to_owned() } else { path }
}
