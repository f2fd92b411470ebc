//! What does Rocket mean? Handlers with attributes, lists of them, and what they are mounted on.

mod interface;
mod natives;

pub use natives::INTRINSICS;

use super::Matching;
use super::crates::{CrateModel, Paths, Support};
use super::path::{self, FaultKind, PathFault, Use};
use crate::eval::Version;
use interface::interface;

/// Rocket.
pub static ROCKET: CrateModel = CrateModel {
    framework: "rocket",
    package: "rocket",
    crates: &["rocket"],
    applications: &["Rocket"],
    routers: &["Routes"],
    words: &["rocket::", "routes!", "#[rocket"],
    seeds: &["Rocket", "rocket::build", "rocket::custom", "routes!", "rocket::Route", "Vec<Route>"],
    serving: &["rocket::build", "rocket::custom", ".launch("],
    model: include_str!("model.rs"),
    paths: &PATHS,
    support: Support::Whole,
    interface,
};

/// `rocket_okapi`, whose macros make the same lists.
pub static OKAPI: CrateModel = CrateModel {
    crates: &["rocket_okapi", "revolt_rocket_okapi"],
    applications: &[],
    routers: &[],
    words: &["rocket_okapi"],
    model: include_str!("okapi.rs"),
    ..ROCKET
};

static PATHS: Paths = Paths { join, canonical, matching: Matching::ByRank, fault, comparable: canonical };

/// What is mounted at a base begins with a slash; the root of it is the base itself.
fn join(base: &str, path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    match path {
        "" | "/" if !base.is_empty() && base != "/" => base.to_owned(),
        "" => base.to_owned(),
        _ => format!("{}{path}", base.trim_end_matches('/')),
    }
}

/// `<x>` and `<x..>`.
fn canonical(path: &str, _: Option<Version>) -> String {
    let segment = |segment: &str| match segment.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')) {
        Some(name) => match name.strip_suffix("..") {
            Some(name) => format!("{{*{name}}}"),
            None => format!("{{{name}}}"),
        },
        None => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// A base has neither parameters nor a missing slash; parameters of other frameworks are text.
fn fault(used: Use, path: &str, _: Option<Version>) -> Option<PathFault> {
    if used == Use::Prefix && !path.starts_with('/') {
        return Some(path::without_slash(path));
    }
    if used == Use::Prefix && path.contains('<') {
        let parameter = path.split('/').find(|segment| segment.contains('<')).unwrap_or_default();
        return Some(path::refused(path, FaultKind::ParameterInPrefix(parameter.to_owned())));
    }
    path::foreign(path, angled)
}

/// `{x}` and `:x` as `<x>`, `{*x}` as `<x..>`.
fn angled(segment: &str) -> Option<String> {
    let segment = path::with_colon(segment).unwrap_or_else(|| segment.to_owned());
    match segment.split_at_checked(1)? {
        (":", name) if path::is_name(name) => Some(format!("<{name}>")),
        ("*", name) if path::is_name(name) => Some(format!("<{name}..>")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mounted_stands_below_its_base() {
        assert_eq!(join("/api", "/"), "/api");
        assert_eq!(join("/", "/x?<q>"), "/x");
        assert_eq!(join("", "/"), "/");
        assert_eq!(canonical("/a/<id>/<rest..>", None), "/a/{id}/{*rest}");
    }
}
