//! The one test binary.

mod bad_input;
mod cli;
mod editing;
mod layers;
mod lists;
mod proportions;
mod queries;
mod snapshots;
mod sources;
mod truth;
