//! Which of several patterns that fit a path is meant? The one that was registered first, or the one that says most.

use super::pattern::{Part, fits, parts};
use crate::frameworks::{Matching, matching};
use std::cmp::Ordering;

/// A path pattern with what decides between patterns.
#[derive(Debug)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// What each segment is, from text to the rest of the path; empty where the order of registration decides.
    order: Vec<Said>,
    /// How the framework takes what is almost right.
    pub manners: Manners,
}

/// How much a segment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Text,
    Mixed,
    Param,
    Rest,
}

/// How a framework takes requests that are almost right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Manners {
    /// A slash too many or too few at the end is forgiven, as by redirection.
    pub forgives_slash: bool,
    /// What answers GET answers HEAD.
    pub head_is_get: bool,
}

impl Pattern {
    /// The pattern of a route; `framework` names that of a language with declared modules.
    pub(super) fn of(path: &str, framework: Option<&str>) -> Self {
        let Some(framework) = framework else {
            let manners = Manners { forgives_slash: true, head_is_get: false };
            return Pattern { parts: parts(path), order: Vec::new(), manners };
        };
        let by_registration = matching(framework) == Matching::InOrder;
        let order = if by_registration { Vec::new() } else { path.split('/').map(said).collect() };
        let manners = Manners { forgives_slash: false, head_is_get: !by_registration };
        Pattern { parts: parts(path), order, manners }
    }

    /// Whether a path fits.
    pub(super) fn fits(&self, path: &str) -> bool {
        fits(&self.parts, path)
    }

    /// Which of two patterns that fit a path comes first; equal if that is for their registration to say.
    pub(super) fn before(&self, other: &Pattern) -> Ordering {
        self.order.cmp(&other.order)
    }
}

fn said(segment: &str) -> Said {
    match (segment.starts_with('{'), segment.contains('{')) {
        (true, _) if segment.starts_with("{*") => Said::Rest,
        (true, _) if segment.ends_with('}') && segment.matches('{').count() == 1 => Said::Param,
        (_, true) => Said::Mixed,
        _ => Said::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_more_comes_first_unless_registration_decides() {
        let axum = |path| Pattern::of(path, Some("axum"));
        assert_eq!(axum("/a/me").before(&axum("/a/{id}")), Ordering::Less);
        assert_eq!(axum("/a/{*rest}").before(&axum("/a/{id}/b")), Ordering::Greater);
        assert_eq!(axum("/a/{id}").before(&axum("/a/{name}")), Ordering::Equal);
        let actix = |path| Pattern::of(path, Some("actix-web"));
        assert_eq!(actix("/a/{id}").before(&actix("/a/me")), Ordering::Equal);
    }
}
