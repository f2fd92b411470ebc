//! The one test binary.

mod bad_input;
mod bad_text;
mod check;
mod cli;
mod crates;
mod editing;
mod fuzz_eval;
mod layers;
mod lists;
mod lsp;
mod outline;
mod paths;
mod proportions;
mod queries;
mod random;
mod refused;
mod respelling;
mod rules;
mod session;
mod session_many;
mod session_rust;
mod snapshots;
mod sources;
mod truth;
mod usage;
