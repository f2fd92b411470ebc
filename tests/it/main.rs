//! The one test binary.
mod truth;
