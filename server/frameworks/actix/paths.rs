//! Which paths does actix-web refuse, which does it take for text, and how are two compared?

use crate::eval::Version;
use crate::frameworks::path::{self, FaultKind, PathFault, Use, refused};
use std::fmt::Write as _;

/// How many parameters one pattern may have.
const PARAMETERS: usize = 16;

/// What is wrong with a path or prefix.
pub(super) fn fault(_: Use, path: &str, _: Option<Version>) -> Option<PathFault> {
    let (parameters, rest) = parameters(path);
    if let Some(foreign) = path::foreign(path, rest_of_path) {
        return Some(PathFault { is_refused: true, ..foreign });
    }
    if rest.contains('{') {
        return Some(refused(path, FaultKind::Braces(rest[rest.find('{')?..].to_owned())));
    }
    if let Some(name) = path::repeated(parameters.iter().map(|(name, _)| *name)) {
        return Some(refused(path, FaultKind::Repeated(name)));
    }
    if parameters.len() > PARAMETERS {
        return Some(refused(path, FaultKind::TooMany(parameters.len(), PARAMETERS)));
    }
    if let Some(kind) = refused_expression(&parameters) {
        return Some(refused(path, kind));
    }
    let has_colon = path.split('/').any(|segment| segment.starts_with(':'));
    path::foreign(path, braced).filter(|_| has_colon)
}

/// Why the regular expression that a pattern becomes is refused: each parameter is a group of it, named like it.
fn refused_expression(parameters: &[(&str, Option<&str>)]) -> Option<FaultKind> {
    let group = |(name, of): &(&str, Option<&str>)| format!("(?P<{name}>{})", of.unwrap_or("[^/]+"));
    let why = |expression: &str| why_refused(&format!("(?s-m){expression}"));
    why(&parameters.iter().map(group).collect::<String>())?;
    let (bad, why) = parameters.iter().find_map(|parameter| Some((parameter, why(&group(parameter))?)))?;
    Some(match bad {
        (name, None) => FaultKind::Braces(format!("{{{name}}}")),
        (name, Some(of)) => FaultKind::Expression(format!("{{{name}:{of}}}"), why),
    })
}

/// Why a regular expression is refused, whether or not it may speak of all of Unicode.
fn why_refused(expression: &str) -> Option<String> {
    use regex_syntax::{Error, hir};
    match regex_syntax::parse(expression).err()? {
        Error::Parse(error) => Some(error.kind().to_string()),
        Error::Translate(error) if !matches!(error.kind(), hir::ErrorKind::InvalidUtf8) => {
            Some(error.kind().to_string())
        }
        _ => None,
    }
}

/// `:x` as `{x}`; a star is text here.
fn braced(segment: &str) -> Option<String> {
    path::braced(segment).filter(|_| segment.starts_with(':'))
}

/// `{*x}` as what takes the rest of the path.
fn rest_of_path(segment: &str) -> Option<String> {
    let name = segment.strip_prefix("{*")?.strip_suffix('}')?;
    path::is_name(name).then(|| format!("{{{name}:.*}}"))
}

/// Names and expressions of the parameters that are closed, and what follows the last of them.
fn parameters(path: &str) -> (Vec<(&str, Option<&str>)>, &str) {
    let mut found = Vec::new();
    let mut rest = path;
    while let Some((_, inside)) = rest.split_once('{') {
        let Some(end) = super::closing(inside) else { break };
        let parameter = &inside[..end];
        found.push(parameter.split_once(':').map_or((parameter, None), |(name, of)| (name, Some(of))));
        rest = &inside[end + 1..];
    }
    (found, rest)
}

/// A path in the notation that is compared: `{x:path}` takes the rest, and an expression is a converter of its own.
pub(super) fn comparable(path: &str, _: Option<Version>) -> String {
    let mut made = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, inside)) = rest.split_once('{') {
        let Some(end) = super::closing(inside) else { break };
        made.push_str(before);
        let (name, expression) = inside[..end].split_once(':').unwrap_or((&inside[..end], ""));
        rest = &inside[end + 1..];
        let is_tail = expression == ".*" || rest == "*";
        rest = if is_tail { rest.trim_start_matches('*') } else { rest };
        let converter = match expression {
            _ if is_tail => ":path".to_owned(),
            "" | "[^/]+" => String::new(),
            other => other.bytes().fold(":r".to_owned(), |name, byte| format!("{name}{byte:02x}")),
        };
        let _ = write!(made, "{{{name}{converter}}}");
    }
    made.push_str(rest);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str) -> Option<FaultKind> {
        fault(Use::Route, path, None).map(|fault| fault.kind)
    }

    #[test]
    fn parameters_of_other_frameworks_are_text_or_refused() {
        assert_eq!(kind("/a/:id"), Some(FaultKind::Foreign(":id".to_owned())));
        assert_eq!(kind("/a/{*rest}"), Some(FaultKind::Foreign("{*rest}".to_owned())));
        assert_eq!(kind("/a/{id}/{id}"), Some(FaultKind::Repeated("id".to_owned())));
        assert_eq!(kind("/a/{}"), Some(FaultKind::Braces("{}".to_owned())));
        assert_eq!(kind("/a/{id:\\d{2,3}}/{tail:.*}"), None);
        assert_eq!(kind("items:batch"), None);
    }

    #[test]
    fn what_no_regular_expression_can_be_made_of_is_refused() {
        let expression = |parameter: &str, why: &str| Some(FaultKind::Expression(parameter.to_owned(), why.to_owned()));
        assert_eq!(kind("/{id:[0-9+}"), expression("{id:[0-9+}", "unclosed character class"));
        assert_eq!(kind("/{id:*}"), expression("{id:*}", "repetition operator missing expression"));
        assert!(kind("/{id:(?=x)}").is_some(), "there is no look-ahead");
        assert_eq!(kind("/{user-id}"), Some(FaultKind::Braces("{user-id}".to_owned())));
        assert_eq!(kind("/{user.id}/{größe}"), None, "names of groups may have dots and letters of any language");
        assert_eq!(kind("/{id:\\pL+}/{hex:(?i)[0-9a-f]{8}}/{_x:(a)|(b)}"), None);
        assert_eq!(kind("/{id:(?-u:\\xFF)}"), None, "one of the two engines may take it");
        assert_eq!(kind("/a/{id"), Some(FaultKind::Braces("{id".to_owned())));
        let many = |count: usize| (0..count).map(|at| format!("/{{p{at}}}")).collect::<Vec<_>>().concat();
        assert_eq!((kind(&many(16)), kind(&many(17))), (None, Some(FaultKind::TooMany(17, 16))));
    }

    #[test]
    fn expressions_become_converters() {
        assert_eq!(comparable("/a/{id}/{tail:.*}", None), "/a/{id}/{tail:path}");
        assert_eq!(comparable("/a/{id:\\d}", None), "/a/{id:r5c64}");
        assert_eq!(comparable("/{tail}*", None), "/{tail:path}");
    }
}
