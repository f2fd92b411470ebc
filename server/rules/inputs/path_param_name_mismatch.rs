//! Which parameters of a path does the handler spell differently?

use super::unread::{is_alike, unread};
use crate::api::{Entry, Oddity, PathField, Spelled};
use crate::edit::Safety;
use crate::facts::Place;
use crate::rules::{ALL, Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A path parameter that the handler spells differently.
pub static PATH_PARAM_NAME_MISMATCH: Rule = Rule {
    name: "path-param-name-mismatch",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: ALL,
    summary: "a parameter of the path that the handler spells differently, so that no request is answered",
    page: include_str!("path_param_name_mismatch.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    check_fields(subject, entry, report);
    for unread in unread(subject, entry) {
        let Some((meant, at)) = unread.meant else { continue };
        let name = &unread.name;
        let message =
            format!("the path has `{name}` and the handler `{meant}`, which becomes a required query parameter");
        let fix = unread.span.map(|span| {
            let spelled = subject.slice(unread.at.file, span);
            let text = spelled.replacen(&**name, &meant, 1);
            let title = format!("Rename `{name}` in the path to `{meant}`");
            subject.replace(unread.at, span, text, &title, Safety::Safe)
        });
        let draft = Draft::new(unread.at, message).within(entry.handler.as_ref().and_then(|it| it.at)).fix(fix);
        let draft = draft.related(at, "this is asked for in the query");
        report.add(if let Some(span) = unread.span { draft.span(span) } else { draft });
    }
}

/// Fields that a path has under another name.
fn check_fields(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|_| !entry.is_conditional) else { return };
    if operation.remarks.is_empty() || !subject.service_of(entry).is_some_and(|service| service.is_served) {
        return;
    }
    for remark in &operation.remarks {
        let Oddity::PathField(field) = &remark.what else { continue };
        let Some(meant) = is_meant(field) else { continue };
        let (name, status) = (&field.name, field.status);
        let message =
            format!("the path has `{meant}` and the handler `{name}`: every request is answered with {status}");
        let path = spelled_at(subject, entry, meant);
        let span = path.and_then(|at| subject.piece(at, &format!("{{{meant}}}")));
        let draft = Draft::new(path.unwrap_or_else(|| subject.route_mark(entry)), message);
        let draft =
            draft.within(entry.handler.as_ref().and_then(|it| it.at)).related(field.at, "the field is declared here");
        let Some((path, span)) = path.zip(span) else {
            report.add(draft);
            continue;
        };
        let title = format!("Rename `{meant}` in the path to `{name}`");
        let fix = subject.replace(path, span, format!("{{{name}}}"), &title, Safety::Safe);
        report.add(draft.span(span).fix(Some(fix)));
    }
}

/// The string in which a parameter of the path stands: that of the route, or of what it is nested below.
fn spelled_at(subject: &Subject, entry: &Entry, name: &str) -> Option<Place> {
    let calls = entry.through.iter().chain([&entry.route]).rev();
    let mut strings = calls.filter_map(|call| subject.argument(*call, Some(0), "path"));
    let braces = format!("{{{name}}}");
    let has = |spelled: &Spelled| spelled.text.as_ref().is_some_and(|text| text.contains(&braces));
    strings.find(has).map(|spelled| spelled.at)
}

/// The parameter of the path that a field was probably meant to take.
pub(super) fn is_meant(field: &PathField) -> Option<&str> {
    let mut alike = field.unread.iter().filter(|name| is_alike(name, &field.name));
    alike.next().filter(|_| alike.next().is_none()).map(String::as_str)
}
