//! What lowering makes of Rust, as it reads again.
