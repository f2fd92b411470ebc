//! What is special about languages whose modules declare what they hold? Names of a module have no order and mean
//! something before anything ran; blocks are values; classes get methods from elsewhere.

mod block;
mod calls;
mod cfg;
mod choice;
mod class;
mod expand;
mod generics;
mod include;
mod known;
mod lookup;
mod matcher;
mod methods;
mod module;
mod name;
mod paste;
mod rules;
mod source;
mod tokens;
mod traits;

pub use calls::OF_FUNCTION;
pub use class::Attribute;
pub(super) use expand::{EXPANSION, is_expansion};
pub(super) use methods::path_native;
pub use module::Declared;
