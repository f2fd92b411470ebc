//! Which of several routes that fit gets a request? What rules and outputs may know of a framework whose name they need
//! not know.

use super::{CRATES, FRAMEWORKS, Support};
use crate::eval::Version;
use crate::syntax::Language;

/// Which of several routes that fit gets a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matching {
    /// The one that was registered first.
    InOrder,
    /// The one whose path is the most specific, segment by segment; two of one path cannot be registered.
    BySpecificity,
    /// The one whose path is the most specific, in a tree that has one parameter at one place: two paths that differ in
    /// the name of one, or where one takes the rest of the path, cannot be registered.
    ByTree,
    /// The one that says so, by a rank; two of one rank cannot be registered.
    ByRank,
    /// Nobody has looked.
    Unknown,
}

/// How a framework chooses among routes.
pub fn matching(framework: &str) -> Matching {
    let model = CRATES.iter().find(|model| model.framework == framework);
    model.map_or(Matching::InOrder, |model| model.paths.matching)
}

/// Whether a framework is understood only as far as routes are made in usual ways.
pub fn is_best_effort(framework: &str) -> bool {
    CRATES.iter().any(|model| model.framework == framework && model.support == Support::BestEffort)
}

/// The language that services of a framework are written in.
pub fn language(framework: &str) -> Language {
    let known = FRAMEWORKS.iter().find(|known| known.name == framework).map(|known| known.language);
    let is_crate = CRATES.iter().any(|model| model.framework == framework);
    known.unwrap_or(if is_crate { Language::Rust } else { Language::Python })
}

/// A full path in the notation in which rules compare two; with the version that holds.
pub fn comparable(framework: &str, path: &str, version: Option<Version>) -> String {
    let model = CRATES.iter().find(|model| model.framework == framework);
    model.map_or_else(|| path.to_owned(), |model| (model.paths.comparable)(path, version))
}
