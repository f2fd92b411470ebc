//! Which routers does no application include?

use crate::api::Router;
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A router that no application reaches.
pub static UNINCLUDED_ROUTER: Rule = Rule {
    name: "unincluded-router",
    group: Group::Wiring,
    level: Level::Warning,
    profile: Profile::Recommended,
    summary: "a router has routes, and no application includes it",
    page: include_str!("unincluded_router.md"),
    fixes: false,
    check: Check::Router(check),
};

fn check(subject: &Subject, router: &Router, report: &mut Report) {
    let api = subject.api;
    let is_sure = api.is_whole() && !api.endpoints.is_empty() && !subject.is_test(router.at.file);
    if !router.reached && router.routes > 0 && is_sure {
        let routes = if router.routes == 1 { "1 route".to_owned() } else { format!("{} routes", router.routes) };
        let message = format!("no application includes this router, so its {routes} cannot be reached");
        report.add(Draft::new(router.at, message));
    }
}
