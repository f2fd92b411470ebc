//! What does the type of a handler's parameter ask for? Of the request, and of what the application provides.

use crate::facts::Place;

/// What is known of the type of one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The type as it is spelled, on one line.
    pub annotation: String,
    /// Where it is spelled.
    pub at: Place,
    /// Whether a request without it is served.
    pub is_optional: bool,
    /// Whether it is one of the framework's own, which does nothing but what it is known to do.
    pub is_known: bool,
    /// Which part of the request it reads.
    pub reads: Reads,
    /// Whether a request without a body is refused.
    pub needs_body: bool,
    /// Of what the value inside is made.
    pub shape: Shape,
    /// What the application must provide for it.
    pub wants: Option<Wanted>,
}

/// Which part of a request is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// The body, which can be read once.
    Body,
    /// Anything but the body.
    Head,
    /// Not known.
    Unknown,
}

/// Of what a value is made, as far as whoever fills it from texts cares.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// One text: a number, a string, an identifier.
    One,
    /// So many, in order.
    Tuple(usize),
    /// Fields by name.
    Fields(Vec<DataField>),
    /// Whatever comes.
    Any,
    /// Not known.
    Unknown,
}

/// A field of what is filled by name.
#[derive(Clone, Debug, PartialEq)]
pub struct DataField {
    /// Its name on the wire.
    pub name: String,
    /// Other names it has there.
    pub aliases: Vec<String>,
    /// Whether it must be there.
    pub is_required: bool,
    /// What it holds.
    pub holds: Holds,
    /// Whether it comes from a structure that is flattened into the other.
    pub is_flattened: bool,
    /// Its type.
    pub at: Place,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A number or a truth value.
    Number,
    /// Several values.
    List,
    /// Anything else, or not known.
    Other,
}

/// Something that an application provides, or that a handler wants.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// In which way.
    pub way: Way,
    /// Of which type; `None` if it is not known.
    pub of: Option<Kind>,
}

/// In which way something is provided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// With each request, by a layer: `Extension`, `ReqData`.
    Extension,
    /// With each request, by the server: `ConnectInfo`.
    Connection,
    /// By the application, wrapped: `web::Data`.
    Data,
    /// By the application, without the wrapper that a handler asks for.
    Bare,
    /// By the application, as it is: `State` of Rocket.
    Managed,
}

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

/// What is provided where a route stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Providers {
    /// What is known to be provided.
    pub known: Vec<Provided>,
    /// In which ways something that is not known may be provided.
    pub open: Vec<Way>,
}

/// One thing that is provided.
#[derive(Clone, Debug, PartialEq)]
pub struct Provided {
    /// What.
    pub what: Wanted,
    /// Where.
    pub at: Place,
    /// Whether each worker of a server makes one of its own, and it is meant to change.
    pub is_per_worker: bool,
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
