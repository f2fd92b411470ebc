//! Which parameters make a GET read a body?

use crate::api::{Entry, InputPlace};
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A parameter that makes a GET read a body.
pub static BODY_ON_GET: Rule = Rule {
    name: "body-on-get",
    group: Group::Inputs,
    level: Level::Hint,
    profile: Profile::Recommended,
    summary: "a GET or HEAD operation reads a request body that nobody declared as one",
    page: include_str!("body_on_get.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(_: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|operation| operation.refused.is_none()) else { return };
    if !entry.methods.iter().all(|method| method == "GET" || method == "HEAD") || !operation.is_plain {
        return;
    }
    for parameter in &operation.parameters {
        let Some(at) = parameter.at.filter(|_| parameter.input == Some(InputPlace::Body)) else { continue };
        if !parameter.is_marked {
            let name = &parameter.name;
            let message = format!("`{name}` is read from the body, which a GET rarely has: is `Query()` missing?");
            report.add(Draft::new(at, message).within(entry.handler.as_ref().and_then(|it| it.at)));
        }
    }
}
