//! How does a message reach its handler? Our own loop around the library's service: the router, the types and the
//! client stay the library's.
//!
//! A handler's future is polled once, in the order of arrival, before the next message is looked at; what is left of it
//! becomes a task of its own, so that a slow, stuck or panicking handler stops no other.

mod frame;
mod outbox;

pub(super) use outbox::Outbox;

use frame::{Frames, Incoming};
use futures_util::{FutureExt, SinkExt, StreamExt};
use serde_json::Value;
use std::future::Future;
use std::io::{Read, Write};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, ExitedError, LanguageServer, LspService};
use tower_service::Service;

/// How many messages are read ahead.
const AHEAD: usize = 64;
/// How long the last answers may take to be written.
const FAREWELL: Duration = Duration::from_secs(2);

/// The streams to the client, and the word that it is gone.
pub(super) struct Wire {
    incoming: mpsc::Receiver<Incoming>,
    /// What is sent.
    pub(super) outbox: Outbox,
    /// Told when there is no client any more.
    pub(super) gone: Arc<Notify>,
}

impl Wire {
    /// Starts to read and to write, each on a thread of its own.
    pub(super) fn new(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> std::io::Result<Self> {
        let (sender, incoming) = mpsc::channel(AHEAD);
        let read = move || {
            let mut frames = Frames::new(input);
            loop {
                let next = frames.next();
                let is_end = next == Incoming::End;
                if sender.blocking_send(next).is_err() || is_end {
                    return;
                }
            }
        };
        std::thread::Builder::new().name("read".to_owned()).spawn(read)?;
        let gone = Arc::new(Notify::new());
        let tell = Arc::clone(&gone);
        Ok(Wire { incoming, outbox: Outbox::new(output, move || tell.notify_one()), gone })
    }
}

/// Serves until the client says `exit` or is gone. The exit code: 0 if it said `shutdown` before.
pub(super) async fn serve<S: LanguageServer>(service: LspService<S>, socket: ClientSocket, wire: Wire) -> u8 {
    let Wire { mut incoming, outbox, gone } = wire;
    let (mut requests, mut responses) = socket.split();
    let sending = outbox.clone();
    tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            sending.send(&request);
        }
    });
    let mut serving = Serving { service, outbox, initializing: None, shut_down: false };
    loop {
        let next = tokio::select! {
            next = incoming.recv() => next.unwrap_or(Incoming::End),
            () = gone.notified() => Incoming::End,
        };
        match serving.take(next).await {
            Taken::Done => {}
            Taken::Answer(answer) => drop(responses.send(answer).await),
            Taken::Exit => break,
        }
    }
    serving.outbox.flush(FAREWELL);
    u8::from(!serving.shut_down)
}

/// What became of a message.
enum Taken {
    /// It is being answered, or needs no answer.
    Done,
    /// It is an answer of the client.
    Answer(Response),
    /// It is the last.
    Exit,
}

struct Serving<S> {
    service: LspService<S>,
    outbox: Outbox,
    /// The rest of `initialize`: nothing overtakes it.
    initializing: Option<JoinHandle<()>>,
    shut_down: bool,
}

impl<S: LanguageServer> Serving<S> {
    async fn take(&mut self, incoming: Incoming) -> Taken {
        let message = match incoming {
            Incoming::End => return Taken::Exit,
            Incoming::Broken(why) => return self.refuse(Id::Null, Error::parse_error(), &why),
            Incoming::Message(message) => message,
        };
        if message.get("method").is_none() {
            return self.answer_of_client(message);
        }
        let id = message.get("id").cloned().and_then(|id| serde_json::from_value(id).ok());
        match serde_json::from_value::<Request>(message) {
            Ok(request) if request.method() == "exit" => Taken::Exit,
            Ok(request) => self.call(request).await,
            Err(error) => self.refuse(id.unwrap_or(Id::Null), Error::invalid_request(), &error.to_string()),
        }
    }

    fn answer_of_client(&mut self, message: Value) -> Taken {
        match serde_json::from_value::<Response>(message) {
            Ok(response) => Taken::Answer(response),
            Err(error) => self.refuse(Id::Null, Error::invalid_request(), &error.to_string()),
        }
    }

    fn refuse(&mut self, id: Id, error: Error, why: &str) -> Taken {
        eprintln!("wayline: a message was not understood: {why}");
        self.outbox.send(&Response::from_error(id, error));
        Taken::Done
    }

    async fn call(&mut self, request: Request) -> Taken {
        if let Some(rest) = self.initializing.take() {
            let _ = rest.await;
        }
        self.outbox.room().await;
        self.shut_down |= request.method() == "shutdown";
        let (id, is_initialize) = (request.id().cloned(), request.method() == "initialize");
        let reply = Reply { id, outbox: self.outbox.clone() };
        let called = std::panic::catch_unwind(AssertUnwindSafe(|| self.service.call(request)));
        let Ok(answer) = called else {
            reply.send(Err(()));
            return Taken::Done;
        };
        let mut answer = Box::pin(AssertUnwindSafe(answer).catch_unwind().map(|answer| answer.map_err(drop)));
        match futures_util::poll!(&mut answer) {
            Poll::Ready(answer) => reply.send(answer),
            Poll::Pending => {
                let rest = tokio::spawn(finish(answer, reply));
                self.initializing = is_initialize.then_some(rest);
            }
        }
        Taken::Done
    }
}

/// What a handler gives: an answer, none, or `Err` if it panicked.
type Answer = Result<Result<Option<Response>, ExitedError>, ()>;

async fn finish(answer: impl Future<Output = Answer>, reply: Reply) {
    reply.send(answer.await);
}

/// Where an answer goes.
struct Reply {
    id: Option<Id>,
    outbox: Outbox,
}

impl Reply {
    fn send(self, answer: Answer) {
        match (answer, self.id) {
            (Ok(Ok(Some(response))), _) => self.outbox.send(&response),
            (Ok(_), _) | (Err(()), None) => {}
            (Err(()), Some(id)) => self.outbox.send(&Response::from_error(id, Error::internal_error())),
        }
    }
}
