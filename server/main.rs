//! The `wayline` program: everything it does is in [`wayline::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    wayline::cli::main()
}
