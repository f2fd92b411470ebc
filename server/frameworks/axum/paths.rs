//! Which paths does axum refuse, and which does it take for text?

use crate::eval::Version;
use crate::frameworks::path::{self, FaultKind, PathFault, Use, refused, without_slash};

/// What is wrong with a path; nothing where the version is not known.
pub(super) fn fault(used: Use, path: &str, version: Option<Version>) -> Option<PathFault> {
    let version = version?;
    if version < Version(0, 6, 0) {
        return None;
    }
    if used == Use::Prefix && path.trim_matches('/').is_empty() {
        return (version >= Version(0, 8, 0) && path.len() < 2).then(|| refused(path, FaultKind::RootPrefix));
    }
    if !path.starts_with('/') {
        let is_refused = used == Use::Route || version >= Version(0, 8, 0);
        return is_refused.then(|| without_slash(path));
    }
    if version < Version(0, 8, 0) {
        let rest = path.split('/').find(|segment| segment.contains('*')).filter(|_| used == Use::Prefix);
        return match rest {
            Some(rest) => Some(refused(path, FaultKind::RestInPrefix(rest.to_owned()))),
            None => path::foreign(path, path::with_colon),
        };
    }
    if path.split('/').any(|segment| segment.starts_with([':', '*'])) {
        let fault = path::foreign(path, path::braced)?;
        return Some(PathFault { is_refused: true, ..fault });
    }
    braces(used, path, version)
}

/// What is wrong with the braces of a path, segment by segment.
fn braces(used: Use, path: &str, version: Version) -> Option<PathFault> {
    let segments: Vec<&str> = path.split('/').collect();
    for (at, segment) in segments.iter().enumerate() {
        let plain = segment.replace("{{", "").replace("}}", "");
        let own = || (*segment).to_owned();
        if plain.matches('{').count() != plain.matches('}').count() || plain.contains("{}") || plain.contains("{*}") {
            return Some(refused(path, FaultKind::Braces(own())));
        }
        let Some((_, inside)) = plain.split_once('{') else { continue };
        let Some((name, after)) = inside.split_once('}') else {
            return Some(refused(path, FaultKind::Braces(own())));
        };
        let is_rest = plain.starts_with("{*");
        let kind = if name.trim_start_matches('*').contains('*') {
            FaultKind::Braces(own())
        } else if version < Version(0, 9, 0) && after.contains('{') {
            FaultKind::TwoInSegment(own())
        } else if version < Version(0, 9, 0) && !after.is_empty() {
            FaultKind::Suffix(own())
        } else if is_rest && used == Use::Prefix {
            FaultKind::RestInPrefix(own())
        } else if is_rest && at + 1 < segments.len() {
            FaultKind::RestInside(own())
        } else {
            continue;
        };
        return Some(refused(path, kind));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(used: Use, path: &str, minor: u32) -> Option<FaultKind> {
        fault(used, path, Some(Version(0, minor, 0))).map(|fault| fault.kind)
    }

    #[test]
    fn each_version_has_its_own_spelling_of_parameters() {
        assert_eq!(kind(Use::Route, "/a/:id", 8), Some(FaultKind::Foreign(":id".to_owned())));
        assert_eq!(kind(Use::Route, "/a/:id", 7), None);
        assert_eq!(kind(Use::Route, "/a/{id}", 7), Some(FaultKind::Foreign("{id}".to_owned())));
        assert_eq!(kind(Use::Route, "/a/{id}/v{n}/items:batch/{*rest}", 8), None);
        assert_eq!(fault(Use::Route, "/a/:id", None), None, "of an unknown version nothing is known");
        let right = fault(Use::Route, "/a/:id/*rest", Some(Version(0, 8, 0))).and_then(|fault| fault.right);
        assert_eq!(right.as_deref(), Some("/a/{id}/{*rest}"));
    }

    #[test]
    fn what_the_tree_cannot_hold_is_refused() {
        assert_eq!(kind(Use::Route, "/{a}-{b}", 8), Some(FaultKind::TwoInSegment("{a}-{b}".to_owned())));
        assert_eq!(kind(Use::Route, "/{id}.json", 8), Some(FaultKind::Suffix("{id}.json".to_owned())));
        assert_eq!(kind(Use::Route, "/{id}.json", 9), None);
        assert_eq!(kind(Use::Route, "/{*rest}/x", 8), Some(FaultKind::RestInside("{*rest}".to_owned())));
        assert_eq!(kind(Use::Prefix, "/a/{*rest}", 8), Some(FaultKind::RestInPrefix("{*rest}".to_owned())));
        assert_eq!(kind(Use::Route, "/{", 8), Some(FaultKind::Braces("{".to_owned())));
        assert_eq!(kind(Use::Route, "/{tail:.*}", 8), Some(FaultKind::Braces("{tail:.*}".to_owned())));
        assert_eq!(kind(Use::Route, "/{{literal}}", 8), None);
        assert_eq!(kind(Use::Prefix, "/", 8), Some(FaultKind::RootPrefix));
        assert_eq!(kind(Use::Prefix, "/", 7), None);
        assert_eq!(kind(Use::Prefix, "api", 7), None);
    }
}
