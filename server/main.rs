//! The `wayline` program: everything it does is in [`wayline::cli`] and [`wayline::lsp`].

use std::process::ExitCode;

fn main() -> ExitCode {
    // What editors start servers with, whatever the server.
    if std::env::args_os().nth(1).is_some_and(|argument| argument == "--stdio") {
        return ExitCode::from(wayline::lsp::main());
    }
    wayline::cli::main(wayline::lsp::main)
}
