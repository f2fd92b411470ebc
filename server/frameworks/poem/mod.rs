//! What does poem mean? Routes that are endpoints, and the classes whose methods `poem-openapi` makes routes of.

mod natives;

pub use natives::INTRINSICS;

use super::crates::{CrateModel, Handler, Paths};
use super::extract::{self, Extractor, Extractors, Fit};
use super::path::{self, PathFault, Use};
use super::{Interface, Matching};
use crate::eval::{Machine, Version};

/// poem itself.
pub static POEM: CrateModel = CrateModel {
    framework: "poem",
    package: "poem",
    crates: &["poem"],
    applications: &["Route"],
    routers: &["RouteMethod"],
    words: &["poem::"],
    seeds: &["Route::new", "poem::Route", "Route", "RouteMethod"],
    serving: &["Server::new"],
    model: include_str!("model.rs"),
    paths: &PATHS,
    interface,
};

/// poem-openapi.
pub static POEM_OPENAPI: CrateModel = CrateModel {
    crates: &["poem_openapi"],
    applications: &[],
    routers: &["OpenApiService"],
    words: &["poem_openapi::"],
    seeds: &["OpenApiService"],
    model: include_str!("openapi.rs"),
    ..POEM
};

static PATHS: Paths = Paths { join, canonical, matching: Matching::BySpecificity, fault, comparable: canonical };

/// A slash is added in front where it is missing; the root of what is nested is the prefix itself.
fn join(prefix: &str, path: &str) -> String {
    match path {
        "" | "/" if !prefix.is_empty() && prefix != "/" => prefix.trim_end_matches('/').to_owned(),
        "" | "/" => "/".to_owned(),
        _ if path.starts_with('/') => format!("{}{path}", prefix.trim_end_matches('/')),
        _ => format!("{}/{path}", prefix.trim_end_matches('/')),
    }
}

/// `:x`, `:x<regex>` and `*x`.
fn canonical(path: &str, _: Option<Version>) -> String {
    let segment = |segment: &str| match segment.split_at_checked(1) {
        Some((":", name)) => format!("{{{}}}", name.split('<').next().unwrap_or(name)),
        Some(("*", name)) => format!("{{*{name}}}"),
        _ => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// Braces are text here.
fn fault(_: Use, path: &str, _: Option<Version>) -> Option<PathFault> {
    path::foreign(path, path::with_colon)
}

/// What types of parameters take from a request.
static EXTRACTORS: Extractors = &[
    ("Path", Extractor::Path),
    ("Query", Extractor::Query),
    ("Json", Extractor::Body),
    ("Form", Extractor::Form),
    ("Multipart", Extractor::Multipart),
    ("TypedHeader", Extractor::Header),
    ("Data", Extractor::Nothing),
    ("Request", Extractor::Request),
    ("HeaderMap", Extractor::Request),
    ("CookieJar", Extractor::Request),
    ("Body", Extractor::Body),
    ("String", Extractor::Body),
    ("WebSocket", Extractor::Nothing),
    ("PlainText", Extractor::Body),
    ("Binary", Extractor::Body),
    ("Cookie", Extractor::Request),
    ("Header", Extractor::Request),
];

fn interface(machine: &mut Machine, handler: &Handler) -> Interface {
    let mut interface = extract::interface(machine, handler, EXTRACTORS);
    extract::note_path(handler, &mut interface, Fit { is_exact: Some(false), count: 400, name: 400 });
    interface
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_with_one_slash() {
        assert_eq!(join("/api", "/"), "/api");
        assert_eq!(join("", "x"), "/x");
        assert_eq!(join("/api/", "/x"), "/api/x");
        assert_eq!(canonical("/a/:id<\\d+>/*rest", None), "/a/{id}/{*rest}");
    }
}
