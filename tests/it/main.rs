//! The one test binary.

mod layers;
mod lists;
mod proportions;
mod sources;
