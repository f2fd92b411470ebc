//! Which event handlers never run, because the application has a lifespan?

use crate::api::Service;
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// An event handler that a lifespan silences.
pub static ON_EVENT_IGNORED: Rule = Rule {
    name: "on-event-ignored",
    group: Group::Runtime,
    level: Level::Error,
    profile: Profile::Recommended,
    summary: "a handler of a start-up or shutdown event never runs, because the application has a lifespan",
    page: include_str!("on_event_ignored.md"),
    fixes: false,
    check: Check::Service(check),
};

fn check(_: &Subject, service: &Service, report: &mut Report) {
    for handler in &service.silenced {
        let Some(at) = handler.at else { continue };
        let message =
            format!("`{}` never runs: the application has a lifespan, which replaces event handlers", handler.qualname);
        report.add(Draft::new(at, message).within(handler.at).related(service.at, "the lifespan is given here"));
    }
}
