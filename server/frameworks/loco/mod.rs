//! What does loco mean? Lists of routes of controllers, over axum's. Best effort.

use super::Matching;
use super::crates::{CrateModel, Paths, Support, not_read};
use super::path;
use crate::eval::Version;

/// loco.
pub static LOCO: CrateModel = CrateModel {
    framework: "loco",
    package: "loco_rs",
    crates: &["loco_rs"],
    applications: &["AppRoutes"],
    routers: &["Routes"],
    words: &["loco_rs::"],
    seeds: &["AppRoutes", "Routes::"],
    serving: &[],
    model: include_str!("model.rs"),
    paths: &PATHS,
    support: Support::BestEffort,
    interface: not_read,
};

static PATHS: Paths = Paths { join, canonical, matching: Matching::Unknown, fault: path::none, comparable: canonical };

/// Slashes that repeat count once, one at the end does not count.
fn join(prefix: &str, path: &str) -> String {
    let joined = format!("{prefix}/{path}");
    let parts: Vec<&str> = joined.split('/').filter(|part| !part.is_empty()).collect();
    format!("/{}", parts.join("/"))
}

/// `:x` and `*x` of older versions.
fn canonical(path: &str, _: Option<Version>) -> String {
    let segment = |segment: &str| match segment.split_at_checked(1) {
        Some((":", name)) => format!("{{{name}}}"),
        Some(("*", name)) => format!("{{*{name}}}"),
        _ => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}
