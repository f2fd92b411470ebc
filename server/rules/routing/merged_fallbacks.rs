//! Which routers are merged although each has a fallback?

use crate::api::Objected;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// Two fallbacks of one router.
pub static MERGED_FALLBACKS: Rule = Rule {
    name: "merged-fallbacks",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "two routers that both have a fallback are merged, which stops the application from starting",
    page: include_str!("merged_fallbacks.md"),
    fixes: false,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::TwoFallbacks(places) = &objection.what else { continue };
        let message = "both routers have a fallback, so the application does not start: keep one, or nest the other";
        let draft = Draft::new(objection.at, message);
        let set = |draft: Draft, at: &crate::facts::Place| draft.related(*at, "a fallback is set here");
        report.add(places.iter().fold(draft, set));
    }
}
