//! Which layers are added to routers before any route is?

use crate::api::Objected;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// A layer on no routes.
pub static LAYER_WITHOUT_ROUTES: Rule = Rule {
    name: "layer-without-routes",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a layer for the routes of a router is added before any route, which stops the application from starting",
    page: include_str!("layer_without_routes.md"),
    fixes: false,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in subject.api.objections.iter().filter(|objection| objection.what == Objected::NoRoutes) {
        let message = "the router has no routes yet, so the application does not start: add them before this layer";
        report.add(Draft::new(objection.at, message));
    }
}
