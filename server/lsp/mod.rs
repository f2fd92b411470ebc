//! What does an editor get to know? The language server: messages in, answers from settled snapshots out.
//!
//! Documents change before the first `await` of their handler, so their order is that of arrival. Each workspace folder
//! has a thread that settles snapshots; a request waits for the one that holds what its sender saw, and is answered on
//! a worker thread. No handler holds a lock over an `await`.

mod actions;
mod agreement;
mod commands;
mod convert;
mod desk;
mod diagnostics;
mod edits;
mod features;
mod finding;
mod folder;
mod messages;
mod misconfigured;
mod overtaken;
mod parent;
mod progress;
mod publish;
mod pull;
mod refactor;
mod scene;
mod server;
mod settings;
mod settled;
mod shared;
mod transport;
mod uri;
mod watch;
mod worker;

pub use finding::{Check, Finding, nothing, rules};

use server::Server;
use std::io::{Read, Write};
use transport::Wire;

/// Stack of each thread: bodies are lowered where they are looked at, and code may be nested deep. Only touched pages
/// count.
const STACK: usize = 32 << 20;

/// Serves a client on the standard streams until it leaves. The exit code.
pub fn main() -> u8 {
    serve(std::io::stdin(), std::io::stdout(), rules)
}

/// Serves a client on two streams until it leaves: 0 if it said `shutdown` before, else 1. `check` says what to publish
/// of a snapshot.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static, check: Check) -> u8 {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).thread_stack_size(STACK).enable_time().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("wayline: cannot start: {error}");
            return 2;
        }
    };
    let code = runtime.block_on(async {
        let wire = Wire::new(input, output)?;
        let (service, socket) = Server::service(wire.outbox.clone(), wire.gone.clone(), check);
        Ok::<u8, std::io::Error>(transport::serve(service, socket, wire).await)
    });
    // What still runs on threads is of use to nobody any more.
    runtime.shutdown_background();
    code.unwrap_or_else(|error| {
        eprintln!("wayline: cannot start: {error}");
        2
    })
}
