//! Which paths does actix-web refuse, which does it take for text, and how are two compared?

use crate::eval::Version;
use crate::frameworks::path::{self, FaultKind, PathFault, Use, refused};
use std::fmt::Write as _;

/// What is wrong with a path or prefix.
pub(super) fn fault(_: Use, path: &str, _: Option<Version>) -> Option<PathFault> {
    let parameters = parameters(path);
    if let Some(bad) = parameters.iter().find(|(name, _)| !path::is_name(name)) {
        return match bad {
            // `{*x}` of other frameworks is no name here.
            (name, None) if name.starts_with('*') => {
                let fault = path::foreign(path, rest_of_path)?;
                Some(PathFault { is_refused: true, ..fault })
            }
            (name, None) => Some(refused(path, FaultKind::Braces(format!("{{{name}}}")))),
            _ => None,
        };
    }
    if let Some(name) = path::repeated(parameters.iter().map(|(name, _)| *name)) {
        return Some(refused(path, FaultKind::Repeated(name)));
    }
    let has_colon = path.split('/').any(|segment| segment.starts_with(':'));
    path::foreign(path, braced).filter(|_| has_colon)
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

/// Names and expressions of the parameters that are closed.
fn parameters(path: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    let mut rest = path;
    while let Some((_, inside)) = rest.split_once('{') {
        let Some(end) = super::closing(inside) else { break };
        let parameter = &inside[..end];
        found.push(parameter.split_once(':').map_or((parameter, None), |(name, of)| (name, Some(of))));
        rest = &inside[end + 1..];
    }
    found
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
    fn expressions_become_converters() {
        assert_eq!(comparable("/a/{id}/{tail:.*}", None), "/a/{id}/{tail:path}");
        assert_eq!(comparable("/a/{id:\\d}", None), "/a/{id:r5c64}");
        assert_eq!(comparable("/{tail}*", None), "/{tail:path}");
    }
}
