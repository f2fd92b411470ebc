//! The one test binary.

mod bad_text;
mod editing;
mod layers;
mod lists;
mod proportions;
mod queries;
mod sources;
