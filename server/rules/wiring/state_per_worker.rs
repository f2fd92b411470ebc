//! Which state does each worker of a server have for itself, although it is there to be shared?

use super::hoist;
use crate::api::{Entry, Kind, Way};
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// State that each worker makes for itself.
pub static STATE_PER_WORKER: Rule = Rule {
    name: "state-per-worker",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "state that changes is made in the function that every worker calls, so that each has its own",
    page: include_str!("state_per_worker.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(providers) = entry.operation.as_ref().and_then(|operation| operation.providers.as_ref()) else { return };
    for provided in providers.known.iter().filter(|one| one.is_per_worker && one.what.way == Way::Data) {
        let of = provided.what.of.as_ref().map(Kind::shown).unwrap_or_default();
        let message = format!("every worker makes its own `{of}`: what one request changes, another may not see");
        report.add(Draft::new(provided.at, message).fix(hoist::fix(subject, provided)));
    }
}
