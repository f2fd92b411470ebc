//! What does dropshot mean? Descriptions that functions with attributes are registered in. Best effort.

mod natives;

pub use natives::{BESIDE, INTRINSICS};

use super::Matching;
use super::crates::{CrateModel, Paths, Support, appended, not_read};
use super::path;
use crate::eval::Version;

/// dropshot.
pub static DROPSHOT: CrateModel = CrateModel {
    framework: "dropshot",
    package: "dropshot",
    crates: &["dropshot"],
    applications: &["ApiDescription"],
    routers: &[],
    words: &["dropshot::"],
    seeds: &["ApiDescription", "api_description", "HttpServerStarter", "ServerBuilder"],
    serving: &["HttpServerStarter", "ServerBuilder"],
    model: include_str!("model.rs"),
    paths: &PATHS,
    support: Support::BestEffort,
    interface: not_read,
};

static PATHS: Paths =
    Paths { join: appended, canonical, matching: Matching::Unknown, fault: path::none, comparable: canonical };

/// `{x:.*}` is the rest of the path.
fn canonical(path: &str, _: Option<Version>) -> String {
    let segment = |segment: &str| match segment.strip_prefix('{').and_then(|inner| inner.strip_suffix(":.*}")) {
        Some(name) => format!("{{*{name}}}"),
        None => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}
