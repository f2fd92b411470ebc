//! What does actix-web mean? Applications, scopes and resources that are tried in order, and handlers with attributes.

mod natives;
mod paths;

pub use natives::INTRINSICS;

use super::crates::{CrateModel, Handler, Paths, Support};
use super::extract::{self, Extractor, Extractors, Fit};
use super::{Interface, Matching};
use crate::eval::{Machine, Version};

/// actix-web itself.
pub static ACTIX: CrateModel = CrateModel {
    framework: "actix-web",
    package: "actix_web",
    crates: &["actix_web"],
    applications: &["App"],
    routers: &["Scope", "Resource", "ServiceConfig", "Routes"],
    words: &["actix_web::", "ServiceConfig"],
    seeds: &[
        "App::new",
        "HttpServer",
        "ServiceConfig",
        "HttpServiceFactory",
        "Scope",
        "web::scope",
        "web::resource",
        "Resource",
    ],
    serving: &["HttpServer::new"],
    model: include_str!("model.rs"),
    paths: &PATHS,
    support: Support::Whole,
    interface,
};

/// Wrappers that write `OpenAPI` documents.
pub static WRAPPERS: CrateModel = CrateModel {
    crates: &["paperclip", "utoipa_actix_web", "apistos"],
    applications: &[],
    routers: &[],
    words: &["paperclip::", "utoipa_actix_web", "apistos"],
    model: include_str!("wrappers.rs"),
    ..ACTIX
};

static PATHS: Paths =
    Paths { join, canonical, matching: Matching::InOrder, fault: paths::fault, comparable: paths::comparable };

/// Patterns are put together as text; a slash in between is added if the second has none.
fn join(prefix: &str, path: &str) -> String {
    match path {
        "" => prefix.to_owned(),
        _ if path.starts_with('/') => format!("{prefix}{path}"),
        _ => format!("{prefix}/{path}"),
    }
}

/// `{x:regex}` without the expression; one that takes the rest of the path is `{*x}`.
fn canonical(path: &str, _: Option<Version>) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let inside = &rest[at + 1..];
        let end = closing(inside).unwrap_or(inside.len());
        let (name, expression) = inside[..end].split_once(':').unwrap_or((&inside[..end], ""));
        rest = inside.get(end + 1..).unwrap_or_default();
        let takes_all = matches!(expression, ".*" | ".+" | "[\\s\\S]*") || rest.starts_with('*');
        rest = rest.strip_prefix('*').unwrap_or(rest);
        out.push_str(if takes_all { "{*" } else { "{" });
        out.push_str(name);
        out.push('}');
    }
    out.push_str(rest);
    if out.is_empty() { "/".to_owned() } else { out }
}

/// Where a brace closes, others inside counted.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What types of parameters take from a request.
static EXTRACTORS: Extractors = &[
    ("Path", Extractor::Path),
    ("Query", Extractor::Query),
    ("QsQuery", Extractor::Query),
    ("Json", Extractor::Body),
    ("Form", Extractor::Form),
    ("Multipart", Extractor::Multipart),
    ("MultipartForm", Extractor::Multipart),
    ("Header", Extractor::Header),
    ("Data", Extractor::Nothing),
    ("ThinData", Extractor::Nothing),
    ("ReqData", Extractor::Nothing),
    ("ConnectionInfo", Extractor::Nothing),
    ("PeerAddr", Extractor::Nothing),
    ("HttpRequest", Extractor::Request),
    ("Payload", Extractor::Body),
    ("Bytes", Extractor::Body),
    ("String", Extractor::Body),
    ("Either", Extractor::Request),
];

fn interface(machine: &mut Machine, handler: &Handler) -> Interface {
    let mut interface = extract::interface(machine, handler, EXTRACTORS);
    extract::note_path(handler, &mut interface, Fit { is_exact: Some(false), count: 404, name: 404 });
    interface
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_put_together_as_text() {
        assert_eq!(join("/api", ""), "/api");
        assert_eq!(join("/api", "/"), "/api/");
        assert_eq!(join("", "api"), "/api");
        assert_eq!(join("/api/", "/x"), "/api//x");
    }

    #[test]
    fn expressions_are_left_out_of_canonical_paths() {
        let canonical = |path| canonical(path, None);
        assert_eq!(canonical("/a/{id:\\d{2,3}}/{tail:.*}"), "/a/{id}/{*tail}");
        assert_eq!(canonical("/{tail}*"), "/{*tail}");
        assert_eq!(canonical(""), "/");
    }
}
