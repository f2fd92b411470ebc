//! What is said of a path that a framework refuses, or takes for text, and how is it mended?

use crate::api::{FaultKind, Objected, PathFault};
use crate::edit::{Change, Safety};
use crate::facts::Place;
use crate::rules::{Draft, Report, Subject};
use crate::text::Span;

/// Reports every path that is written wrong where it is registered.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::Path(fault) = &objection.what else { continue };
        let mark = subject.argument(objection.at, Some(0), "path").map_or(objection.at, |spelled| spelled.at);
        let fix = match fault.kind {
            FaultKind::RootPrefix => merge(subject, objection.at, mark),
            _ => rewrite(subject, mark, fault),
        };
        report.add(Draft::new(mark, message(fault)).fix(fix));
    }
}

fn message(fault: &PathFault) -> String {
    let path = &fault.path;
    let why = match &fault.kind {
        FaultKind::Foreign(segment) if fault.is_refused => format!("`{segment}` is no parameter of this framework"),
        FaultKind::Foreign(segment) => {
            return format!("`{segment}` in `{path}` is no parameter here: only this very text matches");
        }
        FaultKind::NoSlash => format!("`{path}` does not start with a slash"),
        FaultKind::RootPrefix => "nothing can be nested at the root".to_owned(),
        FaultKind::RestInPrefix(segment) => format!("`{segment}` takes the rest of the path, and this is a prefix"),
        FaultKind::RestInside(segment) => format!("`{segment}` takes the rest of the path, and more follows"),
        FaultKind::Braces(segment) => format!("the braces of `{segment}` make no parameter"),
        FaultKind::TwoInSegment(segment) => format!("`{segment}` has two parameters between two slashes"),
        FaultKind::Suffix(segment) => format!("`{segment}` goes on after its parameter"),
        FaultKind::Repeated(name) => format!("`{path}` names `{name}` twice"),
        FaultKind::Expression(segment, error) => format!("the expression of `{segment}` is refused ({error})"),
        FaultKind::TooMany(count, most) => format!("this has {count} parameters, and {most} are the most"),
        FaultKind::ParameterInPrefix(segment) => format!("`{segment}` is a parameter, and this prefix may have none"),
    };
    format!("{why}, so the application does not start")
}

/// The path as it was meant, if it stands here as it is.
fn rewrite(subject: &Subject, mark: Place, fault: &PathFault) -> Option<Change> {
    let right = fault.right.as_ref()?;
    let span = match fault.path.as_str() {
        "" => return None,
        path => subject.piece(mark, path)?,
    };
    let is_whole = subject.text(mark).trim_start_matches('r').trim_matches(['"', '#']) == fault.path;
    let title = format!("Write `{right}`");
    is_whole.then(|| subject.replace(mark, span, right.clone(), &title, Safety::Safe))
}

/// `nest("/", router)` as `merge(router)`; what is no router has no such method.
fn merge(subject: &Subject, call: Place, path: Place) -> Option<Change> {
    let (text, at) = (subject.text(call), subject.span(call));
    let rest = text.strip_prefix("nest(")?;
    let after = subject.span(path).end.checked_sub(at.start)? as usize;
    let argument = text.get(after..)?.trim_start().strip_prefix(',')?.trim_start();
    let is_plain = rest.trim_start().starts_with('"') && !argument.starts_with(')');
    let span = Span { start: at.start, end: at.end - argument.len() as u32 };
    is_plain.then(|| subject.replace(call, span, "merge(", "Merge it", Safety::Safe))
}
