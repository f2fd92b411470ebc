//! Which type is it? Two types are one, two, or that is not known.

/// A type that values can be told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What it is called: equal for equal types.
    pub name: String,
    /// Whose it is.
    pub origin: Origin,
    /// The types it is given; `None` for one that is not known.
    pub inner: Vec<Option<Kind>>,
}

/// Whose a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The workspace's.
    Own,
    /// The language's.
    Language,
    /// That of a library, where it may be another name for something.
    Library,
}

impl Kind {
    /// Whether two are one type; `None` if that is not known.
    pub fn same(&self, other: &Kind) -> Option<bool> {
        if self.origin != other.origin {
            // A library may call a type of the language otherwise, but knows none of the workspace.
            let is_library = |kind: &Kind| kind.origin == Origin::Library;
            let is_language = |kind: &Kind| kind.origin == Origin::Language;
            let may_be = is_library(self) && is_language(other) || is_library(other) && is_language(self);
            return (!may_be).then_some(false);
        }
        if self.name != other.name {
            return (self.origin != Origin::Library).then_some(false);
        }
        if self.inner.len() != other.inner.len() {
            return None;
        }
        let mut all = Some(true);
        for (own, others) in self.inner.iter().zip(&other.inner) {
            match own.as_ref().zip(others.as_ref()).and_then(|(own, others)| own.same(others)) {
                Some(true) => {}
                Some(false) if self.origin != Origin::Library => return Some(false),
                _ => all = None,
            }
        }
        all
    }

    /// As people write it.
    pub fn shown(&self) -> String {
        let last = self.name.rsplit("::").next().unwrap_or_default();
        if self.inner.is_empty() {
            return last.to_owned();
        }
        let inner = self.inner.iter().map(|kind| kind.as_ref().map_or_else(|| "_".to_owned(), Kind::shown));
        format!("{last}<{}>", inner.collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, origin: Origin, inner: &[Kind]) -> Kind {
        Kind { name: name.to_owned(), origin, inner: inner.iter().cloned().map(Some).collect() }
    }

    #[test]
    fn types_are_other_types_only_if_no_alias_can_make_them_one() {
        let state = kind("app::State", Origin::Own, &[]);
        let shared = kind("Arc", Origin::Language, std::slice::from_ref(&state));
        let pool = kind("sqlx::PgPool", Origin::Library, &[]);
        let other = kind("sqlx::Pool", Origin::Library, &[]);
        assert_eq!(state.same(&state), Some(true));
        assert_eq!(state.same(&shared), Some(false));
        assert_eq!(state.same(&pool), Some(false));
        assert_eq!(pool.same(&other), None);
        assert_eq!(pool.same(&shared), None);
        assert_eq!(shared.shown(), "Arc<State>");
    }
}
