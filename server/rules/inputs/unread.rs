//! Which parameters of a path does nobody read, and which parameter of the handler was probably meant?

use crate::api::{Entry, HandlerParameter, InputPlace, Operation};
use crate::facts::{ParamKind, Place};
use crate::rules::Subject;
use crate::rules::routing::{names, parameters};
use crate::text::Span;

/// A parameter of a path that nobody reads.
pub(super) struct Unread {
    pub name: String,
    /// The path, or the registration if the path is not spelled there.
    pub at: Place,
    /// The parameter inside of the path; `None` if it stands in a prefix.
    pub span: Option<Span>,
    /// The parameter of the handler that was probably meant, and its place.
    pub meant: Option<(String, Place)>,
    /// Whether nobody can read it from the request itself either.
    pub is_sure: bool,
}

/// The parameters of a route's path that certainly nobody reads.
pub(super) fn unread(subject: &Subject, entry: &Entry) -> Vec<Unread> {
    let Some(operation) = entry.operation.as_ref().filter(|operation| is_sure(operation)) else { return Vec::new() };
    // What takes the rest of any path need not look at it.
    let named = parameters(&entry.own_pattern).into_iter().filter(|(_, converter)| *converter != "path");
    let missing: Vec<String> =
        named.map(|(name, _)| name).filter(|name| !operation.path_inputs.contains(name)).collect();
    let candidates: Vec<&HandlerParameter> =
        operation.parameters.iter().filter(|parameter| may_be_meant(subject, entry, parameter)).collect();
    let describe = |name: String| {
        let path = subject.spelled_path(entry);
        let span = path.as_ref().and_then(|(at, _)| span_of(subject, *at, &name));
        let alike: Vec<_> = candidates.iter().filter(|parameter| is_alike(&name, &parameter.name)).collect();
        let meant = match *alike {
            [parameter] => parameter.at.map(|at| (parameter.name.clone(), at)),
            _ => None,
        };
        Unread {
            at: path.map_or(subject.route_mark(entry), |(at, _)| at),
            span,
            meant,
            name,
            is_sure: !operation.takes_request,
        }
    };
    missing.into_iter().map(describe).collect()
}

/// Whether everything that could read a path parameter is known.
fn is_sure(operation: &Operation) -> bool {
    let takes_rest =
        operation.parameters.iter().any(|it| matches!(it.kind, ParamKind::VarKeywords | ParamKind::VarArgs));
    operation.is_plain
        && operation.is_complete
        && !operation.parameters.iter().any(|parameter| parameter.is_injected && operation.takes_request)
        && operation.refused.is_none()
        && !takes_rest
}

/// The braces of a parameter in the string at a place.
fn span_of(subject: &Subject, at: Place, name: &str) -> Option<Span> {
    let exact = subject.piece(at, &format!("{{{name}}}"));
    exact.or_else(|| {
        let start = subject.piece(at, &format!("{{{name}:"))?.start;
        let end = start
            + subject.slice(at.file, subject.span(at)).get((start - subject.span(at).start) as usize..)?.find('}')?
                as u32;
        Some(Span { start, end: end + 1 })
    })
}

/// Whether a parameter is a required query parameter that nobody declared as one, on every path of the handler.
fn may_be_meant(subject: &Subject, entry: &Entry, parameter: &HandlerParameter) -> bool {
    parameter.input == Some(InputPlace::Query)
        && !parameter.is_marked
        && !parameter.has_default
        && subject.registrations(entry).all(|other| !names(&other.pattern).contains(&parameter.name))
}

/// Whether one name is probably a misspelling of the other.
pub(super) fn is_alike(path: &str, parameter: &str) -> bool {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    let (left, right) = (plain(path), plain(parameter));
    let ends = |long: &str, short: &str| long.ends_with(&format!("_{short}")) || long.starts_with(&format!("{short}_"));
    let is_long = left.len().min(right.len()) >= 4;
    left == right
        || is_long && strsim::damerau_levenshtein(&left, &right) <= 2
        || ends(path, parameter)
        || ends(parameter, path)
}

#[cfg(test)]
mod tests {
    use super::is_alike;

    #[test]
    fn names_are_alike_if_one_is_a_misspelling_or_a_part_of_the_other() {
        assert!(is_alike("user_id", "userid") && is_alike("userId", "user_id") && is_alike("user_id", "user_ids"));
        assert!(is_alike("engagement_id", "signal_engagement_id") && is_alike("user_id", "id"));
        assert!(!is_alike("user_id", "limit") && !is_alike("id", "x") && !is_alike("a", "b"));
    }
}
