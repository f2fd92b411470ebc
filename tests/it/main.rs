//! The one test binary.

mod cli;
mod snapshots;
mod editing;
mod layers;
mod lists;
mod proportions;
mod queries;
mod sources;
