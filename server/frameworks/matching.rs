//! Which of several routes that fit gets a request? What rules may know of a framework whose name they need not know.

use super::{CRATES, FRAMEWORKS};
use crate::syntax::Language;

/// Which of several routes that fit gets a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matching {
    /// The one that was registered first.
    InOrder,
    /// The one whose path is the most specific, segment by segment; two that are equally specific cannot be registered.
    BySpecificity,
    /// The one that says so, by a rank; two of one rank cannot be registered.
    ByRank,
}

/// How a framework chooses among routes.
pub fn matching(framework: &str) -> Matching {
    let model = CRATES.iter().find(|model| model.framework == framework);
    model.map_or(Matching::InOrder, |model| model.paths.matching)
}

/// The language that services of a framework are written in.
pub fn language(framework: &str) -> Language {
    let known = FRAMEWORKS.iter().find(|known| known.name == framework).map(|known| known.language);
    let is_crate = CRATES.iter().any(|model| model.framework == framework);
    known.unwrap_or(if is_crate { Language::Rust } else { Language::Python })
}
