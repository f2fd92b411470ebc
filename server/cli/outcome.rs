//! Was anything resolved? The exit code, and the sentence that says why a table is empty.

use super::words::{Share, count, grouped};
use crate::engine::Snapshot;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something was resolved and printed.
    Resolved,
    /// Nothing was resolved, or nothing that was asked for; the reason is on standard error.
    Nothing,
    /// Something was found that makes the command fail.
    Found,
    /// The command could not run.
    CouldNotRun,
}

impl Outcome {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Outcome::Resolved => 0,
            Outcome::Nothing | Outcome::Found => 1,
            Outcome::CouldNotRun => 2,
        }
    }
}

/// Why no endpoint was resolved, and what to do; `None` if one was.
pub(super) fn why_nothing(snapshot: &Snapshot) -> Option<String> {
    if !snapshot.api.endpoints.is_empty() {
        return None;
    }
    let root = snapshot.root.display();
    let sources = snapshot.counts.python_files + snapshot.counts.rust_files;
    let share = Share::of(snapshot);
    Some(if sources == 0 {
        format!("no Python or Rust files in {root}: check the path, .gitignore and `exclude` in wayline.toml")
    } else if share.places > 0 {
        format!("none of {} resolved in {root}: `wayline doctor` says where and why", known(share))
    } else if snapshot.api.services.is_empty() {
        let files = count(sources, "file");
        format!("no application found in {files} of {root}: name the file that makes it in `entry` of wayline.toml")
    } else {
        let services = count(snapshot.api.services.len(), "application");
        format!("{services} found in {root}, and no endpoint registered: check that this is the whole workspace")
    })
}

/// Why filters left nothing of a workspace that has endpoints.
pub(super) fn why_filtered_out(snapshot: &Snapshot) -> String {
    let endpoints = count(snapshot.api.endpoints.len(), "endpoint");
    let services: Vec<&str> = snapshot.api.services.iter().take(5).map(|service| service.name.as_str()).collect();
    format!("none of {endpoints} matches the filters: widen --service, --method or --path; services are {}", {
        let more = snapshot.api.services.len().saturating_sub(services.len());
        if more == 0 { services.join(", ") } else { format!("{} and {} more", services.join(", "), grouped(more)) }
    })
}

/// Registrations can be unresolved without a number of endpoints.
fn known(share: Share) -> String {
    if share.unresolved == 0 { "the endpoints".to_owned() } else { count(share.unresolved, "endpoint") }
}
