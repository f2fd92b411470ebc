//! Which versions does a requirement allow? The newest one is what a fresh installation would get.

use crate::eval::Version;

/// What a version specifier allows, for PEP 440 specifiers and for Poetry's `^` and `~`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// The one version that is allowed, if it is pinned.
    pub exact: Option<Version>,
    /// The oldest version that is allowed.
    pub oldest: Option<Version>,
    /// The newest version that is allowed. For `<X` the predecessor of X, where a part below zero borrows from the
    /// part before it and becomes `u32::MAX`: `<0.120` gives 0.119.MAX, `<1` gives 0.MAX.MAX. Such a version compares
    /// rightly with any real one; show the specifier instead of it.
    pub newest: Option<Version>,
}

impl Bound {
    /// Reads a specifier such as `==0.110.1`, `>=0.100,<0.120`, `~=0.110`, `^0.110`, `0.110.*`. What is malformed
    /// restricts nothing. Of alternatives (`||`) the last counts.
    pub fn parse(specifier: &str) -> Bound {
        let last = specifier.rsplit("||").next().unwrap_or_default();
        let parts = last.split([',', ' ']).filter(|part| !part.is_empty());
        let (mut bound, mut operator) = (Bound::default(), "");
        for part in parts {
            let version = part.trim_start_matches(OPERATOR);
            if version.len() < part.len() {
                operator = &part[..part.len() - version.len()];
            }
            if !version.is_empty() {
                bound = bound.and(Self::one(operator, version));
                operator = "";
            }
        }
        bound
    }

    fn one(operator: &str, version: &str) -> Bound {
        let Some((version, given, open)) = release(version) else { return Bound::default() };
        let from = |next: Version| Bound { exact: None, oldest: Some(version), newest: Some(before(next)) };
        match operator {
            "" | "=" | "==" | "===" if !open => {
                Bound { exact: Some(version), oldest: Some(version), newest: Some(version) }
            }
            "" | "=" | "==" => from(bump(version, given)),
            "~=" => from(bump(version, given.saturating_sub(1).max(1))),
            "~" => from(bump(version, given.min(2))),
            "^" => from(bump(version, significant(version).min(given))),
            "<" => Bound { newest: Some(before(version)), ..Bound::default() },
            "<=" => Bound { newest: Some(version), ..Bound::default() },
            ">=" | ">" => Bound { oldest: Some(version), ..Bound::default() },
            _ => Bound::default(),
        }
    }

    /// What both allow.
    #[must_use]
    pub fn and(self, other: Bound) -> Bound {
        Bound {
            exact: self.exact.or(other.exact),
            oldest: self.oldest.max(other.oldest),
            newest: self.newest.into_iter().chain(other.newest).min(),
        }
    }

    /// Whether a version is allowed.
    pub fn admits(&self, version: Version) -> bool {
        self.oldest.is_none_or(|oldest| oldest <= version) && self.newest.is_none_or(|newest| version <= newest)
    }
}

const OPERATOR: [char; 6] = ['=', '<', '>', '!', '~', '^'];

/// Reads a version, without epoch and suffixes; parts that are not given are 0. `None` if it does not start with a
/// number.
pub fn version(text: &str) -> Option<Version> {
    release(text).map(|(version, ..)| version)
}

/// A version, how many of its three parts are given, and whether it ends in `.*`.
fn release(text: &str) -> Option<(Version, usize, bool)> {
    let text = text.trim().trim_start_matches('v');
    let text = text.split_once('!').map_or(text, |(_, release)| release);
    let (mut parts, mut given, mut open) = ([0; 3], 0, false);
    for part in text.split('.') {
        let digits = &part[..part.bytes().take_while(u8::is_ascii_digit).count()];
        open = part == "*";
        if digits.is_empty() {
            break;
        }
        if given < parts.len() {
            parts[given] = digits.parse().unwrap_or(u32::MAX);
            given += 1;
        }
        if digits.len() < part.len() {
            break;
        }
    }
    (given > 0).then_some((Version(parts[0], parts[1], parts[2]), given, open))
}

/// The next version of the same length: `bump(0.110.1, 2)` is 0.111.
fn bump(Version(major, minor, patch): Version, parts: usize) -> Version {
    match parts {
        0 | 1 => Version(major.saturating_add(1), 0, 0),
        2 => Version(major, minor.saturating_add(1), 0),
        _ => Version(major, minor, patch.saturating_add(1)),
    }
}

/// Up to which part `^` lets a version vary: the first that is not zero.
fn significant(version: Version) -> usize {
    match version {
        Version(0, 0, _) => 3,
        Version(0, ..) => 2,
        _ => 1,
    }
}

fn before(version: Version) -> Version {
    match version {
        Version(major, minor, patch) if patch > 0 => Version(major, minor, patch - 1),
        Version(major, minor, _) if minor > 0 => Version(major, minor - 1, u32::MAX),
        Version(major, ..) if major > 0 => Version(major - 1, u32::MAX, u32::MAX),
        zero => zero,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: u32 = u32::MAX;

    fn newest(specifier: &str) -> Option<Version> {
        Bound::parse(specifier).newest
    }

    #[test]
    fn a_pin_is_exact() {
        for pin in ["==0.110.1", "0.110.1", "=0.110.1", "== 0.110.1", "===0.110.1", "==0.110.1rc2", "==1!0.110.1"] {
            assert_eq!(Bound::parse(pin).exact, Some(Version(0, 110, 1)), "{pin}");
        }
        assert_eq!(Bound::parse(">=0.1").exact, None);
    }

    #[test]
    fn an_upper_bound_is_the_newest_version_below_it() {
        assert_eq!(newest("<0.120"), Some(Version(0, 119, MAX)));
        assert_eq!(newest(">=0.1,<0.120.3"), Some(Version(0, 120, 2)));
        assert_eq!(newest("<1"), Some(Version(0, MAX, MAX)));
        assert_eq!(newest("<=0.110.1"), Some(Version(0, 110, 1)));
        assert_eq!(newest(">=0.1 <0.2"), Some(Version(0, 1, MAX)));
        assert_eq!(newest("<0.5,<0.3"), Some(Version(0, 2, MAX)));
    }

    #[test]
    fn compatible_tilde_caret_and_wildcard_end_below_their_next_version() {
        assert_eq!(newest("~=0.110.1"), Some(Version(0, 110, MAX)));
        assert_eq!(newest("~=0.110"), Some(Version(0, MAX, MAX)));
        assert_eq!(newest("~0.110.1"), Some(Version(0, 110, MAX)));
        assert_eq!(newest("~1"), Some(Version(1, MAX, MAX)));
        assert_eq!(newest("^0.110.1"), Some(Version(0, 110, MAX)));
        assert_eq!(newest("^1.2"), Some(Version(1, MAX, MAX)));
        assert_eq!([newest("^0.0.3"), newest("^0")], [Some(Version(0, 0, 3)), Some(Version(0, MAX, MAX))]);
        assert_eq!(newest("==0.110.*"), Some(Version(0, 110, MAX)));
        assert_eq!(Bound::parse("==0.110.*").exact, None);
    }

    #[test]
    fn a_lower_bound_and_nonsense_leave_the_newest_open() {
        for open in [">=0.1", ">0.1", "!=0.5", "*", "", "latest", "<", ",,", "==", "^"] {
            assert_eq!(newest(open), None, "{open}");
        }
    }

    #[test]
    fn a_bound_admits_what_lies_between() {
        let bound = Bound::parse(">=0.100,<0.120");
        assert!(bound.admits(Version(0, 119, 5)) && bound.admits(Version(0, 100, 0)));
        assert!(!bound.admits(Version(0, 120, 0)) && !bound.admits(Version(0, 99, 0)));
    }
}
