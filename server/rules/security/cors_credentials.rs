//! Who may send requests with the credentials of a user?

use crate::api::Objected;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// Credentials for any caller.
pub static CORS_CREDENTIALS: Rule = Rule {
    name: "cors-credentials",
    group: Group::Security,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "CORS allows credentials together with any origin, method or header: it is refused, or every site may use them",
    page: include_str!("cors_credentials.md"),
    fixes: false,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::Credentials(any) = &objection.what else { continue };
        let what = any.any;
        let message = if any.is_refused {
            format!("credentials are allowed together with any {what}, so the application does not start")
        } else {
            format!("credentials are allowed for any {what}: every site may send requests in the name of its visitors")
        };
        let draft = Draft::new(objection.at, message);
        report.add(match any.at.filter(|at| *at != objection.at) {
            Some(at) => draft.related(at, format!("any {what} is allowed here")),
            None => draft,
        });
    }
}
