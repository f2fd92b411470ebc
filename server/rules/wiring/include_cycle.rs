//! Which routers include themselves?

use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A router that includes itself.
pub static INCLUDE_CYCLE: Rule = Rule {
    name: "include-cycle",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a router includes itself, directly or through others",
    page: include_str!("include_cycle.md"),
    fixes: false,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for at in &subject.api.cycles {
        report.add(Draft::new(*at, "this router includes itself, so its routes have no end"));
    }
}
