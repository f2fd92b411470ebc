//! What does an editor show at a cursor? The API and a place in a text, answered as plain data: no protocol, no disk.

mod at;
mod card;
mod completion;
mod held;
mod highlight;
mod hint;
mod lens;
mod link;
mod name;
mod path;
mod router;
mod symbol;
mod view;
mod way;

pub use at::{Found, Target, at};
pub use card::card;
pub use completion::{Completion, complete};
pub use highlight::{Highlight, highlights};
pub use hint::{Hint, hints};
pub use lens::{Lens, lenses};
pub use link::{definitions, implementations, references};
pub use symbol::{Symbol, symbols_in, symbols_of_workspace};
pub use view::View;

use crate::text::{FileId, Span};

/// A piece of a file.
pub type Spot = (FileId, Span);
