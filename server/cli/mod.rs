//! What can be asked from a terminal? `wayline routes`, `wayline doctor`, `wayline check` and what they print.
//!
//! [`main`] reads the command line; [`run`] answers it with any way to open a workspace and any streams, so that tests
//! see exactly what a terminal sees. Output goes through `anstream`, which drops colours where nobody sees them.

mod action;
mod args;
mod check;
mod doctor;
mod document;
mod filter;
mod formats;
mod json;
mod outcome;
mod progress;
mod report;
mod routes;
mod rules;
mod schema;
mod style;
mod table;
mod words;
mod write;

pub use action::{Done, Offers, action_page, action_table, setting_table};
pub use args::{ActionArgs, Args, CheckArgs, Command, DoctorArgs, Filters, RoutesArgs};
pub use check::Findings;
pub use formats::{DoctorFormat, FailOn, Format, OutputFormat, SchemaOf};
pub use json::Document;
pub use outcome::Outcome;
pub use report::Report;
pub use rules::{readme_table, rule_page};
pub use schema::schema;

use crate::engine::{self, Extent, Progress, Question, Snapshot, Trouble};
use clap::Parser;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;

/// A way to open a workspace.
pub type Open<'a> = dyn Fn(&Question, &Progress) -> Result<Snapshot, Trouble> + 'a;

/// The program: reads the command line, answers on the standard streams. `serve` is the language server.
pub fn main(serve: fn() -> u8) -> ExitCode {
    let args = Args::parse().on_terminal(std::io::stdout().is_terminal());
    if matches!(args.command, Command::Lsp { .. }) {
        return ExitCode::from(serve());
    }
    let mut out = BufWriter::new(anstream::AutoStream::auto(std::io::stdout()));
    let mut err = anstream::AutoStream::auto(std::io::stderr());
    let outcome = run(&args, &engine::open, &mut out, &mut err);
    ExitCode::from(outcome.code())
}

/// Answers a command line. A reader who closed the pipe has seen enough, which is no error.
pub fn run(args: &Args, open: &Open, out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    match answer(args, open, out, err) {
        Ok(outcome) => outcome,
        Err(error) if closed_pipe(error.as_ref()) => Outcome::Resolved,
        Err(error) => {
            let _ = writeln!(err, "{} {error}", style::paint(style::ERROR, "wayline:"));
            Outcome::CouldNotRun
        }
    }
}

fn answer(args: &Args, open: &Open, out: &mut dyn Write, err: &mut dyn Write) -> Result<Outcome, Trouble> {
    match &args.command {
        Command::Routes(args) => {
            let filter = filter::Filter::new(&args.filters).map_err(|error| format!("--path: {error}"))?;
            let question = Question { paths: &args.paths, extent: args.extent() };
            Ok(routes::print(&*watched(open, &question)?, args, &filter, out, err)?)
        }
        Command::Doctor(args) => {
            let question = Question { paths: &args.paths, extent: Extent::Counts };
            Ok(doctor::print(&*watched(open, &question)?, args.format, out, err)?)
        }
        Command::Check(args) => {
            check::run(args, &|question| watched(open, question).map(ManuallyDrop::into_inner), out, err)
        }
        Command::Action(args) => {
            let snapshot = watched(open, &Question { paths: std::slice::from_ref(&args.root), extent: Extent::Tests })?;
            action::run(&snapshot, args, out, err)
        }
        Command::Rules { format } => Ok(rules::list(*format, out)?),
        Command::Explain { rule } => rules::explain(rule, out),
        Command::Lsp { .. } => Err("the language server answers on streams of its own".into()),
        Command::Schema { of } => {
            out.write_all(schema(*of).as_bytes())?;
            out.flush()?;
            Ok(Outcome::Resolved)
        }
    }
}

/// Opens a workspace, with a spinner if that takes long.
fn watched(open: &Open, question: &Question) -> Result<ManuallyDrop<Snapshot>, Trouble> {
    question.paths.iter().try_for_each(|path| exists(path))?;
    let spinner = progress::Spinner::start();
    let snapshot = open(question, &|what| spinner.say(what))?;
    // The program ends when it has answered: the system takes the memory back at once, piece by piece takes long.
    Ok(ManuallyDrop::new(snapshot))
}

fn exists(path: &Path) -> Result<(), String> {
    let metadata = std::fs::metadata(path);
    metadata.map(drop).map_err(|error| format!("{}: {error}; give a folder or a Python file", path.display()))
}

/// Whether writing failed because the reader went away.
fn closed_pipe(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
