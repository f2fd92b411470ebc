//! The one test binary.

mod editing;
mod layers;
mod lists;
mod proportions;
mod queries;
mod sources;
