//! What does axum mean? Routers that are values, `axum-extra`, and the routers that write `OpenAPI` documents.

mod callable;
mod held;
mod natives;
mod paths;
mod plain;
mod removed;
mod response;

pub use natives::INTRINSICS;
pub use removed::{Instead, Presence, Removed, removed_names};

use super::crates::{CrateModel, Handler, Paths, Support};
use super::extract::{self, Extractor, Extractors, Fit};
use super::{Interface, Matching};
use crate::eval::{Machine, Version};

/// axum itself.
pub static AXUM: CrateModel = CrateModel {
    framework: "axum",
    package: "axum",
    crates: &["axum"],
    applications: &["Router"],
    routers: &["MethodRouter"],
    words: &["Router", "axum::"],
    seeds: &["Router", "MethodFilter", "routing::", "axum::serve", "routes!"],
    serving: &["serve(", "into_make_service", "axum_server", "into_service"],
    model: include_str!("model.rs"),
    paths: &PATHS,
    support: Support::Whole,
    interface,
};

/// Typed paths and further methods of routers.
pub static AXUM_EXTRA: CrateModel =
    CrateModel { crates: &["axum_extra"], applications: &[], routers: &[], model: include_str!("extra.rs"), ..AXUM };

/// utoipa's router.
pub static UTOIPA_AXUM: CrateModel =
    CrateModel { crates: &["utoipa_axum"], applications: &[], routers: &[], model: include_str!("utoipa.rs"), ..AXUM };

/// aide's router.
pub static AIDE: CrateModel =
    CrateModel { crates: &["aide"], applications: &[], routers: &[], model: include_str!("aide.rs"), ..AXUM };

static PATHS: Paths = Paths { join, canonical, matching: Matching::ByTree, fault: paths::fault, comparable: canonical };

/// `nest` in axum: the root of what is nested is the prefix itself.
fn join(prefix: &str, path: &str) -> String {
    match path {
        "" | "/" if !prefix.is_empty() => prefix.to_owned(),
        _ => format!("{}{path}", prefix.trim_end_matches('/')),
    }
}

/// `:x` and `*x` before 0.8, `{x}` and `{*x}` since.
fn canonical(path: &str, version: Option<Version>) -> String {
    let is_new = version.is_none_or(|version| version >= Version(0, 8, 0));
    let has_new = path.contains('{');
    if is_new && (has_new || version.is_some()) {
        return path.to_owned();
    }
    let segment = |segment: &str| match segment.split_at_checked(1) {
        Some((":", name)) => format!("{{{name}}}"),
        Some(("*", name)) => format!("{{*{name}}}"),
        _ => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// What types of parameters take from a request.
static EXTRACTORS: Extractors = &[
    ("Path", Extractor::Path),
    ("Query", Extractor::Query),
    ("OptionalQuery", Extractor::Query),
    ("OptionalPath", Extractor::Path),
    ("Json", Extractor::Body),
    ("JsonDeserializer", Extractor::Body),
    ("Form", Extractor::Form),
    ("Multipart", Extractor::Multipart),
    ("TypedMultipart", Extractor::Multipart),
    ("TypedHeader", Extractor::Header),
    ("State", Extractor::Nothing),
    ("Extension", Extractor::Nothing),
    ("ConnectInfo", Extractor::Nothing),
    ("MatchedPath", Extractor::Nothing),
    ("OriginalUri", Extractor::Nothing),
    ("Host", Extractor::Nothing),
    ("WebSocketUpgrade", Extractor::Nothing),
    ("NestedPath", Extractor::Nothing),
    ("Request", Extractor::Request),
    ("HeaderMap", Extractor::Request),
    ("Parts", Extractor::Request),
    ("Uri", Extractor::Request),
    ("Method", Extractor::Nothing),
    ("RawQuery", Extractor::Request),
    ("RawForm", Extractor::Request),
    ("RawPathParams", Extractor::Request),
    ("CookieJar", Extractor::Request),
    ("SignedCookieJar", Extractor::Request),
    ("PrivateCookieJar", Extractor::Request),
    ("Bytes", Extractor::Body),
    ("String", Extractor::Body),
    ("Body", Extractor::Body),
    ("Protobuf", Extractor::Body),
    ("Xml", Extractor::Body),
];

fn interface(machine: &mut Machine, handler: &Handler) -> Interface {
    let mut interface = extract::interface(machine, handler, EXTRACTORS);
    // Before 0.8 a tuple may leave parameters over.
    let version = machine.world.version_of("axum", handler.site.file);
    let is_exact = version.map(|version| version >= Version(0, 8, 0));
    extract::note_path(handler, &mut interface, Fit { is_exact, count: 500, name: 400 });
    callable::note(machine, handler, &mut interface);
    interface
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nested_stands_below_its_prefix() {
        assert_eq!(join("/api", "/"), "/api");
        assert_eq!(join("/api/", "/"), "/api/");
        assert_eq!(join("/api/", "/x"), "/api/x");
        assert_eq!(join("", "/"), "/");
        assert_eq!(join("/", "/x"), "/x");
    }

    #[test]
    fn parameters_have_one_spelling() {
        assert_eq!(canonical("/a/:b/*c", Some(Version(0, 7, 0))), "/a/{b}/{*c}");
        assert_eq!(canonical("/a/{b}", Some(Version(0, 8, 0))), "/a/{b}");
        assert_eq!(canonical("/a/:b", None), "/a/{b}");
    }
}
