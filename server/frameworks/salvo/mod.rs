//! What does salvo mean? Trees of routers, each with a piece of path. Best effort.

use super::Matching;
use super::crates::{CrateModel, Paths, Support, not_read};
use super::path::{self, PathFault, Use};
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

static PATHS: Paths = Paths { join, canonical, matching: Matching::Unknown, fault, comparable: canonical };

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

/// What is wrong with a path: what older versions spelled `<x>` is text since.
fn fault(_: Use, path: &str, version: Option<Version>) -> Option<PathFault> {
    version.filter(|version| *version >= Version(0, 78, 0)).and_then(|_| path::foreign(path, braced))
}

/// `<x>`, `<*x>` and `<**x>` with braces.
fn braced(segment: &str) -> Option<String> {
    let inner = segment.strip_prefix('<')?.strip_suffix('>')?;
    path::is_name(inner.trim_start_matches('*')).then(|| format!("{{{inner}}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_parameters_are_text() {
        let right = |path, version| fault(Use::Route, path, version)?.right;
        assert_eq!(right("users/<id>/<**rest>", Some(Version(0, 78, 0))).as_deref(), Some("users/{id}/{**rest}"));
        assert_eq!(right("users/{id}", Some(Version(0, 78, 0))), None);
        assert_eq!(right("users/<id>", Some(Version(0, 70, 0))), None, "they were parameters then");
        assert_eq!(right("users/<id>", None), None);
    }
}
