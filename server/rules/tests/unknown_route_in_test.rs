//! Which calls in tests ask for what no route answers?

use crate::edit::Safety;
use crate::rules::{ALL, Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A call of a test client that no route answers.
pub static UNKNOWN_ROUTE_IN_TEST: Rule = Rule {
    name: "unknown-route-in-test",
    group: Group::Tests,
    level: Level::Warning,
    profile: Profile::Strict,
    languages: ALL,
    summary: "a test asks for a path or method that the application does not have",
    page: include_str!("unknown_route_in_test.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for miss in &subject.api.misses {
        let path = &miss.path;
        let message = match (&miss.closest, &*miss.methods) {
            (_, [_, ..]) => format!("`{path}` answers {}, and no {}", miss.methods.join(" and "), miss.method),
            (Some(closest), []) => format!("the application has no `{path}`: is `{closest}` meant?"),
            (None, []) => format!("the application has no `{path}`"),
        };
        let span = miss.closest.as_ref().and_then(|closest| Some((subject.piece(miss.at, path)?, closest)));
        let fix = span.map(|(span, closest)| {
            subject.replace(miss.at, span, closest, &format!("Ask for `{closest}`"), Safety::Unsafe)
        });
        report.add(Draft::new(miss.at, message).fix(fix));
    }
}
