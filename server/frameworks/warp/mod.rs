//! What does warp mean? Filters that are put together with `and` and `or`. Best effort.

mod natives;

pub use natives::INTRINSICS;

use super::Matching;
use super::crates::{CrateModel, Paths, Support, appended, not_read};
use super::path;
use crate::eval::Version;

/// warp.
pub static WARP: CrateModel = CrateModel {
    framework: "warp",
    package: "warp",
    crates: &["warp"],
    applications: &["Served"],
    routers: &["Filter"],
    words: &["warp::"],
    seeds: &["Filter", "warp::"],
    serving: &["warp::serve", "serve("],
    model: include_str!("model.rs"),
    paths: &PATHS,
    support: Support::BestEffort,
    interface: not_read,
};

static PATHS: Paths =
    Paths { join: appended, canonical, matching: Matching::Unknown, fault: path::none, comparable: canonical };

/// Parameters have no names in warp: they are numbered.
fn canonical(path: &str, _: Option<Version>) -> String {
    let mut made = String::new();
    for (at, piece) in path.split("{}").enumerate() {
        if at > 0 {
            made.extend(["{", &at.to_string(), "}"]);
        }
        made += piece;
    }
    if made.is_empty() { "/".to_owned() } else { made }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered() {
        assert_eq!(canonical("/users/{}/posts/{}", None), "/users/{1}/posts/{2}");
        assert_eq!(canonical("", None), "/");
    }
}
