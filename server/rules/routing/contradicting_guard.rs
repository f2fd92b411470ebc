//! Which routes do the guards around them keep all requests from?

use crate::api::Objected;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// A route that its guards keep all requests from.
pub static CONTRADICTING_GUARD: Rule = Rule {
    name: "contradicting-guard",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a route for one method stands below a guard that lets only others pass",
    page: include_str!("contradicting_guard.md"),
    fixes: false,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::Guarded { methods, only, guard } = &objection.what else { continue };
        let (own, its) = (methods.join("` and `"), only.join("` and `"));
        let message = format!("this is never reached: it is for `{own}`, and a guard around it lets only `{its}` pass");
        let mark = subject.argument(objection.at, Some(0), "path").filter(|spelled| spelled.text.is_some());
        let draft = Draft::new(mark.map_or(objection.at, |spelled| spelled.at), message);
        report.add(match guard {
            Some(guard) => draft.related(*guard, "the guard is set here"),
            None => draft,
        });
    }
}
