//! Which routes are added to a router after it was included?

use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A route that comes too late.
pub static ROUTES_ADDED_AFTER_INCLUDE: Rule = Rule {
    name: "routes-added-after-include",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    summary: "a route is added to a router after an include has copied its routes",
    page: include_str!("routes_added_after_include.md"),
    fixes: false,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for late in &subject.api.late {
        let path = late.path.as_deref().unwrap_or("this route");
        let message = format!("`{path}` is added after its router was included, so no application has it");
        let mark = subject.argument(late.route, Some(0), "path").map_or(late.route, |spelled| spelled.at);
        report.add(Draft::new(mark, message).related(late.include, "the routes were copied here"));
    }
}
