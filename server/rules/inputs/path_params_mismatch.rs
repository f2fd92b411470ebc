//! Which handlers take more, fewer or other values of the path than it has?

use super::path_param_name_mismatch::is_meant;
use crate::api::{Entry, Oddity, Remark};
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// A handler that takes other values of the path than it has.
pub static PATH_PARAMS_MISMATCH: Rule = Rule {
    name: "path-params-mismatch",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a handler takes another number of values of the path than it has, or a field that it does not have",
    page: include_str!("path_params_mismatch.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|it| !entry.is_conditional && !it.remarks.is_empty()) else {
        return;
    };
    // Whoever serves a router that was not seen to be served may do so below a path with further parameters.
    let is_served = subject.service_of(entry).is_some_and(|service| service.is_served);
    let names = &operation.path_names;
    for Remark { at, what } in &operation.remarks {
        let message = match what {
            Oddity::PathCount(wants, status) if is_served || *wants < names.len() => {
                let has = values(names.len());
                format!(
                    "this takes {} of the path `{}`, which has {has}: every request is answered with {status}",
                    values(*wants),
                    entry.pattern
                )
            }
            Oddity::PathField(field) if is_served && is_meant(field).is_none() => {
                let (name, status) = (&field.name, field.status);
                format!(
                    "this takes `{name}`, which the path `{}` does not have: every request is answered with {status}",
                    entry.pattern
                )
            }
            _ => continue,
        };
        let mut draft = Draft::new(*at, message).within(entry.handler.as_ref().and_then(|it| it.at));
        if let Oddity::PathField(field) = what {
            draft = draft.related(field.at, "the field is declared here");
        }
        report.add(draft.related(subject.route_mark(entry), "the path is registered here"));
    }
}

fn values(count: usize) -> String {
    match count {
        0 => "no value".to_owned(),
        1 => "one value".to_owned(),
        count => format!("{count} values"),
    }
}
