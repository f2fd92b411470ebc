//! Which versions does `Cargo.lock` hold?

use crate::eval::Version;
use crate::facts::Name;
use rustc_hash::FxHashMap;

/// The versions of a lock file, by package.
#[derive(Debug, Default)]
pub(super) struct Locked(FxHashMap<Name, Vec<Version>>);

impl Locked {
    /// Reads `name = "…"` and `version = "…"` of each `[[package]]`: that is all that is asked for, of a large file.
    pub(super) fn read(text: &str) -> Self {
        let mut locked = Locked::default();
        let mut name = None;
        for line in text.lines() {
            if line.starts_with("[[") {
                name = None;
            } else if let Some(found) = line.strip_prefix("name = ") {
                name = Some(found.trim().trim_matches('"').replace('-', "_"));
            } else if let (Some(found), Some(name)) = (line.strip_prefix("version = "), &name)
                && let Some(version) = version(found.trim().trim_matches('"'))
            {
                locked.0.entry(Name::from(name)).or_default().push(version);
            }
        }
        locked
    }

    /// The version of a package that a requirement admits; without a match the newest.
    pub(super) fn version(&self, package: Name, wanted: Option<&str>) -> Option<Version> {
        let all = self.0.get(&package)?;
        let required = wanted.and_then(requirement);
        let fits = |version: &&Version| required.is_some_and(|required| compatible(required, **version));
        all.iter().filter(fits).max().or_else(|| all.iter().max()).copied()
    }
}

/// Whether a caret requirement admits a version.
fn compatible(required: Version, version: Version) -> bool {
    match required {
        Version(0, 0, _) => version == required,
        Version(0, minor, _) => version.0 == 0 && version.1 == minor,
        Version(major, ..) => version.0 == major,
    }
}

/// The version that a requirement starts with: what it admits is compatible with it.
pub(super) fn requirement(text: &str) -> Option<Version> {
    let first = text.split(',').next()?.trim().trim_start_matches(['=', '^', '~', '>', '<', ' ']);
    version(first)
}

fn version(text: &str) -> Option<Version> {
    let mut parts = text.split(['.', '-', '+']).map(|part| part.parse::<u32>().ok());
    let major = parts.next()??;
    let mut next = || parts.next().flatten().unwrap_or(0);
    Some(Version(major, next(), next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_locked_versions_the_one_that_is_asked_for_counts() {
        let lock =
            "[[package]]\nname = \"axum\"\nversion = \"0.7.9\"\n\n[[package]]\nname = \"axum\"\nversion = \"0.8.1\"\n";
        let locked = Locked::read(lock);
        assert_eq!(locked.version(Name::from("axum"), Some("0.7")), Some(Version(0, 7, 9)));
        assert_eq!(locked.version(Name::from("axum"), Some("^0.8.0")), Some(Version(0, 8, 1)));
        assert_eq!(locked.version(Name::from("axum"), None), Some(Version(0, 8, 1)));
        assert_eq!(locked.version(Name::from("tower"), None), None);
    }
}
