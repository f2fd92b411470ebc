//! The one test binary.
mod bad_input;
mod truth;
