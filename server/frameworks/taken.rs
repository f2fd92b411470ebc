//! What does the type of a handler's parameter ask for? Of the request, and of what the application provides.

use super::Kind;
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
